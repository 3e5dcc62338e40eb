"""What is asked of everything that holds for a kind from a day on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.units.models import UnitKind

from .acts import DAY


class SeriesForm(forms.Form):
    """Of a correction, kind and first day stay as they were, and a reason is asked instead."""

    FOR_NEW = ("kind", "valid_from")

    kind = forms.ModelChoiceField(label=_("Kind of unit"), queryset=UnitKind.objects.exclude(code=UnitKind.BOARD))
    valid_from = forms.DateField(label=_("Holds from"), widget=forms.DateInput(format="%d/%m/%Y", attrs=DAY))
    source = forms.CharField(
        label=_("By which paper"), help_text=_("Letter or decision, with number and date."), max_length=500
    )
    reason = forms.CharField(label=_("Reason for the correction"), max_length=2000)

    def ask_for(self, *, correction: bool) -> None:
        """Leave out what the occasion does not ask."""
        for name in self.FOR_NEW if correction else ("reason",):
            del self.fields[name]
