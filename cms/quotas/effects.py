"""How the mails of reminders are delivered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.template.loader import render_to_string

from cms.outbox.effects import send_message
from cms.outbox.registry import effect_handler
from cms.quotas.models import Reminder, ReminderDigest
from cms.quotas.reminders import digests, sending
from cms.quotas.reminders.wording import standing_link, write_link


@effect_handler(sending.MAIL)
def mail_reminder(payload: dict[str, Any]) -> str | None:
    """Send a reminder to one of its recipients. Payload: `reminder` and `to` (the id of a user)."""
    reminder = Reminder.objects.get(pk=payload["reminder"])
    context = {
        "user": get_user_model().objects.get(pk=payload["to"]),
        "message": reminder.message,
        "text": reminder.text,
        "write_link": write_link(),
        "standing_link": standing_link(reminder.unit_id),
    }
    return send_message(
        {
            "to": payload["to"],
            "key": payload["key"],
            "subject": reminder.subject,
            "text": render_to_string("quotas/reminders/mail.txt", context),
            "html": render_to_string("quotas/reminders/mail.html", context),
        }
    )


@effect_handler(digests.MAIL)
def mail_digest(payload: dict[str, Any]) -> str | None:
    """Send a digest to a member of the board. Payload: `digest` and `to` (the id of a user)."""
    mail = digests.digest_mail(ReminderDigest.objects.get(pk=payload["digest"]))
    return send_message({"to": payload["to"], "key": payload["key"], **mail})
