"""Who vets a unit's news on a day: its own approvers, those who stand in for one on leave, and substitutes.

Every list, check and message asks here. Own approvers who are on leave do not count on the days of their leave; who
stands in for them does, and so do the approvers of a unit that the province named as substitute.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cms.units.days import today
from cms.units.models import Absence, Membership, Role, StandIn, Substitution, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from cms.accounts.models import User


class Capacity(StrEnum):
    """What makes somebody an approver of a unit."""

    OWN = "own"
    STAND_IN = "stand-in"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True)
class Approver:
    """A person who vets a unit's news on a day; ``basis`` says why, if they are not the unit's own."""

    user: User
    unit_id: int
    position: str
    capacity: Capacity = Capacity.OWN
    basis: str = ""

    @property
    def user_id(self) -> int:
        return self.user.pk

    def role(self, approving_role: str = "") -> str:
        """The role in which they approve, as the record says it; ``approving_role`` is the kind of unit's."""
        position = self.position or (approving_role if self.capacity == Capacity.OWN else "")
        return ", ".join(part for part in (position, self.basis) if part)[:200]


def approvers_of(unit: Unit | int, on: dt.date | None = None) -> list[Approver]:
    """The named, present approvers of a unit on a local day (today if none is given), its own first."""
    pk = unit if isinstance(unit, int) else unit.pk
    return approvers_of_units([pk], on).get(pk, [])


def approver_in(user: User, unit: Unit | int, on: dt.date | None = None) -> Approver | None:
    """As what a person vets a unit's news on a local day; None if they do not."""
    return next((approver for approver in approvers_of(unit, on) if approver.user_id == user.pk), None)


def approvers_of_units(units: Iterable[int], on: dt.date | None = None) -> dict[int, list[Approver]]:
    """The approvers of many units (by key) on a local day, in a fixed number of queries.

    Nobody stands twice in a unit's list: as their own approver before as a stand-in, and that before as a substitute.
    """
    day = on or today()
    wanted = set(units)
    named = list(_substitutions(day).filter(unit__in=wanted).prefetch_related("substitute__versions"))
    direct: dict[int, list[Approver]] = {}
    for approver in _direct_approvers(wanted | {row.substitute_id for row in named}, day):
        _add(direct, approver)
    found = {pk: list(direct[pk]) for pk in wanted if pk in direct}
    for row in named:
        basis = _("approver of %(unit)s, substitute by decision %(number)s") % {
            "unit": row.substitute.name_on(day),
            "number": row.decision_number,
        }
        for approver in direct.get(row.substitute_id, []):
            _add(found, Approver(approver.user, row.unit_id, approver.position, Capacity.SUBSTITUTE, basis))
    return found


def approved_units(user: User | AnonymousUser, on: dt.date | None = None) -> Q:
    """The units whose news a person vets on a local day, as a condition on ``Unit``."""
    return _vetted_by(own_approvers(on).filter(user=user.pk), _stand_ins(on).filter(user=user.pk), on)


def units_without_approver(on: dt.date | None = None) -> QuerySet[Unit]:
    """The living units whose news nobody vets on a local day, by name."""
    return Unit.objects.living(on).exclude(_vetted_by(own_approvers(on), _stand_ins(on), on)).named(on)


def own_approvers(on: dt.date | None = None) -> QuerySet[Membership]:
    """The approvers of all units on a local day by their own role, without those on leave."""
    return Membership.objects.current(on).filter(~_on_leave("user", on), role=Role.APPROVER)


def _vetted_by(approvers: QuerySet[Membership], stand_ins: QuerySet[StandIn], on: dt.date | None) -> Q:
    own, standing_in = approvers.values("unit"), stand_ins.values("unit")
    substituting = _substitutions(on).filter(Q(substitute__in=own) | Q(substitute__in=standing_in)).values("unit")
    return Q(pk__in=own) | Q(pk__in=standing_in) | Q(pk__in=substituting)


def _stand_ins(on: dt.date | None) -> QuerySet[StandIn]:
    """Those who stand in on a day for an approver who still is one, and are not on leave themselves."""
    absent = Membership.objects.current(on).filter(
        user=OuterRef("absence__user"), unit=OuterRef("unit"), role=Role.APPROVER
    )
    return StandIn.objects.on(on).filter(Exists(absent), ~_on_leave("user", on), user__is_active=True)


def _substitutions(on: dt.date | None) -> QuerySet[Substitution]:
    living = Unit.objects.living(on)
    return Substitution.objects.on(on).filter(unit__in=living, substitute__in=living)


def _on_leave(user_field: str, on: dt.date | None) -> Exists:
    return Exists(Absence.objects.on(on).filter(user=OuterRef(user_field)))


def _direct_approvers(units: set[int], day: dt.date) -> Iterator[Approver]:
    """Own approvers first, then who stands in for one."""
    for membership in own_approvers(day).filter(unit__in=units).select_related("user").order_by("user__pk"):
        yield Approver(membership.user, membership.unit_id, membership.position)
    for row in _stand_ins(day).filter(unit__in=units).select_related("user", "absence__user").order_by("pk"):
        basis = _("standing in for %(person)s") % {"person": row.absence.user}
        yield Approver(row.user, row.unit_id, row.position, Capacity.STAND_IN, basis)


def _add(found: dict[int, list[Approver]], approver: Approver) -> None:
    listed = found.setdefault(approver.unit_id, [])
    if all(other.user_id != approver.user_id for other in listed):
        listed.append(approver)
