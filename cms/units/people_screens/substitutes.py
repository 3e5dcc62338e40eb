"""Substitutes by decision: the list, one form for a decision about many units, and ending many together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.units.days import today
from cms.units.forms.fields import PickMany, UnitField
from cms.units.models import Substitution, Unit
from cms.units.overview import units_to_act_on
from cms.units.people import end_substitutions, name_substitutes
from cms.units.people.substitutes import SubstitutesError
from cms.units.viewsets.as_of import day_asked_for

from .act_view import AdministratorsActView, PlainForm
from .unit_lines import read_units

if TYPE_CHECKING:
    from collections.abc import Iterable

PER_PAGE = 50


class _UnitsField(forms.ModelMultipleChoiceField):
    widget = PickMany

    def label_from_instance(self, unit: Unit) -> str:
        return unit.day_name


class DecisionForm(PlainForm):
    """One decision: its number and date, the units, and who substitutes."""

    decision_number = forms.CharField(
        label=_("Number of the decision"), max_length=100, help_text=_("For example 45/QĐ-LĐLĐ.")
    )
    decision_date = forms.DateField(label=_("Date of the decision"), widget=AdminDateInput)
    valid_from = forms.DateField(label=_("Holds from"), widget=AdminDateInput, initial=today)
    valid_to = forms.DateField(
        label=_("valid to"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The first day on which it no longer holds; empty: until further notice."),
    )
    substitute = UnitField(
        label=_("substitute unit"),
        required=False,
        empty_label=_("each unit's own parent unit"),
        help_text=_("Its approvers vet the units' news too."),
    )
    lines = forms.CharField(
        label=_("Units, one on each line"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Codes or names, as in the decision's list."),
    )
    units = _UnitsField(label=_("or tick them"), required=False, queryset=Unit.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units_to_act_on()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.line_of: dict[int, list[int]] = {}
        found, problems = read_units(cleaned.get("lines", ""), cleaned.get("valid_from") or today())
        for line, unit in found:
            self.line_of.setdefault(unit.pk, []).append(line)
        for line, message in problems:
            self.add_error("lines", _on_line(line, message))
        self.chosen = [*(unit for _line, unit in found), *cleaned.get("units", [])]
        if not self.chosen and not problems:
            self.add_error("lines", _t("Name at least one unit."))
        return cleaned

    def refuse(self, refusal: ValidationError) -> None:
        if not isinstance(refusal, SubstitutesError):
            super().refuse(refusal)
            return
        for problem in refusal.problems:
            lines = self.line_of.get(problem.unit_id)
            if lines:
                self.add_error("lines", _on_line(lines[-1], problem.message))
            else:
                self.add_error("units", problem.message)


class NameSubstitutesView(AdministratorsActView):
    form_class = DecisionForm
    title = _("Name substitutes")
    explanation = _(
        "For units too small for two persons: the approvers of another unit vet their news too. "
        "Every problem is told with its line, and nothing is entered before all are solved."
    )
    submit_label = _("Enter the decision")
    icon = "group"

    def back(self) -> str:
        return reverse("units:substitutes")

    def perform(self, form: DecisionForm) -> str:
        data = form.cleaned_data
        rows = name_substitutes(
            form.chosen,
            substitute=data["substitute"],
            decision_number=data["decision_number"],
            decision_date=data["decision_date"],
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
            by=self.by,
        )
        return _t("Substitutes of %(number)d units have been entered.") % {"number": len(rows)}


class EndForm(PlainForm):
    """Which substitutes end, and when."""

    rows = forms.ModelMultipleChoiceField(
        queryset=Substitution.objects.all(), error_messages={"required": _("Tick at least one unit.")}
    )
    on = forms.DateField(label=_("No longer holds from"), widget=AdminDateInput, initial=today)


class SubstitutesView(AdministratorsActView):
    """The substitutes of a day, to be ended together."""

    form_class = EndForm
    template_name = "units/people/substitutes.html"
    title = _("Substitutes")
    submit_label = _("End those ticked")
    is_grave = True
    icon = "group"

    def back(self) -> str:
        return reverse("units:substitutes")

    def perform(self, form: EndForm) -> str:
        rows = end_substitutions(form.cleaned_data["rows"], on=form.cleaned_data["on"], by=self.by)
        return _t("Substitutes of %(number)d units have been ended.") % {"number": len(rows)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = day_asked_for(self.request)
        rows = (
            Substitution.objects.on(day)
            .select_related("entered_by")
            .prefetch_related("unit__versions", "substitute__versions")
            .order_by("decision_date", "decision_number", "pk")
        )
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, rows=_named(page, day), day=day, is_today=day == today(), **kwargs)


def _named(rows: Iterable[Substitution], day: Any) -> list[dict[str, Any]]:
    return [{"row": row, "unit": row.unit.name_on(day), "substitute": row.substitute.name_on(day)} for row in rows]


def _on_line(line: int, message: str) -> str:
    return _t("Line %(line)d: %(message)s") % {"line": line, "message": message}
