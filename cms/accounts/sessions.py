"""Ending people's sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cms.accounts.models import Ended, OneTimeLink, SignIn
from cms.audit import trail

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def end_sessions(user: User, *, by: User | None, reason: str = Ended.ADMINISTRATOR, keep: SignIn | None = None) -> int:
    """Sign a person out on every device at once (but not on ``keep``), and void the links that nobody used.

    ``by`` is who does it (None: the system), ``reason`` one of ``Ended``. Tells how many sign-ins ended.
    It takes effect with the next request of each device, wherever sessions are stored.
    """
    going_on = SignIn.objects.filter(user=user)
    ended = (going_on.exclude(pk=keep.pk) if keep else going_on).end(Ended(reason))
    revoked = OneTimeLink.objects.filter(user=user).revoke()
    if ended or revoked:
        data = {"reason": str(Ended(reason)), "devices": ended, "links": revoked}
        trail.record("accounts.end_sessions", of=user, by=by, data=data)
    return ended
