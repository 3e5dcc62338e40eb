"""The forms of the acts on quota rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.quotas.models import CountingDay
from cms.quotas.periods import PeriodKind
from cms.units.days import today
from cms.units.models import UnitKind
from cms.units.people_screens.act_view import PlainForm

from .saying import Saying

if TYPE_CHECKING:
    from cms.quotas.models import QuotaRule

FIELDS = (
    "kind",
    "min_size",
    "max_size",
    "period",
    "per_period",
    "per_year",
    "counting_day",
    "letter",
    "valid_from",
    "valid_to",
)


class SayingForm(PlainForm):
    """What a rule says."""

    kind = forms.ModelChoiceField(label=_("Kind of unit"), queryset=UnitKind.objects.all())
    min_size = forms.IntegerField(
        label=_("From so many members"), required=False, min_value=0, help_text=_("Empty: whatever their number.")
    )
    max_size = forms.IntegerField(
        label=_("Up to so many members"),
        required=False,
        min_value=0,
        help_text=_("This number included; empty: no upper limit."),
    )
    period = forms.ChoiceField(label=_("Counted in each"), choices=PeriodKind.choices, initial=PeriodKind.MONTH)
    per_period = forms.IntegerField(label=_("At least so many items in each"), min_value=0, max_value=1000, initial=1)
    per_year = forms.IntegerField(
        label=_("Items in the whole year"),
        required=False,
        min_value=0,
        max_value=10_000,
        help_text=_("Of a unit that lived through the whole year; empty: the sum of its periods."),
    )
    counting_day = forms.ChoiceField(
        label=_("Day that counts"),
        choices=CountingDay.choices,
        initial=CountingDay.PUBLICATION,
        widget=forms.RadioSelect,
        help_text=_("If the day of the unit's approval counts, a late publication by the board fails no unit."),
    )
    letter = forms.CharField(
        label=_("By which letter"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The letter or decision that set the numbers: number and date."),
    )
    valid_from = forms.DateField(label=_("Holds from"), widget=AdminDateInput, initial=today)
    valid_to = forms.DateField(
        label=_("Holds until before"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The first day on which it no longer holds; empty: until further notice."),
    )

    @property
    def saying(self) -> Saying:
        """What the person wants the rule to say."""
        return Saying(**{name: self.cleaned_data[name] for name in FIELDS})


class CorrectForm(SayingForm):
    """What should have been entered, and why it was not."""

    reason = forms.CharField(label=_("Reason for the correction"), max_length=1000, widget=forms.Textarea({"rows": 2}))


class EndForm(PlainForm):
    """When a rule ends."""

    valid_from = forms.DateField(label=_("No longer holds from"), widget=AdminDateInput, initial=today)


class TakeBackForm(PlainForm):
    """Why a rule is taken back."""

    reason = forms.CharField(label=_("Reason for the correction"), max_length=1000, widget=forms.Textarea({"rows": 2}))


def as_filled_in(rule: QuotaRule) -> dict[str, object]:
    """What a rule says, as a form begins with it."""
    return {name: getattr(rule, name) for name in FIELDS}
