"""The forms of what changes one unit, or moves several: founding, renaming, change of kind or size, transfer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.forms.decision import DecisionForm
from cms.units.forms.fields import ParentField, UnitField, UnitsField
from cms.units.forms.new_units import NewUnitFields
from cms.units.models import UnitKind
from cms.units.overview import units_to_reorganise
from cms.units.successions import Fate, change_kind, found, rename, resize, transfer

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Succession

Do = Callable[[], "Succession"]


class FoundingForm(NewUnitFields, DecisionForm):
    leading = ("name", "kind", "parent", "size", "code")

    def act(self, *, by: User, fate: Fate) -> Do:
        new, terms = self.new_unit(), self.terms(by)
        return lambda: found(new, **terms)


class RenamingForm(DecisionForm):
    unit = UnitField(label=_("Unit"))
    name = forms.CharField(label=_("New name"), max_length=255)
    new_address = forms.ChoiceField(
        label=_("Address of its page"),
        choices=[
            ("", _("stays as it is")),
            ("follow", _("follows the new name; the old address leads to it")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    leading = ("unit", "name", "new_address")

    def act(self, *, by: User, fate: Fate) -> Do:
        data, terms = self.cleaned_data, self.terms(by)
        follows = data["new_address"] == "follow"
        return lambda: rename(data["unit"], data["name"], new_address=follows, **terms)


class ChangeOfKindForm(DecisionForm):
    unit = UnitField(label=_("Unit"), queryset=units_to_reorganise())
    kind = forms.ModelChoiceField(label=_("New kind"), queryset=UnitKind.objects.exclude(code=UnitKind.BOARD))
    leading = ("unit", "kind")

    def act(self, *, by: User, fate: Fate) -> Do:
        data, terms = self.cleaned_data, self.terms(by)
        return lambda: change_kind(data["unit"], data["kind"], **terms)


class ChangeOfSizeForm(DecisionForm):
    unit = UnitField(label=_("Unit"))
    size = forms.IntegerField(
        label=_("New number of members"),
        required=False,
        min_value=0,
        max_value=2_147_483_647,
        help_text=_("Empty: not known."),
    )
    leading = ("unit", "size")

    def act(self, *, by: User, fate: Fate) -> Do:
        data, terms = self.cleaned_data, self.terms(by)
        return lambda: resize(data["unit"], data["size"], **terms)


class TransferForm(DecisionForm):
    units = UnitsField(label=_("Units"), help_text=_("What stands below them goes with them."))
    parent = ParentField(label=_("New parent unit"), empty_label=_("directly under the province"))
    leading = ("units", "parent")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("parent") in list(data.get("units") or []):
            raise ValidationError({"parent": _t("A unit cannot stand below itself.")})
        return data

    def act(self, *, by: User, fate: Fate) -> Do:
        data, terms = self.cleaned_data, self.terms(by)
        units = list(data["units"])
        return lambda: transfer(units, data["parent"], **terms)
