"""When units are reminded: what the board decides, and the days on which the office works."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.quotas.periods import PeriodKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _days_before(label: StrOrPromise, default: int, most: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(most)])


@register_setting(icon="mail", order=310)
class ReminderSettings(ClusterableModel, BaseGenericSetting):
    """When units that are behind with their quota are reminded. Hours are local.

    The days say how long before the last day of a period its units are reminded; 0: not before its end.
    """

    is_on = models.BooleanField(_("remind units"), default=True)
    tells_missed = models.BooleanField(_("remind of a period that has just ended, too"), default=True)
    days_week = _days_before(_("before the end of a week"), 2, 6)
    days_month = _days_before(_("before the end of a month"), 7, 27)
    days_quarter = _days_before(_("before the end of a quarter"), 14, 80)
    days_half_year = _days_before(_("before the end of a half-year"), 30, 170)
    days_year = _days_before(_("before the end of a year"), 45, 350)
    opens_at = models.TimeField(_("from"), default=dt.time(8))
    closes_at = models.TimeField(_("until"), default=dt.time(17))

    panels = [
        MultiFieldPanel([FieldPanel("is_on"), FieldPanel("tells_missed")], heading=_("Reminders")),
        MultiFieldPanel(
            [FieldPanel(f"days_{kind.value}") for kind in PeriodKind],
            heading=_("How many days before the end (0: no reminder before the end)"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("Hours of the office, in which reminders go out"),
        ),
        InlinePanel(
            "office_days",
            heading=_("Days off and days of work that the calendar does not know"),
            help_text=_("Saturdays, Sundays, public holidays and Tết are known already."),
            label=_("day"),
        ),
    ]

    class Meta:
        verbose_name = _("reminders of quotas")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="quotas_office_opens_before_it_closes",
                violation_error_message=_("The office must open before it closes."),
            )
        ]

    def days_before(self, kind: PeriodKind) -> int:
        """So many days before the last day of a period of a kind its units are reminded; 0: not at all."""
        return getattr(self, f"days_{kind.value}")

    @classmethod
    def locked(cls) -> ReminderSettings:
        """The settings, locked until the end of the transaction: of two processes one sends, the other waits."""
        return cls.objects.select_for_update().get(pk=cls.load().pk)


class DayKind(models.TextChoices):
    FREE = "free", _("day off")
    WORKING = "working", _("day of work")


class OfficeDay(models.Model):
    """A local day on which the office is free, or works, against the calendar: compensation, a day off of its own."""

    settings = ParentalKey(ReminderSettings, on_delete=models.CASCADE, related_name="office_days")
    day = models.DateField(_("day"))
    kind = models.CharField(_("is a"), max_length=10, choices=DayKind, default=DayKind.FREE)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day of the office")
        verbose_name_plural = _("days of the office")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["settings", "day"],
                name="quotas_office_day_entered_once",
                violation_error_message=_("This day is entered twice."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}"
