"""What the board is told of reminders: one mail a day on which something went out, to each of its members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.outbox.outbox import enqueue
from cms.quotas.models.reminder_settings import ReminderSettings
from cms.quotas.models.reminders import Reminder, ReminderDigest
from cms.quotas.reminders.office_days import is_at_work
from cms.units.roles import board_members

if TYPE_CHECKING:
    import datetime as dt

MAIL = "quotas.digest"


@dataclass(frozen=True)
class Group:
    """The units that were reminded of the same: those that got a mail, and those that have to be told otherwise."""

    heading: str
    mailed: list[str]
    to_tell: list[str]


@transaction.atomic
def send_digest(now: dt.datetime) -> int:
    """Tell the board at a moment (UTC) what went out since it was told last, while the office is at work.

    At most once a local day: what goes out later on the day stands in the digest of the next day of work. Tells how
    many digests were sent: one or none.
    """
    office = ReminderSettings.locked()
    moment = timezone.localtime(now, timezone.get_default_timezone())
    day = moment.date()
    if not is_at_work(moment, office) or ReminderDigest.objects.filter(local_date=day).exists():
        return 0
    untold = _untold()
    first, last = untold.order_by("pk").first(), untold.order_by("pk").last()
    if first is None or last is None:
        return 0
    digest = ReminderDigest.objects.create(local_date=day, sent_at=now, first=first, last=last)
    for member in board_members().order_by("pk"):
        enqueue(MAIL, f"quotas:digest:{day:%Y-%m-%d}:{member.pk}", {"digest": digest.pk, "to": member.pk})
    return 1


def digest_mail(digest: ReminderDigest) -> dict[str, str]:
    """Subject, text and HTML of a digest."""
    groups = groups_of(digest)
    count = sum(len(group.mailed) + len(group.to_tell) for group in groups)
    context: dict[str, Any] = {
        "groups": groups,
        "count": count,
        "to_tell": sum(len(group.to_tell) for group in groups),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("reminders:index"),
    }
    subject = ngettext("%(day)s: %(count)s unit was reminded", "%(day)s: %(count)s units were reminded", count)
    return {
        "subject": subject % {"day": digest.local_date.strftime("%d/%m/%Y"), "count": count},
        "text": render_to_string("quotas/reminders/digest.txt", context),
        "html": render_to_string("quotas/reminders/digest.html", context),
    }


def groups_of(digest: ReminderDigest) -> list[Group]:
    """What a digest tells of, grouped by occasion and period, in the order in which it went out."""
    groups: dict[str, Group] = {}
    for reminder in digest.covered().prefetch_related("recipients"):
        heading = _heading(reminder)
        group = groups.setdefault(heading, Group(heading, [], []))
        (group.mailed if reminder.by_mail else group.to_tell).append(reminder.unit_name)
    return list(groups.values())


def _heading(reminder: Reminder) -> str:
    period = reminder.period
    words = {"period": period.label, "day": period.last.strftime("%d/%m/%Y")}
    if reminder.occasion == "missed":
        return _("%(period)s, over since %(day)s") % words
    return _("%(period)s, ends on %(day)s") % words


def _untold() -> Any:
    latest = ReminderDigest.objects.order_by("-last_id").first()
    return Reminder.objects.all() if latest is None else Reminder.objects.filter(pk__gt=latest.last_id)
