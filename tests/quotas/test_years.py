"""Years: the calendar's, and those that begin on another day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from cms.quotas.years import Year


def test_a_calendar_year_is_called_by_its_number() -> None:
    year = Year.calendar(2026)

    assert (year.first, year.last, year.end) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert year.is_calendar
    with override("vi"):
        assert year.label == "Năm 2026"


def test_a_year_of_schools_is_called_by_its_days() -> None:
    year = Year.containing(dt.date(2026, 8, 31), month=9)

    assert year.first == dt.date(2025, 9, 1)
    assert (year.previous.first, year.next.first) == (dt.date(2024, 9, 1), dt.date(2026, 9, 1))
    with override("vi"):
        assert year.label == "Năm đánh giá 01/09/2025–31/08/2026"


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (dt.date(2026, 8, 31), dt.date(2025, 9, 1)),
        (dt.date(2026, 9, 1), dt.date(2026, 9, 1)),
        (dt.date(2024, 2, 29), dt.date(2023, 9, 1)),
    ],
    ids=["its last day", "its first day", "29 February"],
)
def test_every_day_lies_in_one_year(day: dt.date, first: dt.date) -> None:
    year = Year.containing(day, month=9)

    assert year.first == first
    assert day in year
    assert year.end not in year


def test_its_twelve_months_begin_on_its_first_day() -> None:
    assert Year.calendar(2026).months == tuple(dt.date(2026, month, 1) for month in range(1, 13))
    assert Year(dt.date(2025, 9, 1)).months[-1] == dt.date(2026, 8, 1)
    assert Year(dt.date(2023, 8, 31)).months[6:8] == (dt.date(2024, 2, 29), dt.date(2024, 3, 31))


@pytest.mark.parametrize("first", [dt.date(2024, 2, 29), dt.date(1899, 1, 1), dt.date(2201, 1, 1)], ids=str)
def test_a_day_on_which_no_year_can_begin_is_refused(first: dt.date) -> None:
    with pytest.raises(ValueError, match="year"):
        Year(first)


def test_a_number_that_is_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        Year.calendar(99_999)
