"""Quarters of the calendar year, as notices are of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from cms.quotas.periods import Period, PeriodKind, period_of

_MONTHS = 3
EARLIEST_YEAR = 2000


@dataclass(frozen=True, order=True)
class Quarter:
    """The quarter of a year; ``number`` runs from 1 to 4. Raises ``ValueError`` for any other."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and EARLIEST_YEAR <= self.year < dt.MAXYEAR):
            raise ValueError(f"There is no quarter {self.number} of {self.year}.")

    @classmethod
    def containing(cls, day: dt.date) -> Quarter:
        """The quarter in which a local day lies."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @cached_property
    def period(self) -> Period:
        return period_of(PeriodKind.QUARTER, dt.date(self.year, (self.number - 1) * _MONTHS + 1, 1))

    @property
    def first(self) -> dt.date:
        """The first local day."""
        return self.period.first

    @property
    def last(self) -> dt.date:
        """The last local day."""
        return self.period.last

    @property
    def end(self) -> dt.date:
        """The first local day after it."""
        return self.period.end

    @property
    def before(self) -> Quarter:
        """The quarter before this one; raises ``ValueError`` for the first that there is."""
        return Quarter.containing(self.first - dt.timedelta(days=1))

    @property
    def is_first(self) -> bool:
        """Whether there is no quarter before, with which a notice could compare it."""
        return (self.year, self.number) == (EARLIEST_YEAR, 1)

    @property
    def label(self) -> str:
        """The quarter as people call it: "Quý III/2026"."""
        return self.period.label

    def is_over(self, day: dt.date) -> bool:
        """Whether its last local day has passed on ``day``."""
        return day >= self.end

    def __str__(self) -> str:
        return self.label
