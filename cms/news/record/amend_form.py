"""What is asked of somebody who amends the record: units, by-lines, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.units.amending import Credit, Participation, credits_of, participations_of
from cms.units.models import Origin, Publication

from .credit_forms import CreditForm, contributors_of
from .unit_forms import FurtherUnitForm, StandingUnitForm

# So many rows are offered beyond those that the record has; whoever needs more amends again.
FURTHER = 2
LONGEST_REASON = 2000
# A key with more is no number that the databases know.
_MOST_DIGITS = 18


class AmendForm(forms.Form):
    """An amendment; ``seen`` is the number of amendments when the form was shown, ``shown`` the effect that was."""

    reason = forms.CharField(
        label=_("Why the record is amended"),
        help_text=_("The units concerned will read it."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    use_required_attribute = False

    def __init__(self, publication: Publication, data: Any = None) -> None:
        super().__init__(data, initial={"seen": publication.amendments.count()})
        self.publication = publication
        self.old_units, self.old_credits = participations_of(publication), credits_of(publication)
        may_count = publication.origin == Origin.OWN
        day = publication.local_date
        self.units = [StandingUnitForm(data, row, day=day, may_count=may_count) for row in self.old_units]
        self.further = [
            FurtherUnitForm(data, publication, number, may_count=may_count) for number in range(1, FURTHER + 1)
        ]
        contributors = contributors_of(self._units_named(), self.old_credits)
        rows: list[Credit | None] = [*self.old_credits, *[None] * FURTHER]
        self.credits = [CreditForm(data, credit, number, contributors) for number, credit in enumerate(rows, 1)]

    def _units_named(self) -> set[int]:
        """The keys of the units whose contributors are offered: those of the record and those just chosen."""
        chosen = (form.data.get(form.add_prefix("unit"), "") for form in self.further if form.is_bound)
        keys = {int(key) for key in chosen if key.isdecimal() and len(key) <= _MOST_DIGITS}
        return {row.unit.pk for row in self.old_units} | keys

    @property
    def parts(self) -> list[forms.Form]:
        """The forms of the units and by-lines."""
        return [*self.units, *self.further, *self.credits]

    def is_valid(self) -> bool:
        """Whether everything can be read; what the record makes of it the act says."""
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def new_units(self) -> list[Participation]:
        """The units as they were chosen."""
        standing = [form.participation() for form in self.units]
        further = [form.participation() for form in self.further]
        return [row for row in (*standing, *further) if row is not None]

    def new_credits(self) -> list[Credit]:
        """The by-lines as they were filled in."""
        return [credit for credit in (form.credit() for form in self.credits) if credit is not None]
