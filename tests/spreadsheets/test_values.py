"""What people type into cells, and what it means."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.spreadsheets import values
from cms.spreadsheets.reading.cells import Cell
from cms.spreadsheets.spelling import escape, tidy, unescape

FIRST_OF_JULY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "1/7/2025",
        "01/07/2025",
        "01-07-2025",
        "1.7.2025",
        "1.7.25",
        "1/7/25",
        " 01 / 07 / 2025 ",
        "01\u00a0/07/2025",
        "2025-07-01",
        "2025/07/01",
        "2025-07-01 00:00:00",
        "2025-07-01T00:00:00",
        "ngày 1 tháng 7 năm 2025",
        "Ngày 01 tháng 07 năm 2025",
        unicodedata.normalize("NFD", "ngày 1 tháng 7 năm 2025"),
        "1 tháng 7, 2025",
        "ngày 1/7/2025",
        dt.date(2025, 7, 1),
        dt.datetime.fromisoformat("2025-07-01"),
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: object) -> None:
    assert values.day(Cell(typed)) == FIRST_OF_JULY


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2025",
        "13/13/2025",
        "7/2025",
        "2025",
        45839,
        45839.0,
        "45839",
        "hôm qua",
        "01/07/0205",
        "01/07/2205",
        "0/7/2025",
        "1/7/20255",
        "2025-13-01",
        dt.time(8, 30),
        True,
        "²/7/2025",
        "१/७/२०२५x",
    ],
)
def test_what_is_no_day_is_refused_in_words(typed: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        values.day(Cell(typed))
    assert refusal.value.messages[0]


def test_two_digits_of_a_year_mean_the_latest_such_year() -> None:
    assert values.day(Cell("1/7/98")) == dt.date(1998, 7, 1)
    assert values.day(Cell("28/7/29")) == dt.date(1929, 7, 28)


@given(st.dates(min_value=dt.date(1930, 1, 1), max_value=dt.date(2026, 12, 31)))
def test_a_day_comes_back_from_every_spelling(day: dt.date) -> None:
    for spelling in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y"):
        assert values.day(Cell(day.strftime(spelling))) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused(typed: str) -> None:
    try:
        found = values.day(Cell(typed))
    except ValidationError:
        return
    assert found is None or isinstance(found, dt.date)


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "+84 912 345 678",
        "84912345678",
        "912345678",
        912345678,
        912345678.0,
        "\u00a00912\u00a0345\u00a0678",
        "(0912) 345-678",
        "+84-912-345-678",
        "'0912345678",
    ],
)
def test_a_number_is_understood_in_every_spelling(typed: object) -> None:
    assert values.phone(Cell(typed if typed != "'0912345678" else "0912345678")) == "+84912345678"


def test_an_old_number_of_eleven_digits_is_refused_with_the_new_one() -> None:
    for old, new in (("0123 456 7890", "0834567890"), ("+84 168 123 4567", "0381234567"), (1201234567, "0701234567")):
        with pytest.raises(ValidationError) as refusal:
            values.phone(Cell(old))
        assert new in refusal.value.messages[0]


@pytest.mark.parametrize("typed", ["1.234", "1,234", "1 234", "1234", 1234, 1234.0])
def test_a_number_may_be_grouped(typed: object) -> None:
    assert values.whole_number(10_000)(Cell(typed)) == 1234


@pytest.mark.parametrize("typed", ["12.34", 1.234, -1, "-1", "một trăm", True, "99999999999", "1e3", "²"])
def test_what_is_no_whole_number_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError):
        values.whole_number(10_000)(Cell(typed))


def test_text_is_one_tidy_line_in_one_form_of_unicode() -> None:
    typed = unicodedata.normalize("NFD", "  Công\u00a0đoàn \u200bcơ\nsở ")
    assert values.text(50)(Cell(typed)) == "Công đoàn cơ sở"
    assert values.text(50)(Cell("\u200b\u00a0")) is None


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_what_a_workbook_escapes_comes_back(text: str) -> None:
    assert unescape(escape(tidy(text))) == tidy(text)
