"""Browsers of people who have signed in."""

from __future__ import annotations

import datetime as dt
import time

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.session import VERIFIED_AT


def signed_in(user: User) -> Client:
    """A client with the person's session, verified by their authenticator app if they need one."""
    client = half_signed_in(user)
    if needs_second_factor(User.objects.get(pk=user.pk)):
        app = give_app(user)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = app.persistent_id
        session[VERIFIED_AT] = int(time.time())
        session.save()
    return client


def half_signed_in(user: User) -> Client:
    """A client with the session of somebody who has shown a password or a link, and nothing more."""
    client = Client()
    client.force_login(user)
    return client


def give_app(user: User) -> AuthenticatorApp:
    """The person's authenticator app, with recovery codes that they keep; set up long ago unless it is."""
    RecoveryCodes.objects.get_or_create(user=user, confirmed=True, defaults={"name": "giấy"})
    app, created = AuthenticatorApp.objects.get_or_create(user=user, confirmed=True, defaults={"name": "Điện thoại"})
    if created:
        app.created_at -= dt.timedelta(days=30)
        app.save(update_fields=["created_at"])
    return app


def code_of(app: AuthenticatorApp, *, periods: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    return app.code_at(time.time() + periods * AuthenticatorApp.STEP)
