"""The year over which a unit is measured: the calendar's, or one for evaluation that begins on another day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Beyond them no union has anything to count, and the last days of the calendar have no day after them.
EARLIEST, LATEST = 1900, 2200


@dataclass(frozen=True, order=True)
class Year:
    """A year from its first local day up to, not including, the same day of the next year.

    Raises ``ValueError`` for a first day that not every year has (29 February), or before 1900 or after 2200.
    """

    first: dt.date

    def __post_init__(self) -> None:
        if (self.first.month, self.first.day) == (2, 29):
            raise ValueError("A year cannot begin on 29 February: not every year has that day.")
        if not EARLIEST <= self.first.year <= LATEST:
            raise ValueError(f"A year between {EARLIEST} and {LATEST} is expected, not {self.first.year}.")

    @classmethod
    def calendar(cls, year: int) -> Year:
        """The calendar year of a number; raises ``ValueError`` for one before 1900 or after 2200."""
        if not EARLIEST <= year <= LATEST:
            raise ValueError(f"A year between {EARLIEST} and {LATEST} is expected, not {year}.")
        return cls(dt.date(year, 1, 1))

    @classmethod
    def containing(cls, day: dt.date, month: int = 1, dom: int = 1) -> Year:
        """The year in which a local day lies, of those that begin on a day of a month (1 January if none is given).

        Raises ``ValueError`` as ``Year`` itself.
        """
        begun = (day.month, day.day) >= (month, dom)
        return cls(dt.date(day.year if begun else day.year - 1, month, dom))

    @property
    def end(self) -> dt.date:
        """The first local day after the year."""
        return self.first.replace(year=self.first.year + 1)

    @property
    def last(self) -> dt.date:
        """The last local day of the year."""
        return self.end - dt.timedelta(days=1)

    @property
    def is_calendar(self) -> bool:
        """Whether the year is one of the calendar."""
        return (self.first.month, self.first.day) == (1, 1)

    @property
    def next(self) -> Year:
        """The year that begins when this one is over."""
        return Year(self.end)

    @property
    def previous(self) -> Year:
        """The year that was over when this one began."""
        return Year(self.first.replace(year=self.first.year - 1))

    @property
    def months(self) -> tuple[dt.date, ...]:
        """The first days of its twelve months: calendar months, unless the year begins within one.

        A month that lacks the day on which the year begins (the 31st) begins on its last day.
        """
        return tuple(self._month(number) for number in range(12))

    def _month(self, number: int) -> dt.date:
        years, month = divmod(self.first.month - 1 + number, 12)
        year = self.first.year + years
        return dt.date(year, month + 1, min(self.first.day, calendar.monthrange(year, month + 1)[1]))

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day < self.end

    @property
    def label(self) -> str:
        """The year as people call it, for example "Năm 2026"."""
        if self.is_calendar:
            return _("Year %(year)d") % {"year": self.first.year}
        days = {"first": f"{self.first:%d/%m/%Y}", "last": f"{self.last:%d/%m/%Y}"}
        return _("Evaluation year %(first)s–%(last)s") % days

    def __str__(self) -> str:
        return self.label
