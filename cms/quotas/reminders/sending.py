"""Reminding the units that are behind: at most once for each unit and occasion, whatever runs and how often."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cms.outbox.outbox import enqueue
from cms.quotas.models.reminder_settings import ReminderSettings
from cms.quotas.models.reminders import Reminder, ReminderRecipient
from cms.quotas.reminders.addressees import addressees_of
from cms.quotas.reminders.finding import units_to_remind
from cms.quotas.reminders.office_days import is_at_work
from cms.quotas.reminders.wording import wording_for

if TYPE_CHECKING:
    import datetime as dt

    from cms.quotas.reminders.addressees import Addressee
    from cms.quotas.reminders.finding import Due

logger = logging.getLogger(__name__)

MAIL = "quotas.reminder"


@transaction.atomic
def remind_units(now: dt.datetime) -> int:
    """Remind the units that are behind at a moment (UTC), while the office is at work; tells how many.

    Of two processes the second waits until the first is done, and finds nothing left. A unit that cannot be reminded
    stops no other: its failure is logged, and it is tried again at the next run.
    """
    settings = ReminderSettings.locked()
    moment = timezone.localtime(now, timezone.get_default_timezone())
    if not settings.is_on or not is_at_work(moment, settings):
        return 0
    day = moment.date()
    found = units_to_remind(day, settings)
    people = addressees_of([due.unit_id for due in found], day) if found else {}
    return sum(_remind(due, people.get(due.unit_id, []), day, now) for due in found)


def _remind(due: Due, people: list[Addressee], day: dt.date, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            _send(due, people, day, now)
    except Exception:
        logger.exception("Unit %d is not reminded", due.unit_id)
        return False
    return True


def _send(due: Due, people: list[Addressee], day: dt.date, now: dt.datetime) -> None:
    wording, period = wording_for(due, day), due.cell.period
    reminder = Reminder.objects.create(
        unit_id=due.unit_id,
        unit_name=due.unit_name,
        occasion=due.occasion,
        period_kind=period.kind,
        period_first=period.first,
        owed=due.cell.owed,
        published=due.cell.published,
        sent_at=now,
        local_date=day,
        subject=wording.subject,
        message=wording.message,
    )
    recipients = [_recipient(reminder, addressee) for addressee in people]
    for recipient in ReminderRecipient.objects.bulk_create(recipients):
        if recipient.by_mail:
            payload = {"reminder": reminder.pk, "to": recipient.user_id}
            enqueue(MAIL, f"quotas:reminder:{reminder.pk}:{recipient.user_id}", payload)


def _recipient(reminder: Reminder, addressee: Addressee) -> ReminderRecipient:
    user = addressee.user
    return ReminderRecipient(
        reminder=reminder, user=user, name=str(user), role=addressee.role, by_mail=bool(user.email)
    )
