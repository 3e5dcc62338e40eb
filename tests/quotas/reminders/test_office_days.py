"""The office works on the days and in the hours that people know: not at weekends, on public holidays or at Tết."""

from __future__ import annotations

import pytest

from cms.quotas.models import DayKind, ReminderSettings
from cms.quotas.reminders.office_days import is_at_work, is_working_day
from tests.factories.reminders import day, enter_day, local, set_up

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "free",
    [
        "2026-01-01",  # New Year
        "2026-02-14",  # the Saturday before Tết
        "2026-02-16",  # the last day of the lunar year
        "2026-02-17",  # Tết Bính Ngọ
        "2026-02-20",
        "2026-02-22",  # the Sunday after
        "2026-04-27",  # the Hùng Kings, moved from a Sunday
        "2026-04-30",
        "2026-05-01",
        "2026-08-31",  # exchanged for a Saturday
        "2026-09-02",
        "2027-02-04",
        "2027-02-05",  # the last day of the lunar year
        "2027-02-06",  # Tết Đinh Mùi, a Saturday
        "2027-02-09",
        "2027-02-10",
        "2026-10-24",  # a Saturday
        "2026-10-25",  # a Sunday
    ],
)
def test_the_office_is_free_on_holidays_and_at_weekends(free: str) -> None:
    assert not is_working_day(day(free), ReminderSettings.load())


@pytest.mark.parametrize(
    "works", ["2026-02-13", "2026-02-23", "2027-02-03", "2027-02-11", "2026-08-22", "2026-10-26", "2026-12-24"]
)
def test_the_office_works_before_and_after_them_and_on_exchanged_days(works: str) -> None:
    assert is_working_day(day(works), ReminderSettings.load())


def test_what_the_office_enters_stands_above_the_calendar() -> None:
    enter_day("2026-10-26", DayKind.FREE)
    enter_day("2026-10-24", DayKind.WORKING)
    enter_day("2026-02-17", DayKind.WORKING)
    settings = ReminderSettings.load()
    assert not is_working_day(day("2026-10-26"), settings)
    assert is_working_day(day("2026-10-24"), settings)
    assert is_working_day(day("2026-02-17"), settings)


@pytest.mark.parametrize(
    ("moment", "at_work"),
    [
        ("2026-10-26 07:59:59", False),
        ("2026-10-26 08:00:00", True),
        ("2026-10-26 16:59:59", True),
        ("2026-10-26 17:00:00", False),
        ("2026-10-26 23:59:59", False),
        ("2026-10-25 09:00:00", False),
    ],
)
def test_the_office_is_at_work_in_its_hours(moment: str, at_work: bool) -> None:
    assert is_at_work(local(moment), ReminderSettings.load()) is at_work


def test_the_hours_are_the_boards_to_choose() -> None:
    set_up(opens_at="13:30", closes_at="16:30")
    settings = ReminderSettings.load()
    assert not is_at_work(local("2026-10-26 13:29:59"), settings)
    assert is_at_work(local("2026-10-26 13:30"), settings)
    assert not is_at_work(local("2026-10-26 16:30"), settings)
