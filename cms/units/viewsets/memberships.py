"""Roles in units in Wagtail's admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.units.models import Membership


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "user"
    menu_label = _("Roles in units")
    list_display = ["user", "unit", "role", "position", "valid_from", "valid_to"]
    list_filter = ["role", "unit"]
    panels = [
        FieldPanel("user"),
        FieldPanel("unit"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]
