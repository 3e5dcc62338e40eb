"""What people are told about their second factor, by the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cms.outbox.outbox import enqueue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User


def tell(people: Iterable[User], event: str, subject: str, text: str, *, page: str = "second_factor:manage") -> None:
    """Send each of ``people`` a message within the caller's transaction; ``page`` names the screen to open.

    ``event`` and the moment make the key: nothing is told twice, and no two events are taken for one.
    """
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    context = {"text": text, "link": settings.WAGTAILADMIN_BASE_URL + reverse(page)}
    for user in people:
        body = render_to_string("accounts/second_factor/message.txt", context | {"user": user})
        payload = {"to": user.pk, "subject": subject, "text": body}
        enqueue("message", f"accounts:{event}:{user.pk}:{moment}", payload)
