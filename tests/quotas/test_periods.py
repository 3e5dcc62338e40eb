"""Periods of the calendar: where they begin and end, and what they are called."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.utils.translation import override

from cms.quotas.periods import Period, PeriodKind, period_of, periods_in

CASES = [
    (PeriodKind.WEEK, dt.date(2026, 1, 1), dt.date(2025, 12, 29), dt.date(2026, 1, 4), "Tuần 29/12/2025–04/01/2026"),
    (PeriodKind.WEEK, dt.date(2026, 1, 5), dt.date(2026, 1, 5), dt.date(2026, 1, 11), "Tuần 05/01–11/01/2026"),
    (PeriodKind.MONTH, dt.date(2024, 2, 29), dt.date(2024, 2, 1), dt.date(2024, 2, 29), "Tháng 2/2024"),
    (PeriodKind.MONTH, dt.date(2026, 12, 31), dt.date(2026, 12, 1), dt.date(2026, 12, 31), "Tháng 12/2026"),
    (PeriodKind.QUARTER, dt.date(2026, 6, 30), dt.date(2026, 4, 1), dt.date(2026, 6, 30), "Quý II/2026"),
    (PeriodKind.HALF_YEAR, dt.date(2026, 6, 30), dt.date(2026, 1, 1), dt.date(2026, 6, 30), "6 tháng đầu năm 2026"),
    (PeriodKind.HALF_YEAR, dt.date(2026, 7, 1), dt.date(2026, 7, 1), dt.date(2026, 12, 31), "6 tháng cuối năm 2026"),
    (PeriodKind.YEAR, dt.date(2026, 7, 1), dt.date(2026, 1, 1), dt.date(2026, 12, 31), "Năm 2026"),
]


@pytest.mark.parametrize(("kind", "day", "first", "last", "label"), CASES, ids=[case[4] for case in CASES])
def test_a_day_lies_in_one_period_of_each_kind(
    kind: PeriodKind, day: dt.date, first: dt.date, last: dt.date, label: str
) -> None:
    period = period_of(kind, day)

    assert (period.first, period.last, period.end) == (first, last, last + dt.timedelta(days=1))
    assert day in period
    assert period.end not in period
    with override("vi"):
        assert period.label == label


@pytest.mark.parametrize("kind", list(PeriodKind), ids=str)
def test_periods_follow_one_another_without_a_gap(kind: PeriodKind) -> None:
    periods = periods_in(kind, dt.date(2023, 1, 1), dt.date(2026, 1, 1))

    assert all(earlier.end == later.first for earlier, later in pairwise(periods))


def test_a_period_belongs_to_the_year_in_which_its_first_day_falls() -> None:
    weeks = periods_in(PeriodKind.WEEK, dt.date(2026, 1, 1), dt.date(2027, 1, 1))

    assert weeks[0].first == dt.date(2026, 1, 5)
    assert weeks[-1] == Period(dt.date(2026, 12, 28), PeriodKind.WEEK)
    assert weeks[-1].last == dt.date(2027, 1, 3)


def test_a_year_of_schools_holds_two_half_years_and_four_quarters() -> None:
    first, end = dt.date(2025, 9, 1), dt.date(2026, 9, 1)

    assert [p.first for p in periods_in(PeriodKind.HALF_YEAR, first, end)] == [dt.date(2026, 1, 1), dt.date(2026, 7, 1)]
    assert [p.first.month for p in periods_in(PeriodKind.QUARTER, first, end)] == [10, 1, 4, 7]
    assert len(periods_in(PeriodKind.MONTH, first, end)) == 12
