"""Forms for giving and ending roles, for leaving, and for coming back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.accounts.models import User
from cms.units.days import today
from cms.units.forms.fields import UnitField
from cms.units.models import Membership, Role
from cms.units.people import (
    end_role,
    grant_provincial_role,
    grant_role,
    leave,
    readmit,
    revoke_provincial_role,
    supersede_role,
)
from cms.units.roles import PROVINCIAL

from .act_view import AdministratorsActView, PlainForm


class PersonActView(AdministratorsActView):
    """An act on the person whose key is in the address."""

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.person.pk])


class GrantForm(PlainForm):
    unit = UnitField(label=_("unit"))
    role = forms.ChoiceField(label=_("role"), choices=Role.choices, widget=forms.RadioSelect)
    position = forms.CharField(
        label=_("position"),
        required=False,
        max_length=200,
        help_text=_("For example: Chủ tịch công đoàn cơ sở. Needed for an approver."),
    )
    valid_from = forms.DateField(label=_("From"), widget=AdminDateInput, initial=today)
    valid_to = forms.DateField(
        label=_("valid to"),
        widget=AdminDateInput,
        required=False,
        help_text=_("The first day on which it no longer holds; empty: until further notice."),
    )


class GrantRoleView(PersonActView):
    form_class = GrantForm
    submit_label = _("Grant the role")

    def get_title(self) -> str:
        return _t("A role for %(person)s") % {"person": self.person}

    def perform(self, form: Any) -> str:
        row = grant_role(self.person, by=self.by, **form.cleaned_data)
        return _t("%(person)s is %(role)s at %(unit)s.") % {
            "person": self.person,
            "role": row.get_role_display(),
            "unit": row.unit.name_on(row.valid_from),
        }


class EndForm(PlainForm):
    on = forms.DateField(
        label=_("No longer holds from"),
        widget=AdminDateInput,
        initial=today,
        help_text=_("Today: at once."),
    )
    mistake = forms.BooleanField(
        label=_("It was granted by mistake"), required=False, help_text=_("The role then counts on no day.")
    )
    reason = forms.CharField(label=_("reason"), required=False, max_length=500)


class EndRoleView(AdministratorsActView):
    form_class = EndForm
    submit_label = _("End the role")
    is_grave = True

    @cached_property
    def membership(self) -> Membership:
        return get_object_or_404(Membership.objects.select_related("user", "unit"), pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.membership.user_id])

    def get_title(self) -> str:
        return _t("End a role of %(person)s") % {"person": self.membership.user}

    def get_explanation(self) -> str:
        row = self.membership
        return f"{row.get_role_display()}, {row.unit.name_on(max(row.valid_from, today()))}"

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        if data["mistake"]:
            supersede_role(self.membership, reason=data["reason"], by=self.by)
        else:
            end_role(self.membership, on=data["on"], by=self.by)
        return _t("The role has been ended.")


class ProvincialForm(PlainForm):
    role = forms.ChoiceField(
        label=_("role of the province"), choices=[(name, name) for name in PROVINCIAL], widget=forms.RadioSelect
    )


class GrantProvincialView(PersonActView):
    form_class = ProvincialForm
    submit_label = _("Give the role")
    explanation = _("A role of the province needs a second factor at the next sign-in.")

    def get_title(self) -> str:
        return _t("A role of the province for %(person)s") % {"person": self.person}

    def perform(self, form: Any) -> str:
        grant_provincial_role(self.person, form.cleaned_data["role"], by=self.by)
        return _t("%(person)s has the role %(role)s.") % {"person": self.person, "role": form.cleaned_data["role"]}

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.request.GET.get("role", "")}


class RevokeProvincialView(GrantProvincialView):
    submit_label = _("Take the role")
    explanation = _("It takes effect at once.")
    is_grave = True

    def get_title(self) -> str:
        return _t("Take a role of the province from %(person)s") % {"person": self.person}

    def perform(self, form: Any) -> str:
        revoke_provincial_role(self.person, form.cleaned_data["role"], by=self.by)
        return _t("%(person)s no longer has the role %(role)s.") % {
            "person": self.person,
            "role": form.cleaned_data["role"],
        }


class LeaveWorkView(PersonActView):
    submit_label = _("End everything now")
    explanation = _(
        "All roles, leaves and stand-ins end at once, every device is signed out, and the login is made inactive. "
        "Drafts stay with their units, and what the person did stays readable."
    )
    is_grave = True

    def get_title(self) -> str:
        return _t("%(person)s leaves the work") % {"person": self.person}

    def perform(self, form: Any) -> str:
        leave(self.person, by=self.by)
        return _t("All roles and sessions of %(person)s have ended.") % {"person": self.person}


class ReadmitView(PersonActView):
    submit_label = _("Take back into the work")
    explanation = _("The person can sign in again; roles are granted anew.")

    def get_title(self) -> str:
        return _t("%(person)s comes back") % {"person": self.person}

    def perform(self, form: Any) -> str:
        readmit(self.person, by=self.by)
        return _t("%(person)s can sign in again.") % {"person": self.person}
