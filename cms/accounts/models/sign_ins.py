"""Which devices people are signed in on, and were."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Means(models.TextChoices):
    """How somebody showed who they are."""

    PASSWORD = "password", _("password")
    LINK = "link", _("one-time link")
    OTHER = "other", _("another way")


class Ended(models.TextChoices):
    """Why a sign-in is over before its time."""

    SIGNED_OUT = "signed_out", _("signed out")
    OTHER_DEVICE = "other_device", _("signed out from another device")
    PASSWORD = "password", _("the password was changed")
    INACTIVE = "inactive", _("the login was made inactive")
    NO_ROLE = "no_role", _("the last role ended")
    IDLE = "idle", _("not used for too long")
    LEFT = "left", _("left the work")
    FACTOR_RESET = "factor_reset", _("the second factor was removed")
    ADMINISTRATOR = "administrator", _("ended by an administrator")


class SignInQuerySet(models.QuerySet["SignIn"]):
    def going_on(self, at: dt.datetime | None = None) -> SignInQuerySet:
        """Sign-ins that let their person in at a moment (UTC; now unless given)."""
        return self.filter(ended_at=None, expires_at__gt=at or timezone.now())

    def end(self, because: str, *, at: dt.datetime | None = None) -> int:
        """Close the sign-ins that are still open, at once; tells how many there were."""
        return self.filter(ended_at=None).update(ended_at=at or timezone.now(), ended_because=because)

    end.alters_data = True  # type: ignore[attr-defined]


class SignIn(models.Model):
    """One sign-in on one device. It, and not the session, says whether its person is still let in.

    So ending it works at once wherever sessions are kept. Of the device no more is known than its person
    needs to recognise it; of the network address only its beginning is kept.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins", verbose_name=_("person")
    )
    means = models.CharField(_("way of signing in"), max_length=20, choices=Means, default=Means.OTHER)
    device_hash = models.CharField(_("device"), max_length=64, blank=True, editable=False)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    system = models.CharField(_("operating system"), max_length=60, blank=True)
    address = models.CharField(_("beginning of the network address"), max_length=50, blank=True)
    remembered = models.BooleanField(_("stays signed in"), default=False)
    started_at = models.DateTimeField(_("signed in at"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends at the latest at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_because = models.CharField(_("ended because"), max_length=20, choices=Ended, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(name="accounts_sign_in_latest", fields=["user", "-started_at"]),
            models.Index(name="accounts_sign_in_device", fields=["user", "device_hash"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="accounts_sign_in_ends_after_start", condition=models.Q(expires_at__gt=models.F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"

    @property
    def label(self) -> Any:
        """The device in words: "Chrome on Android"."""
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _("an unknown device")

    def is_going_on(self, at: dt.datetime) -> bool:
        """Whether this lets its person in at a moment (UTC)."""
        return self.ended_at is None and at < self.expires_at
