"""The year and the day that a screen is asked to tell of: ``?nam=2026&tu=9&ngay=30/06/2026``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cms.quotas.years import Year
from cms.units.days import today
from cms.units.viewsets.as_of import DAY_PARAMETER, day_asked_for

if TYPE_CHECKING:
    from django.http import HttpRequest

EARLIEST_DAY = dt.date(1990, 1, 1)
YEAR_PARAMETER = "nam"
MONTH_PARAMETER = "tu"


@dataclass(frozen=True)
class Asked:
    """A year, and the local day up to which publications are counted; never a day that has not come yet."""

    year: Year
    day: dt.date

    @property
    def shown_day(self) -> dt.date:
        """The day of the year that tells what units are called: ``day``, or the year's last if that is over."""
        return min(self.day, self.year.last)

    @property
    def is_today(self) -> bool:
        """Whether everything published until now is counted."""
        return self.day == today()

    def of(self, year: Year) -> Asked:
        """The same day for another year."""
        return Asked(year, self.day)

    @property
    def query(self) -> str:
        """What a link bears to ask for the same, with its question mark; empty for this year as of today."""
        month = self.year.first.month
        asked: dict[str, str | int] = {}
        if self.year != Year.containing(self.day):
            asked[YEAR_PARAMETER] = self.year.first.year
        if month != 1:
            asked[MONTH_PARAMETER] = month
        if not self.is_today:
            asked[DAY_PARAMETER] = f"{self.day:%d/%m/%Y}"
        return f"?{urlencode(asked)}" if asked else ""


def asked_of(request: HttpRequest) -> Asked:
    """What a request asks for; this year as of today for what it does not say, or says as nobody can."""
    day = day_asked_for(request)
    if not EARLIEST_DAY <= day <= today():
        day = today()
    month = _number(request.GET.get(MONTH_PARAMETER, ""), 1, 12) or 1
    this_year = Year.containing(today(), month)
    number = _number(request.GET.get(YEAR_PARAMETER, ""), EARLIEST_DAY.year, this_year.first.year + 1)
    return Asked(Year(dt.date(number, month, 1)) if number else Year.containing(day, month), day)


def _number(typed: str, least: int, most: int) -> int | None:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
    return number if number is not None and least <= number <= most else None
