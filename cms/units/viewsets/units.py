"""The register of units in Wagtail's admin: what holds of a unit changes by acts only, its code by hand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.units.models import Unit, UnitKind
from cms.units.views.listing import UnitFilterSet, UnitIndexView
from cms.units.views.unit import UnitCreateView, UnitView
from cms.units.viewsets.unit_chooser import UnitChooserViewSet


class CodeForm(WagtailAdminModelForm):
    """A unit's code, and nothing else: the rest is what acts have made it."""

    class Meta:
        model = Unit
        fields = ["code"]

    def clean_code(self) -> str | None:
        code = (self.cleaned_data["code"] or "").strip() or None
        if code and Unit.objects.exclude(pk=self.instance.pk).filter(code=code).exists():
            raise ValidationError(_t("Another unit has this code."))
        return code


class UnitKindViewSet(SnippetViewSet):
    model = UnitKind
    icon = "tag"
    menu_label = _("Kinds of unit")
    list_display = ["name", "code", "approving_role"]


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_per_page = 50
    filterset_class = UnitFilterSet
    index_view_class = UnitIndexView
    inspect_view_enabled = True
    inspect_view_class = UnitView
    inspect_template_name = "units/unit.html"
    add_view_class = UnitCreateView
    chooser_viewset_class = UnitChooserViewSet
    copy_view_enabled = False
    panels = [FieldPanel("code")]

    def get_edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=CodeForm).bind_to_model(self.model)
