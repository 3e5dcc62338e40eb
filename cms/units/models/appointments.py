"""The roles of the province through time: who held which, given and taken by whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> AppointmentQuerySet:
        """Roles of the province held at the end of a local day."""
        begun = Q(appointed_at__isnull=True) | Q(appointed_at__date__lte=day)
        return self.filter(begun, Q(ended_at__isnull=True) | Q(ended_at__date__gt=day))


class Appointment(models.Model):
    """That a person holds, or held, a role of the province.

    The role itself is the membership of a Django group; this row is written with every change of it
    (``cms.units.appointing``) and tells when and by whom.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("person")
    )
    role = models.CharField(_("role of the province"), max_length=150)
    appointed_at = models.DateTimeField(_("appointed at"), null=True, help_text=_("Empty: before records were kept."))
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("appointed by"),
        help_text=_("Empty: by the technician who installed the portal."),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ended by")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(ended_at__isnull=True), name="units_a_role_of_the_province_once"
            ),
            models.CheckConstraint(
                condition=Q(appointed_by__isnull=True) | ~Q(appointed_by=F("user")),
                name="units_nobody_appoints_themselves",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | ~Q(ended_by=F("user")), name="units_nobody_dismisses_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.role}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("Who held which role is kept."))
