"""What the rules of notices refuse, with the reason that the person is shown."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class NoticeRefused(PermissionDenied):
    """An act on a notice that the rules forbid; ``str()`` of it says why and what to do."""


class ChangedMeanwhile(NoticeRefused):
    """The notice, or the facts behind it, are not what the person saw."""

    def __init__(self) -> None:
        super().__init__(_("Something changed meanwhile: look at the notice as it is now. Nothing was done yet."))


class NumberTaken(NoticeRefused):
    """Another document of the year may bear the number: the person has to look and to confirm it."""
