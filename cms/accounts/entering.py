"""How a person comes in, and how long they stay."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth import login, logout
from django.utils import timezone

from cms.accounts.devices import device_of, give_mark
from cms.accounts.models import Ended, Means, SignIn
from cms.accounts.second_factor import needs_second_factor
from cms.audit import trail

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.accounts.models import User

ON_ONES_OWN_PHONE = dt.timedelta(days=90)
ONE_DAYS_WORK = dt.timedelta(hours=12)
# Who works for the province is signed out when nothing happens for so long.
IDLE = dt.timedelta(hours=1)
SEEN_EVERY = dt.timedelta(minutes=3)
SESSION_SIGN_IN = "sign_in"
ENTER_ADMIN = "wagtailadmin.access_admin"
BACKEND = "cms.accounts.backends.IdentifierBackend"


def enter(request: HttpRequest, user: User, *, means: Means, stay: bool = False) -> None:
    """Sign a person in on the device that sends the request, with a new session.

    ``stay``: for 90 days instead of one day's work, if they work for units only.
    """
    _end_current(request, Ended.SIGNED_OUT)
    # Django keeps the session of a person who signs in again: a second factor shown before would count for ever.
    request.session.flush()
    request.entering = (means, stay)  # type: ignore[attr-defined]
    login(request, user, backend=BACKEND)


def begin_sign_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Signal receiver: every way of signing in leaves a sign-in that can be ended."""
    means, stay = getattr(request, "entering", (Means.OTHER, False))
    stays = stay and not needs_second_factor(user)
    now = timezone.now()
    device = device_of(request)
    sign_in = SignIn.objects.create(
        user=user,
        means=means,
        device_hash=give_mark(request),
        browser=device.browser,
        system=device.system,
        address=device.address,
        remembered=stays,
        started_at=now,
        seen_at=now,
        expires_at=now + (ON_ONES_OWN_PHONE if stays else ONE_DAYS_WORK),
    )
    request.session[SESSION_SIGN_IN] = sign_in.pk
    request.session.set_expiry(ON_ONES_OWN_PHONE if stays else 0)
    request.sign_in = sign_in  # type: ignore[attr-defined]
    trail.record("accounts.sign_in", of=user, by=user, data={"means": str(means), "device": device.label})


def end_sign_in(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """Signal receiver: signing out ends the sign-in too."""
    _end_current(request, Ended.SIGNED_OUT)


def _end_current(request: HttpRequest, because: Ended) -> None:
    pk = request.session.get(SESSION_SIGN_IN)
    if pk:
        SignIn.objects.filter(pk=pk).end(because)


def current_sign_in(request: HttpRequest) -> SignIn | None:
    """The sign-in that the request's session belongs to; None if it has none of its person's."""
    pk = request.session.get(SESSION_SIGN_IN)
    return SignIn.objects.filter(pk=pk, user=request.user.pk).first() if pk else None


def why_out(user: User, sign_in: SignIn | None, at: dt.datetime) -> Ended | None:
    """Why a person with a session is not let in at a moment (UTC) any more; None: they are.

    Asked at every request: a role given or taken, a limit passed, work at once, on every device.
    """
    if sign_in is None or not sign_in.is_going_on(at):
        return Ended.SIGNED_OUT
    if needs_second_factor(user) and (
        at >= sign_in.started_at + ONE_DAYS_WORK or at >= max(sign_in.seen_at, sign_in.started_at) + IDLE
    ):
        return Ended.IDLE
    if not user.has_perm(ENTER_ADMIN):
        return Ended.NO_ROLE
    return None


def put_out(request: HttpRequest, because: Ended) -> None:
    """Sign the request's person out, saying why."""
    _end_current(request, because)
    logout(request)


def note_seen(sign_in: SignIn, at: dt.datetime) -> None:
    """Keep the moment (UTC) at which a device was seen last, to a few minutes."""
    if at >= sign_in.seen_at + SEEN_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=at)
        sign_in.seen_at = at
