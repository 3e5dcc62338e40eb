"""Who does what in which unit, from one day to another."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.units.days import Dated, DatedQuerySet, refuse_overlaps

from .units import Unit


class Role(models.TextChoices):
    WRITER = "writer", _("writer")
    APPROVER = "approver", _("approver")


class MembershipQuerySet(DatedQuerySet["Membership"]):
    def current(self, on: dt.date | None = None) -> MembershipQuerySet:
        """Memberships that count on a local day: held by active people, in units that exist."""
        return self.on(on).filter(user__is_active=True, unit__in=Unit.objects.living(on))


class Membership(Dated):
    """A person's role in a unit. Ending it takes effect on the day itself, at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    position = models.CharField(
        _("position"), max_length=200, blank=True, help_text=_("For example: Chủ tịch công đoàn cơ sở.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("role in a unit")
        verbose_name_plural = _("roles in units")
        ordering = ["unit", "role", "valid_from"]
        indexes = [models.Index(fields=["user", "valid_from"])]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "unit", "role", "valid_from"], name="units_one_role_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()} - {self.unit}"

    def clean(self) -> None:
        super().clean()
        if self.user_id and self.unit_id and self.role:
            others = Membership.objects.filter(user=self.user_id, unit=self.unit_id, role=self.role)
            refuse_overlaps([self, *others.exclude(pk=self.pk)])
