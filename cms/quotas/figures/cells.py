"""The figures of one unit as of a day: what it owes, what was published, period by period and in the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from cms.quotas.periods import Period
from cms.quotas.years import Year


class CellState(StrEnum):
    """How it stands with a period that is owed."""

    MET = "met"
    MISSED = "missed"
    DUE = "due"
    COMING = "coming"


@dataclass(frozen=True)
class Cell:
    """A period that a unit owes: how many items, how many were published, and how it stands as of the day."""

    period: Period
    owed: int
    published: int
    state: CellState

    @property
    def missing(self) -> int:
        """How many items are still wanted; they are due until the period's last day."""
        return max(self.owed - self.published, 0)


@dataclass(frozen=True)
class Standing:
    """Where a unit stands in a year as of a local day: publications up to that day are counted.

    ``cells`` are the periods that it owes, in order; ``by_month`` what was published in each of the year's twelve
    months, whether owed or not, which sums up to ``total_published``.
    """

    unit_id: int
    year: Year
    day: dt.date
    cells: tuple[Cell, ...]
    by_month: tuple[int, ...]
    total_owed: int
    total_published: int
    lived_whole: bool

    @property
    def periods_owed(self) -> int:
        """How many periods of the year the unit owes."""
        return len(self.cells)

    @property
    def periods_met(self) -> int:
        """How many of the owed periods have what is owed, those that are not over among them."""
        return sum(cell.state is CellState.MET for cell in self.cells)

    @property
    def periods_over(self) -> int:
        """How many of the owed periods are over: their last day has passed."""
        return sum(cell.period.end <= self.day for cell in self.cells)

    @property
    def missing_in_total(self) -> int:
        """How many items the year's total still wants."""
        return max(self.total_owed - self.total_published, 0)

    @property
    def is_behind(self) -> bool:
        """Whether a period went by without what was owed."""
        return any(cell.state is CellState.MISSED for cell in self.cells)
