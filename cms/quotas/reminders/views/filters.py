"""What the board can ask for of the list of reminders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.quotas.models.reminders import Occasion, Reminder, ReminderRecipient, ReminderSighting
from cms.quotas.periods import Period, PeriodKind
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

_MEANS = [("mail", _("by e-mail")), ("passed_on", _("to be passed on only"))]
_SEEN = [("yes", _("seen")), ("no", _("not seen yet"))]


def _periods() -> list[tuple[str, str]]:
    """The periods of which somebody was reminded, the latest first."""
    rows = Reminder.objects.order_by().values_list("period_first", "period_kind").distinct()
    periods = sorted((Period(first, PeriodKind(kind)) for first, kind in rows), key=_latest, reverse=True)
    return [(f"{period.kind.value}:{period.first.isoformat()}", period.label) for period in periods]


def _latest(period: Period) -> tuple[dt.date, dt.date]:
    return period.last, period.first


class ReminderFilterSet(WagtailFilterSet):
    """By unit, occasion, period, how it went, and whether it was seen."""

    unit = django_filters.CharFilter(label=_("Name of the unit"), method="of_unit", max_length=255)
    occasion = django_filters.ChoiceFilter(label=_("occasion"), choices=Occasion.choices, empty_label=_("All"))
    period = django_filters.ChoiceFilter(label=_("period"), choices=_periods, method="of_period", empty_label=_("All"))
    means = django_filters.ChoiceFilter(label=_("How it went"), choices=_MEANS, method="by_means", empty_label=_("All"))
    seen = django_filters.ChoiceFilter(label=_("Seen"), choices=_SEEN, method="that_are_seen", empty_label=_("All"))

    class Meta:
        model = Reminder
        fields: list[str] = []

    def of_unit(self, reminders: QuerySet, name: str, typed: str) -> QuerySet:
        """Of units whose name of that day has all the words typed, with or without diacritics."""
        words = fold(typed).split()
        rows = Reminder.objects.order_by().values_list("unit_name", flat=True).distinct()
        return reminders.filter(unit_name__in=[name for name in rows if all(word in fold(name) for word in words)])

    def of_period(self, reminders: QuerySet, name: str, asked: str) -> QuerySet:
        kind, _colon, first = asked.partition(":")
        return reminders.filter(period_kind=kind, period_first=dt.date.fromisoformat(first))

    def by_means(self, reminders: QuerySet, name: str, asked: str) -> QuerySet:
        mailed = Exists(ReminderRecipient.objects.filter(reminder=OuterRef("pk"), by_mail=True))
        return reminders.filter(mailed) if asked == "mail" else reminders.filter(~mailed)

    def that_are_seen(self, reminders: QuerySet, name: str, asked: str) -> QuerySet:
        seen = Exists(ReminderSighting.objects.filter(reminder=OuterRef("pk")))
        return reminders.filter(seen) if asked == "yes" else reminders.filter(~seen)
