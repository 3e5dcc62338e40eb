"""The second factor: an authenticator app or a passkey, asked of everybody who works for the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether a person has to show a second factor: superusers, and everybody with a role of the province.

    Any Django group counts, known by name or not: a group that is added later is never forgotten here.
    """
    return user.is_authenticated and (user.is_superuser or bool(user.group_names))
