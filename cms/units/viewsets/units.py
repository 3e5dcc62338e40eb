"""The register of units in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.units.days import refuse_overlaps
from cms.units.models import Unit, UnitKind
from cms.units.register import open_page


class UnitForm(WagtailAdminModelForm):
    """A unit with what holds of it from one day to another; its page is opened with it."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return valid and self._days_are_in_order()

    def _days_are_in_order(self) -> bool:
        formset = self.formsets["versions"]
        kept = [form.instance for form in formset.forms if form not in formset.deleted_forms and form.has_changed()]
        kept += [form.instance for form in formset.initial_forms if form.instance not in kept]
        try:
            refuse_overlaps([version for version in kept if version.valid_from])
        except ValidationError as overlap:
            self.add_error(None, overlap)
        return not self.errors

    def save(self, commit: bool = True) -> Unit:
        unit = super().save(commit=commit)
        if commit:
            open_page(unit)
        return unit


class UnitKindViewSet(SnippetViewSet):
    model = UnitKind
    icon = "tag"
    menu_label = _("Kinds of unit")
    list_display = ["name", "code", "approving_role"]


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_display = ["__str__", "slug"]
    panels = [
        InlinePanel(
            "versions",
            heading=_("Name, kind, parent and size, from one day to another"),
            label=_("From a day on"),
            min_num=1,
            panels=[
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("parent"), FieldPanel("size")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
        )
    ]

    def get_edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=UnitForm).bind_to_model(self.model)
