"""Who may see which unit's standing, answered in one place.

Its own people, writers and approvers alike; the people of the unit that carries on its work; the board and
administrators. Not who only stands in for its approvers: they vet its news, and its figures are the unit's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.models import Membership, Unit
from cms.units.models.descent import successors_of
from cms.units.roles import is_administrator, is_board

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User


def sees_all(user: User | AnonymousUser) -> bool:
    """Whether a person sees the standing of every unit."""
    return is_board(user) or is_administrator(user)


def own_units(user: User | AnonymousUser) -> set[int]:
    """The keys of the units in which a person has a role of their own today."""
    return set(Membership.objects.current().filter(user=user.pk).values_list("unit", flat=True))


def has_own_units(user: User | AnonymousUser) -> bool:
    """Whether there is any of ``own_units``."""
    return Membership.objects.current().filter(user=user.pk).exists()


def may_see(user: User | AnonymousUser, unit: Unit) -> bool:
    """Whether a person may see a unit's standing, and the items that it counts."""
    if sees_all(user):
        return True
    own = own_units(user)
    return unit.pk in own or not own.isdisjoint(successors_of(unit).values_list("pk", flat=True))
