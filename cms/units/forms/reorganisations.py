"""The forms of what ends units or makes several of one: merger, division, dissolution."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.forms.decision import DecisionForm
from cms.units.forms.fields import UnitField, UnitsField
from cms.units.forms.new_units import NewUnitFormSet
from cms.units.models import Unit
from cms.units.overview import units_to_reorganise
from cms.units.successions import Fate, NewUnit, dissolve, divide, merge

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Succession

Do = Callable[[], "Succession"]


class ReorganisationForm(DecisionForm):
    """An act after which units follow others."""

    has_fates = True

    @property
    def closing(self) -> list[Unit]:
        """The units that end, or that divide and live on: those of which it must be said where things go."""
        raise NotImplementedError

    @property
    def successors(self) -> list[Unit | NewUnit]:
        """The units that follow, in order; a ``NewUnit`` is founded by the act."""
        return []


class _FollowedForm(ReorganisationForm):
    """An act with successors: units that live already, rows of new ones, or both."""

    into = UnitsField(label=_("Into units that exist"), required=False, queryset=units_to_reorganise())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_rows = NewUnitFormSet(self.data if self.is_bound else None, prefix="new")

    def is_valid(self) -> bool:
        # Both are asked, so that everything that is wrong shows at once.
        rows = self.new_rows.is_valid()
        return super().is_valid() and rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rows = self.new_rows
        if rows.is_valid() and not data.get("into") and not any(row.has_changed() for row in rows):
            self.add_error("into", _t("Choose the units that follow, or write down at least one new unit below."))
        return data

    @cached_property
    def successors(self) -> list[Unit | NewUnit]:
        founded = [row.new_unit() for row in self.new_rows if row.has_changed()]
        return [*self.cleaned_data["into"], *founded]


class MergerForm(_FollowedForm):
    units = UnitsField(
        label=_("Units that merge"),
        queryset=units_to_reorganise(),
        help_text=_("Those that do not follow themselves end."),
    )
    leading = ("units", "into")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        units, into = list(data.get("units") or []), list(data.get("into") or [])
        if units and set(units) <= set(into):
            raise ValidationError({"units": _t("At least one of these units must go up in another.")})
        return data

    @property
    def closing(self) -> list[Unit]:
        return [unit for unit in self.cleaned_data["units"] if unit not in self.successors]

    def act(self, *, by: User, fate: Fate) -> Do:
        units, into, terms = list(self.cleaned_data["units"]), self.successors, self.terms(by)
        return lambda: merge(units, into, fate=fate, **terms)


class DivisionForm(_FollowedForm):
    unit = UnitField(label=_("Unit that divides"), queryset=units_to_reorganise())
    keeps = forms.BooleanField(
        label=_("It lives on itself"),
        required=False,
        help_text=_("What is not given to a new unit then stays with it."),
    )
    leading = ("unit", "keeps", "into")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("unit") and data["unit"] in list(data.get("into") or []):
            raise ValidationError({"into": _t("Tick “It lives on itself” instead.")})
        return data

    @property
    def closing(self) -> list[Unit]:
        return [self.cleaned_data["unit"]]

    def act(self, *, by: User, fate: Fate) -> Do:
        data, into, terms = self.cleaned_data, self.successors, self.terms(by)
        return lambda: divide(data["unit"], into, keeps=data["keeps"], fate=fate, **terms)


class DissolutionForm(ReorganisationForm):
    unit = UnitField(label=_("Unit that ends"), queryset=units_to_reorganise())
    leading = ("unit",)

    @property
    def closing(self) -> list[Unit]:
        return [self.cleaned_data["unit"]]

    def act(self, *, by: User, fate: Fate) -> Do:
        unit, terms = self.cleaned_data["unit"], self.terms(by)
        return lambda: dissolve(unit, fate=fate, **terms)
