"""Quarters of the calendar year."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.notices.quarters import EARLIEST_YEAR, Quarter


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (dt.date(2026, 1, 1), 2026, 1),
        (dt.date(2026, 3, 31), 2026, 1),
        (dt.date(2026, 4, 1), 2026, 2),
        (dt.date(2024, 2, 29), 2024, 1),
        (dt.date(2025, 12, 31), 2025, 4),
    ],
    ids=str,
)
def test_each_day_lies_in_one_quarter(day: dt.date, year: int, number: int) -> None:
    quarter = Quarter.containing(day)
    assert (quarter.year, quarter.number) == (year, number)
    assert quarter.first <= day <= quarter.last < quarter.end


def test_the_quarter_before_the_first_is_the_last_of_the_year_before() -> None:
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    assert Quarter(2026, 3).before == Quarter(2026, 2)


def test_a_quarter_is_over_on_the_day_after_its_last() -> None:
    quarter = Quarter(2026, 2)
    assert not quarter.is_over(dt.date(2026, 6, 30))
    assert quarter.is_over(dt.date(2026, 7, 1))


def test_only_the_first_quarter_of_all_has_none_before_it() -> None:
    assert Quarter(EARLIEST_YEAR, 1).is_first
    assert Quarter(EARLIEST_YEAR, 2).before == Quarter(EARLIEST_YEAR, 1)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (1999, 1), (9999, 4)], ids=str)
def test_there_is_no_other_quarter(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(year, number)
