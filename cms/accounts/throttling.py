"""How many wrong passwords are too many: django-axes, set up so that nobody can lock others out.

A counter belongs to what was typed together with the network address, so that what others do elsewhere does
no harm; a device on which the person signed in before has a counter of its own, so that what others do behind
the same address does none either. A second limit, for one address over all names, stops whoever tries many.
Nothing depends on whether the name exists: neither what is counted nor what is answered.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

from cms.accounts.devices import client_address, mark_of
from cms.accounts.identifiers import Kind, lookup_key, read_identifier
from cms.accounts.models import SignIn, User
from cms.audit import trail

if TYPE_CHECKING:
    from django.http import HttpRequest


def counter_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name of the counter for a try (axes calls it the user name): a keyed hash, never what was typed."""
    kept = getattr(request, "sign_in_counter", None)
    if kept is None:
        typed = str((credentials or {}).get("username") or "")
        kept = _counter_of(request, typed.replace("\0", " "))
        if typed:
            request.sign_in_counter = kept  # type: ignore[attr-defined]
    return kept


def _counter_of(request: HttpRequest, typed: str) -> str:
    kind, value = read_identifier(typed)
    mark = mark_of(request)
    if mark and _knows_device(kind, value, mark):
        request.is_known_device = True  # type: ignore[attr-defined]
        return lookup_key("device counter", f"{mark}:{kind}:{value}")
    return lookup_key("counter", f"{kind}:{value}")


def _knows_device(kind: Kind, value: str, mark: str) -> bool:
    owner = {"user__username": value} if kind == Kind.NAME else {f"user__{kind}_key": lookup_key(kind, value)}
    return SignIn.objects.filter(device_hash=mark, **owner).exists()


def address_of(request: HttpRequest) -> str | None:
    """What axes counts as the address."""
    return client_address(request)


def parameters_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> list[str | list[str]]:
    """What a counter depends on: of a known device on nothing else, so that changing networks gives no more tries."""
    if not isinstance(request, AccessAttempt):
        counter_of(request, credentials)
    return ["username"] if getattr(request, "is_known_device", False) else [["username", "ip_address"]]


class ThrottleHandler(AxesDatabaseHandler):
    """Axes' counters, with the limit for one address; keeps nothing of a try but the counter and the address."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return super().is_locked(request, credentials) or self.is_spraying(request, credentials)

    def is_spraying(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether too many tries from the request's address went wrong, whatever the names."""
        counter_of(request, credentials)
        if getattr(request, "is_known_device", False):
            return False
        recent = AccessAttempt.objects.filter(ip_address=client_address(request), attempt_time__gt=_window_start())
        failures = recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
        return failures >= settings.SIGN_IN_FAILURES_OF_ADDRESS

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        if request is None:
            return
        request.axes_user_agent = request.axes_path_info = request.axes_http_accept = ""  # type: ignore[attr-defined]
        was_locked = request.axes_locked_out  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)
        if not was_locked:
            _record_failure(str(credentials.get("username") or ""))


def keep_nothing_typed(sender: Any, instance: AccessAttempt, **kwargs: Any) -> None:
    """Signal receiver: axes would store what else the form and the address held."""
    instance.get_data = instance.post_data = ""


def _record_failure(typed: str) -> None:
    """Write the failure down; of a name that nobody has the trail knows only that somebody tried one."""
    user = User.objects.by_identifier(typed)
    nobody = User(pk=0, username="?")
    trail.record("accounts.sign_in_failed", of=user or nobody, by=None)


def locked_until(request: HttpRequest, credentials: dict[str, Any] | None = None) -> dt.datetime:
    """The moment (UTC) after which a locked-out device may try again."""
    counter = get_client_username(request, credentials)
    own = AccessAttempt.objects.filter(username=counter, attempt_time__gt=_window_start())
    latest = own.aggregate(latest=Max("attempt_time"))["latest"] or timezone.now()
    return latest + settings.AXES_COOLOFF_TIME


def forget_old_tries(at: dt.datetime) -> int:
    """Delete the counters that count no more at a moment (UTC); tells how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME).delete()[0]


def _window_start() -> dt.datetime:
    return timezone.now() - settings.AXES_COOLOFF_TIME
