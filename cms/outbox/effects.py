"""The outbox's own effect: a message to a person by e-mail."""

import hashlib
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives

from cms.outbox.registry import effect_handler

NO_RECIPIENT = "no active recipient with an address"


@effect_handler("message")
def send_message(payload: dict[str, Any]) -> str | None:
    """Send a message as text and HTML.

    Payload: `to` (the id of a user), `subject`, `text`, and `html` (may be missing).
    The address is looked up now: whoever left or has none gets nothing, and the note says so.
    """
    recipient = get_user_model().objects.filter(pk=payload["to"], is_active=True).exclude(email="").first()
    if recipient is None:
        return NO_RECIPIENT
    mail = EmailMultiAlternatives(
        # A headline with a line break would be refused as header injection, at every attempt.
        subject=" ".join(payload["subject"].split()),
        body=payload["text"],
        to=[recipient.email],
        headers={"Message-ID": message_id(payload["key"]), "Auto-Submitted": "auto-generated"},
    )
    if payload.get("html"):
        mail.attach_alternative(payload["html"], "text/html")
    mail.send()
    return None


def message_id(key: str) -> str:
    """The Message-ID of an effect's mail: the same at every attempt, so that mail programs show one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"
