"""Contributors in Wagtail's admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.units.models import Contributor


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "edit"
    menu_label = _("Contributors")
    list_display = ["full_name", "unit"]
    search_fields = ["full_name"]
    panels = [
        FieldPanel("full_name"),
        InlinePanel("pen_names", heading=_("Pen names"), label=_("Pen name"), panels=[FieldPanel("name")]),
        FieldPanel("unit"),
        FieldPanel("user"),
        FieldPanel("phone"),
    ]
