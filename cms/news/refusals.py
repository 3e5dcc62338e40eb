"""What the rules of moderation refuse, with the reason that the person is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class ActRefused(PermissionDenied):
    """An act that the rules forbid; ``str()`` of it says why and what to do."""


class NotVetted(ActRefused):
    """Content that would become public without the approvals of the unit and of the board."""


class ChangedMeanwhile(ActRefused):
    """The content is not the one that the person saw."""

    def __init__(self) -> None:
        super().__init__(
            _("The item was changed meanwhile: look at it as it is now, then decide again. Nothing was decided yet.")
        )


@dataclass(frozen=True)
class Missing:
    """Something that an item lacks before it can be submitted.

    ``field`` is the field of the item that it belongs in, ``point`` the point of the checklist, where that says more.
    """

    message: str
    field: str
    part: str = ""

    @property
    def point(self) -> str:
        return self.part or self.field


class Incomplete(ActRefused):
    """An item that lacks what its genre asks for; ``missing`` lists all of it at once."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(" ".join(item.message for item in missing))
        self.missing = missing
