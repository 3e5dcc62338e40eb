"""Forms for leave: one's own, and the administrators' for others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.units.days import today
from cms.units.models import Absence, Membership, Role, Unit
from cms.units.people import end_leave, hand_over_candidates, take_leave
from cms.units.roles import is_administrator

from .act_view import ActFormView, AdministratorsActView, PlainForm

if TYPE_CHECKING:
    pass


class DayInput(forms.DateInput):
    """The browser's own calendar, which sends and takes ISO days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LeaveForm(PlainForm):
    """The days of a leave, and for each unit where the person approves, who stands in."""

    valid_from = forms.DateField(label=_("First day of the leave"), widget=DayInput, initial=today)
    last_day = forms.DateField(label=_("Last day of the leave"), widget=DayInput)

    def __init__(self, *args: Any, person: User, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appoints = is_administrator(by)
        self.units = units_approved_by(person)
        for unit in self.units:
            self.fields[f"unit_{unit.pk}"] = self._stand_in_field(person, unit)
            if self.appoints:
                self.fields[f"other_{unit.pk}"] = forms.CharField(
                    label=_t("or somebody else, by short name, telephone number or e-mail"), required=False
                )

    def _stand_in_field(self, person: User, unit: Unit) -> forms.ChoiceField:
        candidates = hand_over_candidates(person, unit, today())
        choices = [(str(candidate.user_id), _described(candidate)) for candidate in candidates]
        return forms.ChoiceField(
            label=_t("Who approves for %(unit)s meanwhile") % {"unit": unit.name_on(today())},
            choices=[("", _t("nobody in particular: the unit's other approvers")), *choices],
            required=False,
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.stand_ins: dict[Unit, User] = {}
        for unit in self.units:
            chosen, other = cleaned.get(f"unit_{unit.pk}"), (cleaned.get(f"other_{unit.pk}") or "").strip()
            if other:
                person = User.objects.by_identifier(other)
                if person is None or not person.is_active:
                    self.add_error(f"other_{unit.pk}", _t("Nobody at work is known by this."))
                else:
                    self.stand_ins[unit] = person
            elif chosen:
                self.stand_ins[unit] = User.objects.get(pk=chosen)
        return cleaned

    def refuse(self, refusal: ValidationError) -> None:
        if hasattr(refusal, "error_dict") and "valid_to" in refusal.error_dict:
            self.add_error("last_day", refusal.error_dict["valid_to"])
        else:
            super().refuse(refusal)

    def enter(self, person: User, by: User) -> Absence:
        """Enter the leave; the last day belongs to it."""
        data = self.cleaned_data
        end = data["last_day"] + dt.timedelta(days=1) if data["last_day"] < dt.date.max else data["last_day"]
        return take_leave(person, valid_from=data["valid_from"], valid_to=end, stand_ins=self.stand_ins, by=by)


def units_approved_by(person: User) -> list[Unit]:
    """The units where a person approves by a role of their own today or later, each once."""
    roles = Membership.objects.from_day(today()).filter(user=person, role=Role.APPROVER)
    return list(Unit.objects.filter(pk__in=roles.values("unit")).prefetch_related("versions"))


def leaves_of(person: User) -> Any:
    """A person's leaves that are not over, with who stands in."""
    return (
        Absence.objects.from_day(today())
        .filter(user=person)
        .prefetch_related("stand_ins__user", "stand_ins__unit__versions")
    )


class LeaveView(ActFormView):
    """Enters a leave."""

    form_class = LeaveForm
    template_name = "units/people/leave.html"
    submit_label = _("Enter the leave")
    explanation = _(
        "On these days you are not asked to approve, and cannot. Who stands in for you sees and approves in your place."
    )
    icon = "date"

    @property
    def person(self) -> User:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person, "by": self.by}

    def perform(self, form: LeaveForm) -> str:
        absence = form.enter(self.person, self.by)
        return _t("On leave from %(first)s to %(last)s.") % {
            "first": f"{absence.valid_from:%d/%m/%Y}",
            "last": f"{absence.last_day:%d/%m/%Y}",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            leaves=leaves_of(self.person),
            person=self.person,
            approves=bool(units_approved_by(self.person)),
            **kwargs,
        )


class MyLeaveView(LeaveView):
    """One's own leave: open to everybody who works for a unit."""

    title = _("My leave")

    @property
    def person(self) -> User:
        return self.by

    def back(self) -> str:
        return reverse("units:my_leave")


class PersonLeaveView(AdministratorsActView, LeaveView):
    """A leave that an administrator enters for somebody."""

    explanation = _(
        "On these days the person is not asked to approve, and cannot. You may name anybody at work to stand in."
    )

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return _t("Leave of %(person)s") % {"person": self.person}

    def back(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.person.pk])


class EndLeaveView(ActFormView):
    """Ends a leave: one's own, or as an administrator anybody's. Others learn nothing of it."""

    title = _("End the leave")
    explanation = _("It ends at once: who was on leave is asked again, and the stand-in no longer approves.")
    submit_label = _("End the leave")
    icon = "date"

    @cached_property
    def absence(self) -> Absence:
        known = Absence.objects.select_related("user")
        known = known if is_administrator(self.by) else known.filter(user=self.by)
        return get_object_or_404(known, pk=self.kwargs["pk"])

    def back(self) -> str:
        if self.absence.user_id == self.by.pk:
            return reverse("units:my_leave")
        return reverse("wagtailusers_users:edit", args=[self.absence.user_id])

    def perform(self, form: Any) -> str:
        end_leave(self.absence, by=self.by)
        return _t("The leave has ended.")


def _described(candidate: Any) -> str:
    return f"{candidate.user} ({candidate.position})" if candidate.position else str(candidate.user)
