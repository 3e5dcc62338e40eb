"""Which evaluation years a kind of unit has: they begin on the day that its calendar says, else on 1 January."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from cms.evaluation.models import EvaluationCalendar
from cms.quotas.years import Year
from cms.units.models import UnitKind

_NEW_YEAR = (1, 1)


def years_of(kinds: Collection[UnitKind], numbers: Iterable[int]) -> dict[int, list[Year]]:
    """By the key of each kind, its evaluation years that begin within the calendar years of these numbers.

    A calendar that begins to hold within a year begins a year of its own: then two of them share some months.
    """
    rows = list(EvaluationCalendar.objects.standing().filter(kind__in=kinds))
    wanted = sorted(numbers)
    return {
        kind.pk: [
            Year(first)
            for number in wanted
            for first in _firsts([row for row in rows if row.kind_id == kind.pk], number)
        ]
        for kind in kinds
    }


def _firsts(calendars: list[EvaluationCalendar], number: int) -> list[dt.date]:
    begun = [(row, dt.date(number, row.month, row.day_of_month)) for row in calendars]
    firsts = {day for row, day in begun if row.holds_on(day)}
    new_year = dt.date(number, *_NEW_YEAR)
    if not any(row.holds_on(new_year) for row in calendars):
        firsts.add(new_year)
    return sorted(firsts)
