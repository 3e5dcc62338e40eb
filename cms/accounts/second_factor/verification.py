"""Checking the codes that people type. Failures are counted, recorded and slow down what follows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.models.second_factor import is_throttled_until
from cms.accounts.second_factor.messages import tell
from cms.audit import trail

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

TELL_AT_FAILURES = 5
FEW_CODES = 3


def verify_app_code(user: User, code: str) -> AuthenticatorApp:
    """The person's app that shows ``code`` now. A code is good once.

    Raises ValidationError, with the time to wait where there were too many wrong codes. Call it outside a
    transaction: the count of failures must outlast the refusal.
    """
    return _verify(user, AuthenticatorApp, lambda app: app.accepts(code))


def verify_recovery_code(user: User, code: str) -> RecoveryCodes:
    """The person's recovery codes, less the one that was typed; of two who use one code at once, one gets in.

    Raises ValidationError as ``verify_app_code`` does.
    """
    return _verify(user, RecoveryCodes, lambda codes: codes.uses(code) and _told_used(user, codes.left))


def _verify(user: User, model: Any, accepts: Callable[[Any], bool]) -> Any:
    with transaction.atomic():
        devices = list(model.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk"))
        waits = [until for device in devices if (until := is_throttled_until(device))]
        ready = [device for device in devices if not is_throttled_until(device)]
        device = next((device for device in ready if accepts(device)), None)
        if device is None and ready:
            _count_failure(user, ready)
    if device is not None:
        return device
    if waits and not ready:
        raise ValidationError(wait_message(min(waits)), code="wait")
    raise ValidationError(_("This code is not right, or was used already."), code="wrong")


def wait_message(until: dt.datetime) -> str:
    """Says how long to wait until a moment (UTC)."""
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    if seconds < 60:
        return ngettext(
            "Too many wrong codes. Try again in %(count)d second.",
            "Too many wrong codes. Try again in %(count)d seconds.",
            seconds,
        ) % {"count": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext(
        "Too many wrong codes. Try again in %(count)d minute.",
        "Too many wrong codes. Try again in %(count)d minutes.",
        minutes,
    ) % {"count": minutes}


def _count_failure(user: User, devices: Iterable[Any]) -> None:
    failures = 0
    for device in devices:
        device.throttle_increment()
        failures = max(failures, device.throttling_failure_count)
    trail.record("accounts.second_factor_failed", of=user, by=user, data={"in_a_row": failures})
    if failures == TELL_AT_FAILURES:
        text = _(
            "Somebody who knows your password or holds a link of yours has typed five wrong codes in a row. "
            "If that was not you, change your password now and call an administrator."
        )
        tell([user], "factor_failed", _("Wrong codes at your login"), text)


def _told_used(user: User, left: int) -> bool:
    trail.record("accounts.recovery_code_used", of=user, by=user, data={"left": left})
    text = ngettext(
        "A recovery code was used for your login; %(count)d is left.",
        "A recovery code was used for your login; %(count)d are left.",
        left,
    ) % {"count": left}
    if left <= FEW_CODES:
        text = f"{text} {_('Make new ones soon.')}"
    tell([user], "code_used", _("A recovery code was used"), text)
    return True
