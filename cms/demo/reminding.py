"""The reminders that units were sent in the last months, by the real job, as if it had run on those days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from cms.demo.backdating import Timeline, settle_messages, trail_told_by
from cms.demo.chance import Chance
from cms.quotas.models import Reminder
from cms.quotas.reminders.digests import send_digest
from cms.quotas.reminders.sending import remind_units
from cms.quotas.reminders.sightings import note_seen

_MONTHS = 4
# Days of a month on which something falls due: the month's end comes near, or the month before is over.
_DAYS = (3, 4, 25, 26)


def send_reminders() -> int:
    """Let the office's days of the last months pass; some of those who were reminded have looked. Tells how many."""
    for moment in _moments():
        timeline = Timeline()
        timeline.reach(moment)
        with trail_told_by(timeline):
            remind_units(moment)
            send_digest(moment)
        settle_messages(timeline)
    _look_at_some()
    return Reminder.objects.count()


def _moments() -> Iterator[dt.datetime]:
    today = timezone.localdate()
    for back in range(_MONTHS, -1, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        for number in _DAYS:
            day = dt.date(year, month + 1, number)
            if day < today:
                yield timezone.make_aware(dt.datetime.combine(day, dt.time(8, 30))).astimezone(dt.UTC)


def _look_at_some() -> None:
    chance = Chance("sightings of reminders")
    for reminder in Reminder.objects.prefetch_related("recipients__user").order_by("pk"):
        people = [recipient.user for recipient in reminder.recipients.all()]
        if people and chance.happens(0.6):
            note_seen([reminder], people[0])
