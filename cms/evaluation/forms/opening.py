"""Which year is opened, for which kinds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.evaluation.models import EvaluatedKind
from cms.evaluation.years import years_of
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.models import UnitKind

# How many calendar years back a year may have begun that is still to be evaluated.
YEARS_BACK = 6


class OpenForm(forms.Form):
    """The years that can be opened, each with the kinds to which it belongs."""

    first = forms.ChoiceField(label=_("Evaluation year"))
    kinds = forms.TypedMultipleChoiceField(label=_("Kinds of unit"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = list(UnitKind.objects.exclude(code=UnitKind.BOARD))
        self.fields["kinds"].choices = [(kind.pk, str(kind)) for kind in self._offered]  # type: ignore[attr-defined]
        self.fields["first"].choices = [  # type: ignore[attr-defined]
            (year.first.isoformat(), f"{year.label}: {', '.join(names)}")
            for year, names in _open_years(self._offered).items()
        ]

    def clean_first(self) -> dt.date:
        return dt.date.fromisoformat(self.cleaned_data["first"])

    def clean_kinds(self) -> list[UnitKind]:
        return [kind for kind in self._offered if kind.pk in self.cleaned_data["kinds"]]


def _open_years(kinds: list[UnitKind]) -> dict[Year, list[str]]:
    """The years that have begun and are not evaluated yet, the latest first, with the names of their kinds."""
    day = today()
    taken = set(EvaluatedKind.objects.filter(is_dropped=False).values_list("kind", "first"))
    names: dict[Year, list[str]] = defaultdict(list)
    years = years_of(kinds, range(day.year - YEARS_BACK, day.year + 1))
    for kind in kinds:
        for year in years[kind.pk]:
            if year.first <= day and (kind.pk, year.first) not in taken:
                names[year].append(kind.name)
    return dict(sorted(names.items(), reverse=True))
