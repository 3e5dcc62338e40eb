"""Who decides how the office's letters look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User

# The board and the administrators have it (`cms/portal/setup.py`); with it the form of the settings opens too.
CHANGE = "official_documents.change_documentsettings"


def may_change(user: User | AnonymousUser) -> bool:
    """Whether a person may change settings, signature blocks and the template."""
    return user.is_active and user.has_perm(CHANGE)


def check_may_change(user: User | AnonymousUser) -> None:
    """Raise ``PermissionDenied`` for anyone else."""
    if not may_change(user):
        raise PermissionDenied(_("Only the editorial board and administrators decide how letters look."))
