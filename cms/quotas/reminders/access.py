"""Who reads what all units were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.roles import is_administrator, is_board

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User


def may_read(user: User | AnonymousUser) -> bool:
    """Whether a person sees the reminders of every unit: the board and administrators."""
    return is_board(user) or is_administrator(user)
