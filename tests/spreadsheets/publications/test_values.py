"""What people type into the cells of such lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.spreadsheets.publications.values import Author, authors, day_of_publication, paid
from cms.spreadsheets.reading.cells import Cell
from cms.units.days import today

MARCH = dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Nông Văn A", [("Nông Văn A", 1)]),
        ("Nông Văn A; Trần Thị B;", [("Nông Văn A", 1), ("Trần Thị B", 1)]),
        ("Nông Văn A (60%); Trần Thị B (40%)", [("Nông Văn A", 3), ("Trần Thị B", 2)]),
        ("Nông Văn A 50%; Trần Thị B: 50 %", [("Nông Văn A", 1), ("Trần Thị B", 1)]),
        ("Nông Văn A (2); Trần Thị B (1 phần)", [("Nông Văn A", 2), ("Trần Thị B", 1)]),
        ("Nông Văn A: 2; Trần Thị B: 4", [("Nông Văn A", 1), ("Trần Thị B", 2)]),
        ("Lớp 12A2", [("Lớp 12A2", 1)]),
        ("Nông Văn A (CĐCS Trường B)", [("Nông Văn A (CĐCS Trường B)", 1)]),
    ],
)
def test_by_lines_with_and_without_shares(typed: str, expected: list[tuple[str, int]]) -> None:
    assert authors(Cell(typed)) == tuple(Author(*pair) for pair in expected)


@pytest.mark.parametrize(
    "typed",
    [
        "A (60%); B",
        "A (60%); B (30%)",
        "A (60%); B (2)",
        "A (0); B (1)",
        "A (1,5); B (1)",
        "A (9999); B (1)",
        "(50%); B (50%)",
        "A; a",
        "A (1); a (2)",
        "x" * 300,
    ],
)
def test_shares_that_do_not_add_up_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        authors(Cell(typed))


@pytest.mark.parametrize(
    "typed",
    [
        MARCH,
        dt.datetime(2024, 3, 15, 8, 30),  # noqa: DTZ001
        "15/03/2024",
        "15/3/24",
        "15/03/2024 08:30",
        "15/03/2024 8:30:15 SA",
        "15/03/2024, 08h30",
        "08:30 15/03/2024",
        "08:30, ngày 15/03/2024",
        "Thứ sáu, 15/03/2024, 08:30",
        "2024-03-15",
        "2024-03-15 08:30:00",
        "2024-03-15T08:30:00",
        "2024-03-14T18:30:00Z",
        "2024-03-15T23:59:59+07:00",
    ],
)
def test_a_day_is_read_with_whatever_time_stands_beside_it(typed: Any) -> None:
    assert day_of_publication(Cell(typed)) == MARCH


@pytest.mark.parametrize(
    "typed", ["31/02/2024", "tháng 3", "45366", "03/15/2024", "1/1/1990", "01/01/0024", "99/99/9999"]
)
def test_what_is_no_day_of_a_publication_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        day_of_publication(Cell(typed))


def test_a_day_in_the_future_is_refused_and_today_is_not() -> None:
    assert day_of_publication(Cell(today())) == today()
    with pytest.raises(ValidationError):
        day_of_publication(Cell(today() + dt.timedelta(days=1)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Có", "yes"),
        ("co", "yes"),
        ("x", "yes"),
        ("Đã chi", "yes"),
        ("không", "no"),
        ("chưa", "no"),
        (1, "yes"),
        (0, "no"),
    ],
)
def test_paid_or_not_in_any_spelling(typed: Any, expected: str) -> None:
    assert paid(Cell(typed)) == expected


def test_paid_may_be_unknown_but_not_anything() -> None:
    assert paid(Cell("Không rõ")) == "unknown"
    assert paid(Cell("")) is None
    with pytest.raises(ValidationError):
        paid(Cell("500.000"))
