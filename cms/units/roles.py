"""The roles of the province: Django groups, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group

from cms.units.models import Unit, UnitKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cms.accounts.models import User

BOARD = "Ban Biên tập"
ACCOUNTANT = "Kế toán"
ACCOUNT_HOLDER = "Chủ tài khoản"
ADMINISTRATOR = "Quản trị"
PROVINCIAL = (BOARD, ACCOUNTANT, ACCOUNT_HOLDER, ADMINISTRATOR)


def provincial_roles(user: User | AnonymousUser) -> set[str]:
    """The names of the province-wide roles that a person holds now; none for anyone inactive."""
    if not user.is_active:
        return set()
    if user.is_anonymous:
        return set()
    return user.group_names & set(PROVINCIAL)


def is_board(user: User | AnonymousUser) -> bool:
    """Whether a person is a member of the editorial board."""
    return BOARD in provincial_roles(user)


def is_administrator(user: User | AnonymousUser) -> bool:
    """Whether a person administers units, people and roles."""
    return ADMINISTRATOR in provincial_roles(user) or (user.is_active and user.is_superuser)


def board_unit() -> Unit | None:
    """The editorial board as a unit for its own items, if it has been founded."""
    return Unit.objects.of_kind(UnitKind.BOARD).first()


def board_members() -> QuerySet[User]:
    """The active members of the editorial board."""
    return Group.objects.get(name=BOARD).user_set.filter(is_active=True)
