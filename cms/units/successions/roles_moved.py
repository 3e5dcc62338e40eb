"""What becomes of people's roles when their unit closes or divides: they end, or go on elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.units.days import uncovered
from cms.units.models import Membership, Unit

if TYPE_CHECKING:
    from cms.accounts.models import User

Destination = Callable[[Membership], int | None]


def move_roles(
    units: Iterable[Unit | int], day: dt.date, destination: Destination, *, by: User | None
) -> list[dict[str, Any]]:
    """End the roles in ``units`` from a local day on and let each go on in the unit that ``destination`` names (by id).

    A role whose destination is its own unit stays as it is; ``by`` is who grants those that go on. Nobody grants
    themselves a role: those of ``by`` end, for another administrator to grant anew. Returns what was changed, for
    ``restore_roles``.
    """
    memberships = Membership.objects.select_for_update().from_day(day).filter(unit__in=units).order_by("pk")
    return [
        _move(membership, day, target, by)
        for membership in memberships
        if (target := destination(membership)) != membership.unit_id
    ]


def _move(membership: Membership, day: dt.date, target: int | None, by: User | None) -> dict[str, Any]:
    if by is not None and membership.user_id == by.pk:
        target = None
    first, end = max(membership.valid_from, day), membership.valid_to
    _end(membership, day)
    opened = [] if target is None else _open(membership, target, (first, end), by)
    return {
        "membership": membership.pk,
        "from": membership.unit_id,
        "to": target,
        "day": day.isoformat(),
        "was_to": end.isoformat() if end else None,
        "ended": membership.valid_from < day,
        "opened": [row.pk for row in opened],
    }


def _end(membership: Membership, day: dt.date) -> None:
    row = Membership.objects.filter(pk=membership.pk)
    if membership.valid_from < day:
        row.update(valid_to=day)
    else:
        row.update(superseded_at=timezone.now())


def _open(membership: Membership, unit: int, span: tuple[dt.date, dt.date | None], by: User | None) -> list[Membership]:
    """The same role and position in another unit, on those days on which the person does not have it already."""
    held = Membership.objects.standing().filter(user=membership.user_id, unit=unit, role=membership.role)
    opened = []
    for valid_from, valid_to in uncovered(*span, list(held)):
        row = Membership.objects.get(pk=membership.pk)
        row.pk, row.unit_id, row.superseded_at, row.granted_by = None, unit, None, by
        row.valid_from, row.valid_to = valid_from, valid_to
        row._state.adding = True
        row.save(force_insert=True)
        opened.append(row)
    return opened


def restore_roles(moved: list[dict[str, Any]]) -> None:
    """Take ``move_roles`` back: the roles that it opened hold no more, those that it ended go on.

    What happened to a role since is kept: one that ended meanwhile ends on the same day, nobody who left comes back,
    and nobody gets a role twice on one day.
    """
    for entry in reversed(moved):
        opened = list(Membership.objects.select_for_update().filter(pk__in=entry["opened"]).order_by("valid_from"))
        Membership.objects.standing().filter(pk__in=entry["opened"]).update(superseded_at=timezone.now())
        membership = Membership.objects.select_for_update().select_related("user").get(pk=entry["membership"])
        if membership.user.is_active and _is_as_left(membership, entry):
            _reopen(membership, entry, opened)


def _is_as_left(membership: Membership, entry: dict[str, Any]) -> bool:
    if entry["ended"]:
        return membership.superseded_at is None and membership.valid_to == dt.date.fromisoformat(entry["day"])
    return membership.superseded_at is not None


def _reopen(membership: Membership, entry: dict[str, Any], opened: list[Membership]) -> None:
    end = dt.date.fromisoformat(entry["was_to"]) if entry["was_to"] else None
    if opened and all(row.superseded_at is not None for row in opened):
        return
    if opened and opened[-1].superseded_at is None and opened[-1].valid_to is not None:
        end = opened[-1].valid_to if end is None else min(end, opened[-1].valid_to)
    first = dt.date.fromisoformat(entry["day"]) if entry["ended"] else membership.valid_from
    others = Membership.objects.standing().filter(
        user=membership.user_id, unit=membership.unit_id, role=membership.role
    )
    free = uncovered(first, end, list(others.exclude(pk=membership.pk)))
    if free and free[0][0] == first:
        Membership.objects.filter(pk=membership.pk).update(valid_to=free[0][1], superseded_at=None)


def supersede_roles(unit: int) -> list[int]:
    """Let no role in a unit hold any more, on whatever day: the unit turned out never to have existed."""
    rows = Membership.objects.standing().filter(unit=unit)
    keys = list(rows.values_list("pk", flat=True))
    rows.update(superseded_at=timezone.now())
    return keys
