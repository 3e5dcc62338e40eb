"""Reminders of quotas: moments of the office, units that owe an item a month, and what was sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cms.quotas.models import Occasion, OfficeDay, Reminder, ReminderSettings
from cms.quotas.periods import Period, PeriodKind, period_of
from cms.quotas.reminders import digests, sending
from cms.units.days import today
from cms.units.models import Unit, UnitKind
from tests.factories.units import make_unit


def local(text: str) -> dt.datetime:
    """A local moment, for example "2026-10-26 09:00"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def make_monthly_unit(name: str = "LĐLĐ thành phố A", **fields: Any) -> Unit:
    """A unit that owes an item a month, by the letter of Bắc Kạn."""
    return make_unit(name, kind=UnitKind.INTERMEDIATE, **fields)


def run(moment: str) -> int:
    """Let time pass to a local moment, as ``run_due`` does: reminders, then the digest. Tells how many went out."""
    now = local(moment).astimezone(dt.UTC)
    count = sending.remind_units(now)
    digests.send_digest(now)
    return count


def set_up(**fields: Any) -> ReminderSettings:
    """The board's settings, changed."""
    settings = ReminderSettings.load()
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def enter_day(text: str, kind: str) -> None:
    """A day on which the office is free or works, against the calendar."""
    OfficeDay.objects.create(settings=ReminderSettings.load(), day=day(text), kind=kind, reason="Theo thông báo")


def make_reminder(unit: Unit, first: dt.date | None = None, **fields: Any) -> Reminder:
    """What a unit was sent just now, of this month or of the one that begins on a day, straight into the record."""
    sent_at = fields.pop("sent_at", timezone.now())
    given = {
        "unit_name": str(unit),
        "occasion": Occasion.DUE_SOON,
        "period_kind": PeriodKind.MONTH,
        "period_first": first or this_month().first,
        "owed": 1,
        "published": 0,
        "sent_at": sent_at,
        "local_date": timezone.localdate(sent_at, timezone.get_default_timezone()),
        "subject": "Chỉ tiêu tin, bài",
        "message": "Đơn vị còn thiếu 1 tin, bài.\n\nViết tin: https://example.vn/",
    }
    return Reminder.objects.create(unit=unit, **(given | fields))


def this_month() -> Period:
    return period_of(PeriodKind.MONTH, today())
