"""What of an evaluation's table the reader wants to see."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.evaluation.sheets import Sheet
from cms.vietnamese.text import fold

_LAST = Fraction(10**9)


def _share(done: int, owed: int) -> Fraction:
    return Fraction(done, owed) if owed else _LAST


SORTS: dict[str, tuple[Any, Callable[[Sheet], Any]]] = {
    "name": (_("name"), lambda sheet: fold(sheet.name)),
    "points": (_("points, the fewest first"), lambda sheet: (sheet.points is None, sheet.points or 0)),
    "-points": (_("points, the most first"), lambda sheet: (sheet.points is None, -(sheet.points or 0))),
    "periods": (
        _("periods met, the fewest first"),
        lambda sheet: _share(sheet.figures.periods_met, sheet.figures.periods_owed),
    ),
    "total": (
        _("total, the least first"),
        lambda sheet: _share(sheet.figures.total_published, sheet.figures.total_owed),
    ),
    "days": (
        _("days to publication, the most first"),
        lambda sheet: -(sheet.figures.median_days if sheet.figures.median_days is not None else -1),
    ),
    "returns": (_("returned, the most first"), lambda sheet: -sheet.figures.returns),
}
PLACES = {
    "": (_("all"), lambda sheet: True),
    "graded": (_("graded"), lambda sheet: sheet.is_graded),
    "ungraded": (_("not graded"), lambda sheet: not sheet.is_graded),
    "annex": (_("in the annex"), lambda sheet: sheet.is_annex),
    "commented": (_("with a comment"), lambda sheet: bool(sheet.comment)),
}


class TableFilter(forms.Form):
    """Search without diacritics, one kind, a place, an order. A choice that is none asks nothing."""

    q = forms.CharField(label=_("Name of the unit"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    place = forms.ChoiceField(
        label=_("Show"), required=False, choices=[(key, label) for key, (label, _keep) in PLACES.items()]
    )
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(key, label) for key, (label, _key) in SORTS.items()]
    )

    def __init__(self, data: Any, kinds: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]

    def narrow(self, sheets: list[Sheet]) -> list[Sheet]:
        """Those of ``sheets`` that are asked for, in the order asked for."""
        self.is_valid()
        chosen = self.cleaned_data
        wanted = fold(chosen.get("q") or "").split()
        _label, keep = PLACES[chosen.get("place") or ""]
        _label, order = SORTS[chosen.get("sort") or "name"]
        found = [
            sheet
            for sheet in sheets
            if keep(sheet)
            and (not chosen.get("kind") or sheet.kind == chosen["kind"])
            and all(word in fold(sheet.name) for word in wanted)
        ]
        return sorted(found, key=lambda sheet: (order(sheet), fold(sheet.name), sheet.unit))
