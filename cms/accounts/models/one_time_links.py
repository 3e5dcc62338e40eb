"""Links that let one person in, once."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a link is for."""

    INVITATION = "invitation", _("invitation")
    RESET = "reset", _("new password")
    SIGN_IN = "sign_in", _("signing in")


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def usable(self, at: dt.datetime | None = None) -> OneTimeLinkQuerySet:
        """Links that still let somebody in at a moment (UTC; now unless given)."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at or timezone.now(), user__is_active=True)

    def revoke(self, *, at: dt.datetime | None = None) -> int:
        """Make the links that nobody used worthless; tells how many there were."""
        return self.filter(used_at=None, revoked_at=None).update(revoked_at=at or timezone.now())

    revoke.alters_data = True  # type: ignore[attr-defined]


class OneTimeLink(models.Model):
    """A link that was issued. Of its token only the SHA-256 digest is kept: the row opens nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="one_time_links", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    digest = models.CharField(_("digest of the token"), max_length=64, unique=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
        help_text=_("Empty: the person asked for it."),
    )
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    used_on = models.CharField(_("used on"), max_length=200, blank=True, help_text=_("The device, in words."))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(name="accounts_link_of_person", fields=["user", "purpose"])]
        constraints = [
            models.CheckConstraint(
                name="accounts_link_expires_after_issue", condition=models.Q(expires_at__gt=models.F("issued_at"))
            ),
            models.CheckConstraint(
                name="accounts_link_used_or_revoked",
                condition=models.Q(used_at=None) | models.Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="accounts_link_not_to_oneself",
                condition=models.Q(issued_by=None) | ~models.Q(issued_by=models.F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.user}"
