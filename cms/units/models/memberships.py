"""Who does what in which unit, from one day to another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
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

    def update(self, **kwargs: Any) -> int:
        if GRANTED & kwargs.keys():
            raise PermissionDenied(_t("A role that was granted is not rewritten: end it and grant another."))
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("A role is never deleted: end it instead."))


# What a grant says. It is never rewritten; only when it ends, or that it was a mistake, is written later.
GRANTED = {"user", "user_id", "unit", "unit_id", "role", "position", "valid_from", "granted_by", "granted_by_id"}


class Membership(Dated):
    """A person's role in a unit, granted by an administrator. Ending it takes effect on the day itself, at once.

    A role is never deleted: one that was granted by mistake is superseded and holds on no day.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    position = models.CharField(
        _("position"), max_length=200, blank=True, help_text=_("For example: Chủ tịch công đoàn cơ sở.")
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("granted by"),
        help_text=_("Empty: before records were kept, or when the portal was installed."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("role in a unit")
        verbose_name_plural = _("roles in units")
        ordering = ["unit", "role", "valid_from"]
        indexes = [models.Index(fields=["user", "valid_from"])]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "unit", "role", "valid_from"],
                condition=models.Q(superseded_at__isnull=True),
                name="units_one_role_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="units_nobody_grants_themselves_a_role",
                violation_error_message=_("Nobody grants a role to themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()} - {self.unit}"

    def clean(self) -> None:
        super().clean()
        if self.user_id and self.unit_id and self.role:
            others = Membership.objects.filter(user=self.user_id, unit=self.unit_id, role=self.role)
            refuse_overlaps([self, *others.exclude(pk=self.pk)])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the role.

        Raises ``PermissionDenied`` if something of the grant itself would change.
        """
        if not self._state.adding and not self._is_as_granted():
            raise PermissionDenied(_t("A role that was granted is not rewritten: end it and grant another."))
        super().save(*args, **kwargs)

    def _is_as_granted(self) -> bool:
        fields = [field for field in self._meta.concrete_fields if field.attname in GRANTED]
        granted = Membership.objects.filter(pk=self.pk).values(*(field.attname for field in fields)).first()
        now = {field.attname: field.to_python(getattr(self, field.attname)) for field in fields}
        return granted is None or granted == now

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("A role is never deleted: end it instead."))
