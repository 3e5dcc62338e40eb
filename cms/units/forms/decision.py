"""What every act on the register asks for: the decision behind it, the day from which it holds, and a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.units.days import today
from cms.units.successions import Decision, Fate

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Succession

# Beside which field a refusal of the act stands, by its code; the first one that the form has.
_PLACES = {
    "decision": ("decision_number",),
    "day": ("day",),
    "not-living": ("day",),
    "later-act": ("day",),
    "no-name": ("name",),
    "twice": ("units", "into"),
    "no-units": ("units",),
    "merger": ("into", "units"),
    "division": ("into",),
    "no-change": ("name", "parent", "size", "kind"),
    "cycle": ("parent",),
    "parent-not-living": ("parent",),
}


class TypedDay(forms.DateInput):
    """A day as people type it: no calendar that covers what comes next, no order of day and month to guess."""

    def __init__(self) -> None:
        super().__init__(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "autocomplete": "off"})


def plausible(day: dt.date) -> None:
    """Raise ``ValidationError`` for a local day before 1900 or more than ten years ahead: a slip of the pen."""
    if not 1900 <= day.year <= today().year + 10:
        raise ValidationError(_t("%(year)d cannot be the year that is meant."), params={"year": day.year})


def past(day: dt.date) -> None:
    """Raise ``ValidationError`` for a local day that is still to come."""
    if day > today():
        raise ValidationError(_t("A decision that is not signed yet cannot be entered."))


class DecisionForm(forms.Form):
    """The facts of an act. Subclasses add the units concerned and build the act."""

    decision_number = forms.CharField(
        label=_("Number of the decision"), max_length=100, help_text=_("For example 45/QĐ-LĐLĐ.")
    )
    decision_date = forms.DateField(label=_("Date of the decision"), widget=TypedDay, validators=[plausible, past])
    day = forms.DateField(
        label=_("Holds from"),
        widget=TypedDay,
        validators=[plausible],
        help_text=_("The first day on which it holds; it may lie in the past or in the future."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "cols": 40})
    )

    has_fates = False
    """Whether the act closes or divides units, so that it must be said what becomes of what they have."""
    leading: tuple[str, ...] = ()
    """The fields that stand before the decision, in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.leading, "decision_number", "decision_date", "day", "note"])

    def act(self, *, by: User, fate: Fate) -> Callable[[], Succession]:
        """What the valid form asks for, ready to be done or to be previewed."""
        raise NotImplementedError

    def terms(self, by: User) -> dict[str, Any]:
        """The decision, the day, the person and the note, as every act takes them.

        Raises ``ValidationError`` for a decision that cannot be.
        """
        data = self.cleaned_data
        decision = Decision(data["decision_number"], data["decision_date"])
        return {"decision": decision, "day": data["day"], "by": by, "note": data["note"]}

    def refuse(self, refusal: ValidationError) -> None:
        """Show why the act was refused, beside the field that it is about if there is one."""
        if hasattr(refusal, "error_dict"):
            for field, errors in refusal.error_dict.items():
                self.add_error(field if field in self.fields else None, errors)
            return
        for error in refusal.error_list:
            places = _PLACES.get(error.code or "", ())
            self.add_error(next((place for place in places if place in self.fields), None), error)

    @property
    def general_errors(self) -> Any:
        """The errors that belong to no field."""
        return self.errors.get(NON_FIELD_ERRORS, [])
