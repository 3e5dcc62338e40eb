"""Asking for a link oneself: the same answer for every name, and the link to the person's own address only."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.counting import count_up
from cms.accounts.devices import client_address
from cms.accounts.models import OneTimeLink, User
from cms.outbox.outbox import enqueue

if TYPE_CHECKING:
    from django.http import HttpRequest

EFFECT = "accounts.link"
PER_PERSON = 3
PER_ADDRESS = 20
WINDOW = dt.timedelta(hours=1)
# Not delivered within the request: how long it takes would tell whether the name exists.
SOON = dt.timedelta(seconds=2)


@transaction.atomic
def ask_for_link(request: HttpRequest, identifier: str) -> None:
    """Have a link sent to whoever ``identifier`` names, if they have an e-mail address.

    Known and unknown names cause the same work, and nothing here tells them apart.
    Raises ValidationError if the address asked too often in this hour.
    """
    _count(request)
    user = User.objects.by_identifier(identifier)
    payload = {"user": user.pk if user else 0}
    enqueue(EFFECT, f"{EFFECT}:{uuid.uuid4().hex}", payload, due_at=timezone.now() + SOON)


def may_be_sent(user: User) -> bool:
    """Whether a person gets another link now: an address, and not too many in this hour."""
    asked = OneTimeLink.objects.filter(user=user, issued_by=None, issued_at__gt=timezone.now() - WINDOW)
    return user.is_active and bool(user.email) and asked.count() < PER_PERSON


def _count(request: HttpRequest) -> None:
    if count_up(f"asked:{client_address(request)}", WINDOW) > PER_ADDRESS:
        raise ValidationError(
            _("Too many links were asked for from this network. Try again in an hour, or ask an administrator."),
            code="too_many",
        )
