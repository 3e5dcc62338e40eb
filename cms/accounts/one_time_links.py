"""One-time links: issued, passed on, used once."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.messages import tell_link_issued, tell_link_used
from cms.accounts.models import OneTimeLink, Purpose, User
from cms.audit import trail

LIFETIMES = {
    Purpose.INVITATION: dt.timedelta(days=7),
    Purpose.RESET: dt.timedelta(hours=1),
    Purpose.SIGN_IN: dt.timedelta(hours=1),
}
MAY_ISSUE = "accounts.change_user"
TOKEN_BYTES = 32


class UnusableLinkError(Exception):
    """A link that lets nobody in: used, expired, revoked, or never issued. Which of these, nobody is told."""


@dataclass(frozen=True)
class IssuedLink:
    """A link as it is handed out, once: its address is stored nowhere."""

    user: User
    purpose: Purpose
    url: str
    expires_at: dt.datetime


@transaction.atomic
def issue_link(user: User, *, purpose: Purpose | str, by: User | None) -> IssuedLink:
    """Make a link that lets ``user`` in once; the ones of that purpose that nobody used become worthless.

    One that was asked for voids only others that were: anybody can ask in anybody's name, and would void the
    links that administrators hand out.

    ``by`` is the administrator who passes it on; None: the person asked for it, and it goes to their own address.
    Raises PermissionDenied for anyone else, for oneself, and for a superuser unless ``by`` is one too;
    ValidationError if the person's login is not active.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    purpose = Purpose(purpose)
    if by is not None:
        _check_issuer(user, by)
    if not user.is_active:
        raise ValidationError(_("This login is not active: a link would let nobody in."), code="inactive")
    now = timezone.now()
    earlier = OneTimeLink.objects.filter(user=user, purpose=purpose)
    (earlier.filter(issued_by=None) if by is None else earlier).revoke(at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = OneTimeLink.objects.create(
        user=user,
        purpose=purpose,
        digest=_digest(token),
        issued_by=by,
        issued_at=now,
        expires_at=now + LIFETIMES[purpose],
    )
    trail.record("accounts.issue_link", of=user, by=by, data={"purpose": str(purpose), "self_service": by is None})
    if by is not None:
        tell_link_issued(user, by)
    return IssuedLink(user, purpose, address_of(token), link.expires_at)


def _check_issuer(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise PermissionDenied(_("Nobody issues a link for themselves: ask another administrator."))
    if not by.is_active or not by.has_perm(MAY_ISSUE):
        raise PermissionDenied(_("Only administrators issue links."))
    if user.is_superuser and not by.is_superuser:
        raise PermissionDenied(_("Only a superuser issues links for a superuser."))


def address_of(token: str) -> str:
    """The full address of a link, on the site's own host whatever host a request names."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("accounts:use_link", args=[token])


def look_at(token: str) -> OneTimeLink:
    """The link of a token, without using it up. Raises UnusableLinkError."""
    link = OneTimeLink.objects.usable().select_related("user").filter(digest=_digest(token)).first()
    if link is None:
        raise UnusableLinkError
    return link


@transaction.atomic
def use_link(token: str, *, device: str) -> OneTimeLink:
    """Use a link up: of all who try, at once or later, one gets it. ``device`` says in words where it was used.

    Raises UnusableLinkError for everybody else.
    """
    link = look_at(token)
    now = timezone.now()
    # No condition of another table: where two wait for one row, only conditions on that row are asked again.
    unused = OneTimeLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now)
    if not unused.update(used_at=now, used_on=device[:200]):
        raise UnusableLinkError
    user = User.objects.select_for_update().get(pk=link.user_id)
    if not user.is_active:
        raise UnusableLinkError
    trail.record("accounts.use_link", of=user, by=user, data={"purpose": link.purpose, "device": device})
    tell_link_used(user, device)
    link.user = user
    return link


def masked_name(user: User) -> str:
    """A name that its bearer recognises and a stranger does not learn: "N… An"."""
    family = user.last_name.strip()
    given = user.first_name.split()[-1] if user.first_name.strip() else user.username[:1]
    return f"{family[:1]}… {given}" if family else given


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
