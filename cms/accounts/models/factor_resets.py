"""The lost-phone procedure: two administrators together remove a person's second factor."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LASTS = dt.timedelta(hours=24)


def a_day_from_now() -> dt.datetime:
    """The moment (UTC) at which a request that is opened now lapses."""
    return timezone.now() + LASTS


class FactorResetQuerySet(models.QuerySet["FactorReset"]):
    def waiting(self, at: dt.datetime | None = None) -> FactorResetQuerySet:
        """Requests that somebody may still confirm at a moment (UTC; now unless given)."""
        return self.filter(confirmed_at=None, withdrawn_at=None, expires_at__gt=at or timezone.now())


class FactorReset(models.Model):
    """One administrator's request to remove a person's second factor, which another one confirms in a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="factor_resets", verbose_name=_("person")
    )
    reason = models.TextField(
        _("reason"), max_length=500, help_text=_("What happened, and how you made sure that it is this person.")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    expires_at = models.DateTimeField(_("lapses at"), default=a_day_from_now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to remove a second factor")
        verbose_name_plural = _("requests to remove second factors")
        ordering = ["-opened_at", "-pk"]
        default_permissions = ()
        permissions = [("reset_second_factor", _("Can remove lost second factors, together with another person"))]
        constraints = [
            models.CheckConstraint(
                name="accounts_reset_opened_by_another", condition=~models.Q(opened_by=models.F("person"))
            ),
            models.CheckConstraint(
                name="accounts_reset_confirmed_by_a_third",
                condition=models.Q(confirmed_by=None)
                | (~models.Q(confirmed_by=models.F("person")) & ~models.Q(confirmed_by=models.F("opened_by"))),
            ),
            models.CheckConstraint(
                name="accounts_reset_confirmed_by_somebody_in_time",
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_at__lt=models.F("expires_at"),
                    withdrawn_at=None,
                ),
            ),
            models.CheckConstraint(
                name="accounts_reset_withdrawn_by_somebody",
                condition=models.Q(withdrawn_by=None, withdrawn_at=None)
                | models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
