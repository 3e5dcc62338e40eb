"""Who of a unit is told that it is behind: its writers, its own approvers, and who stands in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.units.approving import Capacity, approvers_of_units
from cms.units.models import Membership, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from cms.accounts.models import User


@dataclass(frozen=True)
class Addressee:
    """A person who is told, and what they do in the unit."""

    user: User
    role: str


def addressees_of(units: Collection[int], day: dt.date) -> dict[int, list[Addressee]]:
    """By unit, whom to tell on a local day, in a fixed number of statements; units with nobody are absent.

    The approvers of a unit that is named as substitute are not told: they vet the news of many units and owe none
    of it. Who writes and approves is told once, as a writer.
    """
    found: dict[int, dict[int, Addressee]] = {}
    writers = Membership.objects.current(day).filter(unit__in=list(units), role=Role.WRITER)
    for membership in writers.select_related("user").order_by("user__pk"):
        addressee = Addressee(membership.user, str(Role.WRITER.label))
        found.setdefault(membership.unit_id, {}).setdefault(membership.user_id, addressee)
    for unit, approvers in approvers_of_units(units, day).items():
        for approver in approvers:
            if approver.capacity != Capacity.SUBSTITUTE:
                role = approver.role() or str(Role.APPROVER.label)
                found.setdefault(unit, {}).setdefault(approver.user_id, Addressee(approver.user, role))
    return {unit: list(people.values()) for unit, people in found.items()}
