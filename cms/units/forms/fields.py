"""Choices of units in forms: by name, with the parent beside it, narrowed down by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import render_to_string

from cms.units.overview import parents_to_choose, units_to_act_on
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from cms.units.models import Unit


def described(unit: Unit) -> str:
    """A unit's name with its parent's, as a choice shows it."""
    parent = getattr(unit, "day_parent_name", None)
    return f"{unit.day_name} ({parent})" if parent else unit.day_name


class PickOne(forms.Select):
    """A select that ``pick.js`` lets people search in, with or without diacritics."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return render_to_string("units/forms/pick_one.html", {"select": super().render(*args, **kwargs)})


class PickMany(forms.CheckboxSelectMultiple):
    """A list of boxes to tick that ``pick.js`` lets people search in, and narrow down to one parent's."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string("units/forms/pick_many.html", self.get_context(name, value, attrs))

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        unit = getattr(value, "instance", None)
        option["parent"] = getattr(unit, "day_parent_name", None) or ""
        option["name_only"] = unit.day_name if unit is not None else option["label"]
        option["folded"] = fold(str(option["label"]))
        return option

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, members, _index in context["widget"]["optgroups"] for option in members]
        # What is ticked stands first: nobody has to look for it.
        context["options"] = sorted(options, key=lambda option: not option["selected"])
        context["parents"] = sorted({option["parent"] for option in options if option["parent"]}, key=fold)
        return context


class UnitField(forms.ModelChoiceField):
    """One unit that has no end on record."""

    widget = PickOne

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"queryset": units_to_act_on()} | kwargs))

    def label_from_instance(self, unit: Unit) -> str:
        return described(unit)


class ParentField(UnitField):
    """A unit below which others may stand; none: directly under the province."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"queryset": parents_to_choose(), "required": False} | kwargs))


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units that have no end on record."""

    widget = PickMany

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"queryset": units_to_act_on()} | kwargs))

    def label_from_instance(self, unit: Unit) -> str:
        return described(unit)
