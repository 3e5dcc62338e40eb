"""A person's second factors: which there are, adding and removing them, recovery codes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp_webauthn.models import WebAuthnCredential

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.messages import tell
from cms.audit import trail

if TYPE_CHECKING:
    from django_otp.models import Device

APP = "app"
PASSKEY = "passkey"
CODES_NAME = "recovery codes"
_UNFINISHED_LASTS = dt.timedelta(hours=1)
SETTLED_AFTER = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Factor:
    """One authenticator app or passkey as its person sees it."""

    device: Any
    kind: str

    @property
    def label(self) -> str:
        return _("Passkey") if self.kind == PASSKEY else _("Authenticator app")

    @property
    def name(self) -> str:
        return self.device.name

    @property
    def reference(self) -> str:
        """What a form names the factor by."""
        return self.device.persistent_id


def factors_of(user: User) -> list[Factor]:
    """The person's apps and passkeys that count, oldest first."""
    found = [Factor(device, APP) for device in AuthenticatorApp.objects.filter(user=user, confirmed=True)]
    found += [Factor(device, PASSKEY) for device in WebAuthnCredential.objects.filter(user=user, confirmed=True)]
    return sorted(found, key=lambda factor: (factor.device.created_at, factor.reference))


def has_factor(user: User) -> bool:
    """Whether the person has an app or a passkey; recovery codes alone are none."""
    return bool(factors_of(user))


def has_settled_factor(user: User) -> bool:
    """Whether the person has had a factor for a day: one that was set up just now may be in anybody's hands."""
    return any(factor.device.created_at <= timezone.now() - SETTLED_AFTER for factor in factors_of(user))


def recovery_codes_of(user: User) -> RecoveryCodes | None:
    """The person's codes that were confirmed as kept, if there are any."""
    return RecoveryCodes.objects.filter(user=user, confirmed=True).first()


def begin_app(user: User) -> AuthenticatorApp:
    """A new secret to be shown; it counts for nothing until ``confirm_app``. Clears away unfinished ones."""
    too_old = timezone.now() - _UNFINISHED_LASTS
    AuthenticatorApp.objects.filter(user=user, confirmed=False, created_at__lt=too_old).delete()
    return AuthenticatorApp.objects.create(user=user, confirmed=False)


@transaction.atomic
def confirm_app(user: User, pk: int | None, code: str, *, name: str = "", verified: bool) -> AuthenticatorApp:
    """Take the app into use that shows ``code`` for the secret of ``begin_app``.

    ``verified`` says whether the session has just shown another factor: whoever has one must.
    Raises PermissionDenied without that, ValidationError for a wrong code or a secret of another session.
    """
    guard_adding(user, verified=verified)
    app = AuthenticatorApp.objects.select_for_update().filter(pk=pk, user=user, confirmed=False).first()
    if app is None:
        raise ValidationError(_("This set-up is over. Begin it again."), code="over")
    if not app.accepts(code):
        raise ValidationError(_("This is not the code that the app shows now. Type the newest one."), code="wrong")
    app.confirmed = True
    app.name = name or _("Authenticator app")
    app.save()
    _added(user, app.name, APP)
    return app


def guard_adding(user: User, *, verified: bool) -> None:
    """Refuse a further factor to a session that has not just shown one of the person's; locks the person.

    Nor may a person have one who needs none: it would lie in wait for the day on which they get a role.
    Raises PermissionDenied. Call it in a transaction.
    """
    person = _locked(user)
    if not needs_second_factor(person):
        raise PermissionDenied(_("You need no second factor."))
    if has_factor(person) and not verified:
        raise PermissionDenied(_("Show the second factor that you have before you add another one."))


def passkey_added(user: User, passkey: WebAuthnCredential) -> None:
    """Record a passkey that was just registered, within the transaction of its registration."""
    _added(user, passkey.name, PASSKEY)


def _added(user: User, name: str, kind: str) -> None:
    trail.record("accounts.second_factor_added", of=user, by=user, data={"kind": kind, "name": name})
    text = _("A second factor was added to your login: %(name)s. If that was not you, call an administrator at once.")
    tell([user], "factor_added", _("A second factor was added"), text % {"name": name})


@transaction.atomic
def remove_factor(user: User, reference: str) -> None:
    """Remove one of the person's own factors, never the last one.

    Raises ValidationError if there is no such factor or it is the last.
    """
    factors = factors_of(_locked(user))
    factor = next((one for one in factors if one.reference == reference), None)
    if factor is None:
        raise ValidationError(_("This second factor has been removed already."), code="gone")
    if len(factors) == 1:
        raise ValidationError(_("The last second factor stays: add another one first."), code="last")
    factor.device.delete()
    data = {"kind": factor.kind, "name": factor.name}
    trail.record("accounts.second_factor_removed", of=user, by=user, data=data)
    text = _(
        "A second factor was removed from your login: %(name)s. If that was not you, call an administrator at once."
    )
    tell([user], "factor_removed", _("A second factor was removed"), text % {"name": factor.name})


@transaction.atomic
def make_recovery_codes(user: User) -> list[str]:
    """Ten new codes, told once. They open nothing, and the old ones still do, until ``keep_recovery_codes``."""
    _locked(user)
    unkept, _created = RecoveryCodes.objects.get_or_create(user=user, confirmed=False, defaults={"name": CODES_NAME})
    return unkept.fill()


@transaction.atomic
def keep_recovery_codes(user: User) -> None:
    """Put the new codes in the place of the old ones: their person says that they are kept.

    Raises ValidationError if no codes were made.
    """
    _locked(user)
    unkept = RecoveryCodes.objects.filter(user=user, confirmed=False).first()
    if unkept is None:
        raise ValidationError(_("There are no new recovery codes: make them first."), code="none")
    # The set that a session was verified by stays, so that the session does.
    kept, _created = RecoveryCodes.objects.get_or_create(user=user, confirmed=True, defaults={"name": CODES_NAME})
    kept.token_set.all().delete()
    unkept.token_set.update(device=kept)
    unkept.delete()
    trail.record("accounts.recovery_codes_made", of=user, by=user)
    text = _(
        "You have new recovery codes; the old ones open nothing any more. If that was not you, call an administrator."
    )
    tell([user], "codes_made", _("New recovery codes"), text)


def remove_all_factors(user: User) -> None:
    """Leave nothing of a person's second factors. Only for the lost-phone procedure, which guards and records."""
    devices: list[type[Device]] = [AuthenticatorApp, WebAuthnCredential, StaticDevice]
    for model in devices:
        model.objects.filter(user=user).delete()


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
