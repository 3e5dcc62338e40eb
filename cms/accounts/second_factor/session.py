"""What a session knows of the second factor: that it was shown, and when."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, cast

import django_otp
from django.middleware.csrf import rotate_token

from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.factors import has_factor, recovery_codes_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_otp.models import Device

    from cms.accounts.models import User

VERIFIED_AT = "second_factor_at"
CODES_OWED = "recovery_codes_owed"
FRESH = dt.timedelta(minutes=10)


def mark_verified(request: HttpRequest, device: Device) -> None:
    """Note that ``device`` has just verified the person of this session; the session gets a new key.

    A person without recovery codes owes them from here on: the session opens nothing else before.
    """
    django_otp.login(request, device)
    request.session[VERIFIED_AT] = int(time.time())
    owes_codes(request, recovery_codes_of(cast("User", request.user)) is None)
    request.session.cycle_key()
    rotate_token(request)


def owes_codes(request: HttpRequest, owed: bool) -> None:
    """Note whether the person has still to keep recovery codes."""
    if owed:
        request.session[CODES_OWED] = True
    else:
        request.session.pop(CODES_OWED, None)


def has_shown_factor(request: HttpRequest) -> bool:
    """Whether the session was verified by a factor that still exists."""
    return request.user.is_authenticated and request.user.is_verified()  # type: ignore[attr-defined]


def is_verified(request: HttpRequest) -> bool:
    """Whether the session has all that is asked of somebody with a second factor."""
    return has_shown_factor(request) and not request.session.get(CODES_OWED)


def recently_verified(request: HttpRequest, within: dt.timedelta = FRESH) -> bool:
    """Whether the second factor was shown a short time ago: sensitive acts may ask for it again."""
    shown_at = request.session.get(VERIFIED_AT, 0)
    return has_shown_factor(request) and 0 <= time.time() - shown_at <= within.total_seconds()


def is_halfway(request: HttpRequest) -> bool:
    """Whether the person has signed in, needs a second factor, and has not yet shown it."""
    return needs_second_factor(cast("User", request.user)) and not is_verified(request)


def may_add_factor(request: HttpRequest) -> bool:
    """Whether this session may add a factor: the first one, or after having just shown another."""
    user = cast("User", request.user)
    return needs_second_factor(user) and (recently_verified(request) or not has_factor(user))
