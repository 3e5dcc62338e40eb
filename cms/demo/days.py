"""When things happened in the demonstration: days over two years, hours as offices keep them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cms.demo.chance import Chance
from cms.demo.fates import Fate

PAST = 730
# How many days before today an item was written at least and at most, by what became of it.
_AGES = {
    Fate.DRAFT: (1, 12),
    Fate.DRAFT_INCOMPLETE: (1, 4),
    Fate.AT_UNIT: (1, 3),
    Fate.AT_UNIT_LONG: (15, 40),
    Fate.RETURNED_BY_UNIT: (3, 9),
    Fate.RETURNED_BY_BOARD: (5, 12),
    Fate.AT_BOARD: (2, 6),
    Fate.AT_BOARD_URGENT: (2, 3),
    Fate.SCHEDULED: (4, 7),
    Fate.NOT_USED: (12, 300),
    Fate.HIDDEN: (14, 60),
    Fate.WITHDRAWN: (30, 400),
    Fate.CORRECTED: (10, 400),
    Fate.CHANGE_BEING_WRITTEN: (10, 30),
    Fate.CHANGE_AT_UNIT: (10, 30),
    Fate.PUBLISHED: (4, PAST),
}


@dataclass(frozen=True)
class Course:
    """The moments of an item's way; those that do not come are not used."""

    event_day: dt.date
    written: dt.datetime
    submitted: dt.datetime
    vetted: dt.datetime
    edited: dt.datetime
    decided: dt.datetime
    later: dt.datetime
    scheduled_for: dt.datetime


def day_of(fate: Fate, chance: Chance) -> dt.date:
    """The day of an event, by what becomes of its item; recent days are more likely for what was published."""
    least, most = _AGES[fate]
    age = least + int((most - least) * chance.random() ** (1.4 if fate is Fate.PUBLISHED else 1.0))
    return timezone.localdate() - dt.timedelta(days=age)


def course_from(day: dt.date, chance: Chance) -> Course:
    """The way of an item written on the day of its event: vetted the next morning, decided that day or the next."""
    written = _at(day, 14, chance.randrange(100))
    vetted = _at(_after(day, 1), 7, 30 + chance.randrange(100))
    edited = _at(_after(day, 1 + chance.choice((0, 0, 1))), 10, chance.randrange(200))
    decided = edited + dt.timedelta(minutes=chance.randrange(10, 90))
    return Course(
        event_day=day,
        written=written,
        submitted=written + dt.timedelta(minutes=chance.randrange(15, 90)),
        vetted=vetted,
        edited=edited,
        decided=decided,
        later=_at(_after(decided.date(), chance.randrange(1, 5)), 8, chance.randrange(300)),
        scheduled_for=_at(_after(timezone.localdate(), chance.randrange(1, 6)), 7, 0),
    )


def _after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _at(day: dt.date, hour: int, minutes: int) -> dt.datetime:
    moment = dt.datetime.combine(day, dt.time(hour)) + dt.timedelta(minutes=minutes)
    return timezone.make_aware(moment)
