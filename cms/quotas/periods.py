"""Periods of the calendar in which a unit owes items: local days, the first included.

A week runs from Monday to Sunday; half-years begin in January and July (letter of Bắc Kạn, 2019, section 2: "tin hoặc
bài/tháng", "6 tháng").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

_ONE_DAY = dt.timedelta(days=1)
_QUARTERS = ("I", "II", "III", "IV")


class PeriodKind(TextChoices):
    WEEK = "week", _("week")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    HALF_YEAR = "half_year", _("half-year")
    YEAR = "year", _("year")

    @property
    def months(self) -> int:
        """How many months it lasts; 0 for a week, which is none of them."""
        return _MONTHS[self]


_MONTHS = {PeriodKind.WEEK: 0, PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    """A week, month, quarter, half-year or year, known by its first local day."""

    first: dt.date
    kind: PeriodKind

    @property
    def end(self) -> dt.date:
        """The first local day after the period."""
        if self.kind is PeriodKind.WEEK:
            return self.first + dt.timedelta(weeks=1)
        return month_after(self.first, self.kind.months)

    @property
    def last(self) -> dt.date:
        """The last local day of the period."""
        return self.end - _ONE_DAY

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day < self.end

    @property
    def label(self) -> str:
        """The period as people call it, for example "Tháng 3/2026"."""
        return _LABELS[self.kind](self)

    def __str__(self) -> str:
        return self.label


def month_after(first: dt.date, months: int) -> dt.date:
    """The first day of the month so many months after the month that begins on ``first``."""
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)


def period_of(kind: PeriodKind, day: dt.date) -> Period:
    """The period of a kind in which a local day lies."""
    if kind is PeriodKind.WEEK:
        return Period(day - dt.timedelta(days=day.weekday()), kind)
    month = day.month - (day.month - 1) % kind.months
    return Period(dt.date(day.year, month, 1), kind)


def periods_in(kind: PeriodKind, first: dt.date, end: dt.date) -> list[Period]:
    """The periods of a kind whose first day lies between two local days (``end`` not included), in order."""
    found = []
    period = period_of(kind, first)
    while period.first < end:
        if period.first >= first:
            found.append(period)
        period = Period(period.end, kind)
    return found


def _week(period: Period) -> str:
    span = {"first": f"{period.first:%d/%m}", "last": f"{period.last:%d/%m/%Y}"}
    if period.first.year != period.last.year:
        span["first"] = f"{period.first:%d/%m/%Y}"
    return _t("Week %(first)s–%(last)s") % span


def _month(period: Period) -> str:
    return _t("Month %(month)d/%(year)d") % {"month": period.first.month, "year": period.first.year}


def _quarter(period: Period) -> str:
    quarter = _QUARTERS[(period.first.month - 1) // 3]
    return _t("Quarter %(quarter)s/%(year)d") % {"quarter": quarter, "year": period.first.year}


def _half_year(period: Period) -> str:
    if period.first.month == 1:
        return _t("First half of %(year)d") % {"year": period.first.year}
    return _t("Second half of %(year)d") % {"year": period.first.year}


def _year(period: Period) -> str:
    return _t("Year %(year)d") % {"year": period.first.year}


_LABELS = {
    PeriodKind.WEEK: _week,
    PeriodKind.MONTH: _month,
    PeriodKind.QUARTER: _quarter,
    PeriodKind.HALF_YEAR: _half_year,
    PeriodKind.YEAR: _year,
}
