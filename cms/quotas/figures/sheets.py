"""One plan filled in for many units: cells that are equal are made once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cms.quotas.periods import Period
from cms.quotas.years import Year

from .cells import Cell, CellState, Standing
from .plans import Plan


class Sheet:
    """What the units of one life owe in a year as of a local day, to be filled in with what they published.

    ``place`` says how many spans lie before a local day that the spans of the counted numbers meet at.
    """

    def __init__(self, plan: Plan, year: Year, day: dt.date, place: Mapping[dt.date, int]) -> None:
        self._plan, self._year, self._day = plan, year, day
        self._months = [place[first] for first in (*year.months, year.end)]
        self._columns = [_Column(period, owed, day, place) for period, owed in plan.owed]

    def filled(self, unit_id: int, sums: Sequence[int]) -> Standing:
        """The standing of a unit; ``sums`` has how many of its items lie before each of the places."""
        upto = [sums[at] for at in self._months]
        return Standing(
            unit_id,
            self._year,
            self._day,
            tuple([column.cell(sums) for column in self._columns]),
            tuple([after - before for before, after in pairwise(upto)]),
            self._plan.total,
            upto[-1] - upto[0],
            self._plan.lived_whole,
        )


class _Column:
    """A period that is owed, with its cells by the number published."""

    def __init__(self, period: Period, owed: int, day: dt.date, place: Mapping[dt.date, int]) -> None:
        self._period, self._owed, self._day = period, owed, day
        self._first, self._end = place[period.first], place[period.end]
        self._cells: dict[int, Cell] = {}

    def cell(self, sums: Sequence[int]) -> Cell:
        published = sums[self._end] - sums[self._first]
        found = self._cells.get(published)
        if found is None:
            state = _state(self._period, published >= self._owed, self._day)
            found = self._cells[published] = Cell(self._period, self._owed, published, state)
        return found


def _state(period: Period, is_met: bool, day: dt.date) -> CellState:
    if is_met:
        return CellState.MET
    if period.end <= day:
        return CellState.MISSED
    return CellState.DUE if period.first <= day else CellState.COMING
