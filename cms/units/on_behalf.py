"""For which units the board enters items (*Nhập hộ*): those whose news nobody could vet on the portal today.

Whoever has approvers of its own, present or standing in, or by substitution, is asked: nobody goes past them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.units.approving import approvers_of_units
from cms.units.days import today
from cms.units.models import Unit, UnitKind
from cms.units.roles import is_board

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User
    from cms.units.approving import Approver


@dataclass(frozen=True)
class Candidate:
    """A living unit by its name of today; ``refusal`` says why the board enters nothing for it, if it does not."""

    unit: Unit
    name: str
    refusal: str | None


def refusal_to_enter_for(unit: Unit) -> str | None:
    """Why the board enters nothing for a unit today, in words for its members; None if it may."""
    approvers = approvers_of_units([unit.pk]).get(unit.pk, [])
    return _refusal(unit, approvers)


def may_enter_for(user: User | AnonymousUser, unit: Unit) -> bool:
    """Whether a person enters items on behalf of a unit today."""
    return is_board(user) and refusal_to_enter_for(unit) is None


def candidates() -> list[Candidate]:
    """All living units by name, in a fixed number of queries."""
    units = list(Unit.objects.living().named().prefetch_related("versions__kind"))
    approvers = approvers_of_units(unit.pk for unit in units)
    return [Candidate(unit, unit.day_name, _refusal(unit, approvers.get(unit.pk, []))) for unit in units]


def _refusal(unit: Unit, approvers: Iterable[Approver]) -> str | None:
    version = unit.version_on(today())
    if version is None:
        return _("The unit does not exist today.")
    if version.kind.code == UnitKind.BOARD:
        return _("The board's own items are approved on the portal.")
    if names := ", ".join(str(approver.user) for approver in approvers):
        return _("The unit approves on the portal: %(names)s.") % {"names": names}
    return None
