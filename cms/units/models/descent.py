"""Who carries on the work of a unit that is no more, and whose work a unit carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.days import today

from .successions import SuccessionKind, SuccessionUnit
from .units import Unit

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

_HANDED_ON = (SuccessionKind.MERGER, SuccessionKind.DIVISION)
_Side = SuccessionUnit.Side


def successors_of(unit: Unit, on: dt.date | None = None) -> QuerySet[Unit]:
    """The units that carry on the work of ``unit`` on a local day, through however many mergers and divisions.

    By name; none if the unit lives then, or was dissolved.
    """
    day = on or today()
    living: set[int] = set()
    seen: set[int] = set()
    reached = {unit.pk}
    while reached := reached - seen:
        seen |= reached
        here = set(Unit.objects.living(day).filter(pk__in=reached).values_list("pk", flat=True))
        living |= here
        reached = _step(reached - here, day, _Side.FROM, _Side.TO)
    return _shown(living - {unit.pk})


def predecessors_of(unit: Unit, on: dt.date | None = None) -> QuerySet[Unit]:
    """The units that are no more on a local day and whose work came to ``unit``, directly or not; by name."""
    day = on or today()
    found: set[int] = set()
    reached = {unit.pk}
    while reached:
        reached = _step(reached, day, _Side.TO, _Side.FROM) - found - {unit.pk}
        reached -= set(Unit.objects.living(day).filter(pk__in=reached).values_list("pk", flat=True))
        found |= reached
    return _shown(found)


def _step(units: set[int], day: dt.date, start: str, towards: str) -> set[int]:
    """The units on the other side of the mergers and divisions, up to a local day, in which ``units`` took part."""
    taken = SuccessionUnit.objects.filter(
        unit__in=units,
        side=start,
        succession__kind__in=_HANDED_ON,
        succession__undoing__isnull=True,
        succession__day__lte=day,
    )
    rows = SuccessionUnit.objects.filter(succession__in=taken.values("succession"), side=towards)
    return set(rows.values_list("unit", flat=True))


def _shown(units: set[int]) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=units).select_related("page").prefetch_related("versions")
