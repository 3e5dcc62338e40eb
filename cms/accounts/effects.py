"""Mails about a login that the outbox's own messages cannot be: with a link, or to an address of the past."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms.accounts.asking import EFFECT, may_be_sent
from cms.accounts.fields import unseal
from cms.accounts.messages import TO_FORMER_ADDRESS
from cms.accounts.models import Purpose, User
from cms.accounts.one_time_links import issue_link
from cms.outbox.effects import message_id
from cms.outbox.registry import effect_handler


@effect_handler(EFFECT)
def send_link(payload: dict[str, Any]) -> str | None:
    """Make a link and send it to the person's address. Payload: `user`, an id (0: the name was nobody's).

    The token is made here, so that it stands in no table; a second run sends a second link and voids the first.
    """
    user = User.objects.filter(pk=payload["user"]).first()
    if user is None or not may_be_sent(user):
        return "nobody to send a link to"
    purpose = Purpose.RESET if user.has_usable_password() else Purpose.SIGN_IN
    link = issue_link(user, purpose=purpose, by=None)
    body = render_to_string("accounts/messages/link.txt", {"user": user, "url": link.url})
    headers = {"Message-ID": message_id(payload["key"]), "Auto-Submitted": "auto-generated"}
    EmailMessage(_("Your sign-in link"), body, to=[user.email], headers=headers).send()
    return None


@effect_handler(TO_FORMER_ADDRESS)
def send_to_former_address(payload: dict[str, Any]) -> str | None:
    """Send a message to an address that is its person's no more. Payload: `sealed` (the address), `subject`, `text`."""
    headers = {"Message-ID": message_id(payload["key"]), "Auto-Submitted": "auto-generated"}
    EmailMessage(payload["subject"], payload["text"], to=[unseal(payload["sealed"])], headers=headers).send()
    return None
