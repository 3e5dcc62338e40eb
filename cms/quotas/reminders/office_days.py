"""When the office is at work: its hours and days, public holidays and Tết known."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays

from cms.quotas.models.reminder_settings import DayKind

if TYPE_CHECKING:
    import datetime as dt

    from cms.quotas.models.reminder_settings import ReminderSettings


@cache
def _public(year: int) -> holidays.HolidayBase:
    """The public holidays of Việt Nam in a year (Labour Code 2019, art. 112), with the days moved by decision."""
    return holidays.country_holidays("VN", years=year)


def is_working_day(day: dt.date, settings: ReminderSettings) -> bool:
    """Whether the office works on a local day: what it entered itself stands above the calendar."""
    entered = {office_day.day: office_day.kind for office_day in settings.office_days.all()}
    if day in entered:
        return entered[day] == DayKind.WORKING
    return _public(day.year).is_working_day(day)


def is_at_work(moment: dt.datetime, settings: ReminderSettings) -> bool:
    """Whether the office is at work at a local moment; the minute in which it closes is no longer in its hours."""
    in_hours = settings.opens_at <= moment.time() < settings.closes_at
    return in_hours and is_working_day(moment.date(), settings)
