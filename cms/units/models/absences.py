"""Who is on leave from one day to another, and who stands in for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.days import Dated, DatedQuerySet

from .units import Unit


class Absence(Dated):
    """A person's leave: on its days they are not asked to approve and cannot.

    One that was entered by mistake, or that ends before it begins, is superseded.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences", verbose_name=_("person")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = DatedQuerySet["Absence"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="units_absence_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.valid_from:%d/%m/%Y}"

    @property
    def end(self) -> dt.date:
        """The first local day after the leave; a leave always has one."""
        return self.valid_to or dt.date.max

    @property
    def last_day(self) -> dt.date:
        """The last local day of the leave, as people say it."""
        day: dt.date = self.end - dt.timedelta(days=1)
        return day

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("A leave is kept: end it instead."))


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: dt.date | None = None) -> StandInQuerySet:
        """Those who stand in on a local day, whoever else has to be there for it to count."""
        return self.filter(absence__in=Absence.objects.on(day))


class StandIn(models.Model):
    """Who acts as an approver of a unit in place of a person on leave, for the days of the leave."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="stand_ins", verbose_name=_("leave"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stands_in", verbose_name=_("stand-in")
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("named by")
    )

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["absence", "unit"], name="units_one_stand_in_a_unit"),
            models.CheckConstraint(condition=~Q(named_by=F("user")), name="units_nobody_names_themselves_stand_in"),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.unit}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(_t("A leave is kept: end it instead."))
