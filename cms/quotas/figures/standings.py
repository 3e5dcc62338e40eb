"""The figures of all units at once, in a constant number of statements.

They are three: the rules, what the units were, and what counts; a fourth if some rule lets the day of approval count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import accumulate

from cms.quotas.years import Year
from cms.units.models import Unit

from .cells import Standing
from .counting import numbers_between
from .lives import Life, lives
from .plans import plan_of
from .rulebook import Rulebook
from .sheets import Sheet


def standings(year: Year, day: dt.date, units: Collection[int] | None = None) -> dict[int, Standing]:
    """Where units stand in a year as of a local day, by their keys.

    Of all units that lived on some day of the year or published in it; or of exactly the named ones, whether they
    did or not.
    """
    book = Rulebook()
    periods = book.periods_of(year)
    spans = {day for period in periods for day in (period.first, period.end)}
    cuts = sorted(spans.union(year.months, [year.end]))
    place = {cut: number for number, cut in enumerate(cuts)}

    life_of = lives(year, cuts[-1], book, units)
    numbers = numbers_between(cuts, day, book.asks_approval_days, units)
    sheets = {life: Sheet(plan_of(life, year, periods), year, day, place) for life in {*life_of.values(), ()}}
    nothing = (0,) * len(cuts)

    found: dict[int, Standing] = {}
    for unit in life_of.keys() | numbers.keys() if units is None else units:
        own = numbers.get(unit)
        sums = nothing if own is None else tuple(accumulate(own, initial=0))
        found[unit] = sheets[life_of.get(unit, ())].filled(unit, sums)
    return found if units is not None else {u: s for u, s in found.items() if _belongs(s, life_of.get(u, ()))}


def standing_of(unit: Unit, year: Year, day: dt.date) -> Standing:
    """Where one unit stands in a year as of a local day; with nothing owed if it did not live then."""
    return standings(year, day, [unit.pk])[unit.pk]


def _belongs(standing: Standing, life: Life) -> bool:
    """Whether a unit lived on some day of the year or published in it; else it is of the days after the year."""
    return standing.total_published > 0 or (bool(life) and life[0].first < standing.year.end)
