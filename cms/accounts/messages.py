"""What people are told about their login. None of it holds a way in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.fields import seal
from cms.outbox.outbox import enqueue

if TYPE_CHECKING:
    from cms.accounts.models import User


TO_FORMER_ADDRESS = "accounts.former_address"


def tell(user: User, subject: str, text: str) -> None:
    """Send a person a message about their login, within the caller's transaction, if they have an address."""
    body = _body(user, text)
    enqueue("message", f"accounts:{uuid.uuid4().hex}", {"to": user.pk, "subject": subject, "text": body})


def _body(user: User, text: str) -> str:
    context = {"user": user, "text": text, "link": settings.WAGTAILADMIN_BASE_URL + reverse("accounts:account")}
    return render_to_string("accounts/messages/message.txt", context)


def tell_password_changed(user: User) -> None:
    tell(user, _("Your password was changed"), _("The password of your login was changed."))


def tell_contact_changed(user: User, *, former_email: str) -> None:
    """Tell the person, at their former address too: the new one may be somebody else's."""
    subject = _("Your telephone number or e-mail address was changed")
    text = _("The telephone number or the e-mail address of your login was changed.")
    tell(user, subject, text)
    if former_email and former_email != user.email:
        payload = {"sealed": seal(former_email), "subject": subject, "text": _body(user, text)}
        enqueue(TO_FORMER_ADDRESS, f"accounts:{uuid.uuid4().hex}", payload)


def tell_link_issued(user: User, by: User) -> None:
    tell(
        user,
        _("A sign-in link was issued for you"),
        _("%(person)s has issued a one-time link with which you can sign in.") % {"person": by},
    )


def tell_link_used(user: User, device: str) -> None:
    tell(
        user,
        _("Your sign-in link was used"),
        _("Somebody signed in with your one-time link: %(device)s.") % {"device": device},
    )
