"""What is forgotten as time passes."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.sessions.models import Session

from cms.accounts.models import OneTimeLink, SignIn
from cms.accounts.throttling import forget_old_tries
from cms.outbox.due import due_job

# Longer than a device's mark lives, so that a device that is still known stays so.
KEPT_FOR = dt.timedelta(days=400)


@due_job("accounts.forget_tries")
def forget_tries(at: dt.datetime) -> int:
    """Failed tries that count no more."""
    return forget_old_tries(at)


@due_job("accounts.forget_sign_ins")
def forget_sign_ins(at: dt.datetime) -> int:
    """Sign-ins and links that were over long ago; the audit trail keeps that they were."""
    sign_ins = SignIn.objects.filter(expires_at__lt=at - KEPT_FOR).delete()[0]
    return sign_ins + OneTimeLink.objects.filter(expires_at__lt=at - KEPT_FOR).delete()[0]


@due_job("accounts.forget_sessions")
def forget_sessions(at: dt.datetime) -> int:
    """Expired sessions, where the database keeps them."""
    if settings.SESSION_ENGINE != "django.contrib.sessions.backends.db":
        return 0
    return Session.objects.filter(expire_date__lt=at).delete()[0]
