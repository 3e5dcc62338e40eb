"""Units that an act founds, a row each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.forms.fields import ParentField
from cms.units.models import Unit, UnitKind
from cms.units.successions import NewUnit
from cms.vietnamese.text import is_blank, nfc


class NewUnitFields(forms.Form):
    """Name, kind, parent, size and code of a unit to be founded."""

    name = forms.CharField(label=_("Name of the unit"), max_length=255)
    kind = forms.ModelChoiceField(label=_("Kind"), queryset=UnitKind.objects.exclude(code=UnitKind.BOARD))
    parent = ParentField(label=_("Parent unit"), empty_label=_("directly under the province"))
    size = forms.IntegerField(label=_("Number of members"), required=False, min_value=0, max_value=2_147_483_647)
    code = forms.CharField(label=_("Unit code"), required=False, max_length=50, help_text=_("May be empty."))

    def clean_name(self) -> str:
        name = nfc(self.cleaned_data["name"])
        if is_blank(name):
            raise ValidationError(_t("A unit needs a name."))
        return name

    def clean_code(self) -> str:
        code = nfc(self.cleaned_data["code"]).strip()
        if code and Unit.objects.filter(code=code).exists():
            raise ValidationError(_t("Another unit has this code."))
        return code

    def new_unit(self) -> NewUnit:
        """The unit that the valid fields describe."""
        data = self.cleaned_data
        return NewUnit(data["name"], data["kind"], data["parent"], data["size"], data["code"] or None)


class NewUnitRow(NewUnitFields):
    """A row that may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        self.use_required_attribute = False


NewUnitFormSet = forms.formset_factory(NewUnitRow, extra=3, max_num=12, absolute_max=12)
