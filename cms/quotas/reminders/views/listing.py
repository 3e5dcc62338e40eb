"""*Nhắc nhở*: what went out, to whom, and whether it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.quotas.models import Reminder, ReminderSettings
from cms.quotas.reminders.views.filters import ReminderFilterSet
from cms.quotas.reminders.views.guards import ReadersView

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RemindersView(ReadersView, ReportView):
    """The reminders that went out, the latest first, 50 a page."""

    model = Reminder
    page_title = _("Reminders")
    header_icon = "mail"
    index_url_name = "reminders:index"
    index_results_url_name = "reminders:results"
    filterset_class = ReminderFilterSet
    # A card for each row on a phone.
    table_classname = "listing units-listing"
    verbose_name_plural = _("reminders")
    paginate_by = 50
    is_searchable = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("unit_name", label=_("unit"), get_url=_screen_of),
            Column("occasion", label=_("occasion"), accessor="get_occasion_display"),
            Column("period", label=_("period"), accessor=lambda reminder: reminder.period.label),
            Column("figures", label=_("Published then"), accessor=_figures),
            Column("sent_at", label=_("sent at"), accessor=_moment),
            Column("recipients", label=_("told to"), accessor=_told_to),
            Column("seen", label=_("Seen"), accessor=_seen),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("quotas.change_remindersettings"):
            return []
        address = reverse("wagtailsettings:edit", args=["quotas", ReminderSettings._meta.model_name])
        return [HeaderButton(_t("Settings of reminders"), url=address, icon_name="cog")]

    def get_base_queryset(self) -> QuerySet[Reminder]:
        return Reminder.objects.prefetch_related("recipients", "sightings")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by("-sent_at", "-pk")


def _screen_of(reminder: Reminder) -> str:
    return reverse("reminders:reminder", args=[reminder.pk])


def _figures(reminder: Reminder) -> str:
    return _t("%(published)s of %(owed)s items") % {"published": reminder.published, "owed": reminder.owed}


def _moment(reminder: Reminder) -> str:
    return f"{timezone.localtime(reminder.sent_at):%H:%M %d/%m/%Y}"


def _told_to(reminder: Reminder) -> Any:
    recipients = list(reminder.recipients.all())
    if not recipients:
        return _t("nobody: please tell the unit")
    names = ", ".join(recipient.name for recipient in recipients)
    return names if reminder.by_mail else _t("%(names)s (no e-mail: please pass it on)") % {"names": names}


def _seen(reminder: Reminder) -> str:
    first = next(iter(reminder.sightings.all()), None)
    if first is None:
        return _t("not seen yet")
    moment = timezone.localtime(first.seen_at)
    return _t("Seen at %(time)s on %(day)s") % {"time": f"{moment:%H:%M}", "day": f"{moment:%d/%m/%Y}"}
