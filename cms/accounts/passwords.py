"""Passwords and contact data that people change themselves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.counting import count_up, counted
from cms.accounts.messages import tell_contact_changed, tell_password_changed
from cms.accounts.models import Ended, Means, OneTimeLink, SignIn, User
from cms.accounts.sessions import end_sessions
from cms.audit import trail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

FRESH = dt.timedelta(minutes=30)
WRONG_PASSWORDS = 10
WRONG_WITHIN = dt.timedelta(hours=1)
# A refusal tells that somebody has the number: more of them would be a way to find out who belongs here.
TAKEN_CONTACTS = 10


def came_by_fresh_link(sign_in: SignIn | None) -> bool:
    """Whether a person has just come in by a one-time link: that stands for the old password."""
    return sign_in is not None and sign_in.means == Means.LINK and timezone.now() < sign_in.started_at + FRESH


def check_is_owner(user: User, sign_in: SignIn | None, password: str) -> None:
    """Refuse a change of the login by whoever merely found the phone unlocked.

    Raises PermissionDenied without a session of one's own, ValidationError for a wrong password and after too
    many of them.
    """
    if sign_in is None or sign_in.user_id != user.pk:
        raise PermissionDenied
    if came_by_fresh_link(sign_in):
        return
    what = f"present-password:{user.pk}"
    if counted(what) >= WRONG_PASSWORDS:
        raise ValidationError(_("The password was wrong too often: try again in an hour."), code="too_many")
    if not user.check_password(password):
        count_up(what, WRONG_WITHIN)
        raise ValidationError(_("This is not your present password."), code="password")


@transaction.atomic
def change_password(request: HttpRequest, *, old: str, new: str) -> None:
    """Give the request's person a new password; every other device is signed out.

    Raises ValidationError for a wrong old password. The new one was checked by its form.
    """
    user = User.objects.select_for_update().get(pk=request.user.pk)
    sign_in: SignIn | None = getattr(request, "sign_in", None)
    check_is_owner(user, sign_in, old)
    user.set_password(new)
    user.save(update_fields=["password"])
    end_sessions(user, by=user, reason=Ended.PASSWORD, keep=sign_in)
    trail.record("accounts.change_password", of=user, by=user)
    tell_password_changed(user)
    update_session_auth_hash(request, user)


@transaction.atomic
def change_contact(user: User, sign_in: SignIn | None, *, password: str, phone: str, email: str) -> None:
    """Change a person's own telephone number and e-mail address.

    Raises ValidationError, by field, for a wrong password, a bad or a taken number or address.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    try:
        check_is_owner(user, sign_in, password)
    except ValidationError as error:
        raise ValidationError({"password": error}) from None
    before = {"phone": user.phone, "email": user.email}
    user.phone, user.email = phone, email
    _check_contact(user)
    user.normalise()
    changed = [field for field, value in before.items() if value != getattr(user, field)]
    if changed:
        _save_contact(user, changed)
        contact_changed(user, before, by=user)


def contact_changed(user: User, before: Mapping[str, str | None], *, by: User) -> None:
    """Record and tell that a person's number or address is not what it was; within the transaction of the change.

    ``before`` holds the former ``phone`` and ``email``. Links that were sent to the former address become worthless.
    """
    changed = [field for field, value in before.items() if (value or "") != (getattr(user, field) or "")]
    if not changed:
        return
    OneTimeLink.objects.filter(user=user, issued_by=None).revoke()
    trail.record("accounts.change_contact", of=user, by=by, data={"fields": changed})
    tell_contact_changed(user, former_email=before["email"] or "")


def _check_contact(user: User) -> None:
    what = f"taken-contact:{user.pk}"
    if counted(what) >= TAKEN_CONTACTS:
        raise ValidationError(_("Too many numbers and addresses were tried: try again in an hour."), code="too_many")
    others = {field.name for field in User._meta.fields} - {"phone", "email"}
    try:
        user.full_clean(exclude=others, validate_unique=False)
    except ValidationError as error:
        if any(refusal.code == "unique" for refusals in error.error_dict.values() for refusal in refusals):
            count_up(what, WRONG_WITHIN)
        raise


def _save_contact(user: User, changed: list[str]) -> None:
    try:
        with transaction.atomic():
            user.save(update_fields=changed)
    except IntegrityError:
        # Somebody else took the number between the check and this write.
        raise ValidationError(_("Somebody has this number or address already.")) from None


@transaction.atomic
def sign_out_device(user: User, pk: int) -> None:
    """End one of a person's own sign-ins; somebody else's, or none, ends nothing."""
    sign_in = SignIn.objects.select_for_update().filter(pk=pk, user=user).first()
    if sign_in and SignIn.objects.filter(pk=sign_in.pk).end(Ended.OTHER_DEVICE):
        trail.record("accounts.sign_out_device", of=user, by=user, data={"device": str(sign_in.label)})
