"""Where reminders meet Wagtail's admin: the menu, and other screens that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.audit.lines import tell_names_of
from cms.quotas.models import ReminderSettings
from cms.quotas.reminders import section as section
from cms.quotas.reminders import unit_panel as unit_panel
from cms.quotas.reminders.access import may_read

if TYPE_CHECKING:
    from django.http import HttpRequest

# What the board decides of reminders is no secret to who reads the trail.
tell_names_of(ReminderSettings)


class RemindersItem(MenuItem):
    """A menu entry for who reads what all units were sent."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_admin_menu_item")
def reminders_item() -> MenuItem:
    return RemindersItem(_("Reminders"), reverse("reminders:index"), name="reminders", icon_name="mail", order=312)
