"""What of the table is asked for: of which year and day, and which units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.quotas.asked import DAY_PARAMETER, EARLIEST_DAY, MONTH_PARAMETER, YEAR_PARAMETER, asked_of
from cms.units.days import today
from cms.vietnamese.text import fold, nfc

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.quotas.asked import Asked
    from cms.quotas.board.rows import Row

PROVINCE = "tinh"
_MONTHS = [(number, f"01/{number:02d}") for number in range(1, 13)]


class TableFilter(forms.Form):
    """The filters of the table; one that was mistyped is marked, and asks nothing."""

    q = forms.CharField(label=_("Name or code of the unit"), required=False, max_length=200)
    loai = forms.ChoiceField(label=_("Kind"), required=False)
    tren = forms.ChoiceField(label=_("Parent unit"), required=False)
    nam = forms.IntegerField(label=_("Year"), required=False, min_value=EARLIEST_DAY.year)
    tu = forms.ChoiceField(label=_("The year begins on"), choices=_MONTHS, required=False)
    ngay = forms.DateField(label=_("As of the day"), required=False)
    cham = forms.BooleanField(label=_("Only units that are behind"), required=False)
    cu = forms.BooleanField(label=_("Also units that do not exist on that day"), required=False)

    def __init__(self, request: HttpRequest, rows: list[Row]) -> None:
        self.asked: Asked = asked_of(request)
        typed = request.GET.copy()
        typed.setdefault(YEAR_PARAMETER, str(self.asked.year.first.year))
        typed.setdefault(MONTH_PARAMETER, str(self.asked.year.first.month))
        typed.setdefault(DAY_PARAMETER, f"{self.asked.day:%d/%m/%Y}")
        super().__init__(typed)
        self._offer("loai", {str(row.entry.kind_id): row.entry.kind for row in rows})
        parents = {str(row.entry.parent_id): row.entry.parent for row in rows if row.entry.parent_id}
        self._offer("tren", parents, {PROVINCE: _t("directly under the province")})

    def _offer(self, name: str, choices: dict[str, str], before: dict[str, str] | None = None) -> None:
        offered = sorted(choices.items(), key=lambda choice: fold(choice[1]))
        field: Any = self.fields[name]
        field.choices = [("", _t("All")), *(before or {}).items(), *offered]

    def clean_q(self) -> str:
        return nfc(self.cleaned_data["q"]).strip()

    def clean_ngay(self) -> dt.date | None:
        day = self.cleaned_data["ngay"]
        if day and day > today():
            raise ValidationError(_t("This day has not come yet; the table tells of today."))
        if day and day < EARLIEST_DAY:
            raise ValidationError(_t("There is no record of so early a day; the table tells of today."))
        return day

    def clean_nam(self) -> int | None:
        year = self.cleaned_data["nam"]
        if year and year > today().year + 1:
            raise ValidationError(_t("This year has not come yet."))
        return year

    def narrow(self, rows: list[Row]) -> list[Row]:
        """Those of ``rows`` that are asked for."""
        self.is_valid()
        return [row for row in rows if self._is_asked_for(row)]

    def _is_asked_for(self, row: Row) -> bool:
        chosen, entry = self.cleaned_data, row.entry
        parent = chosen.get("tren")
        return (
            (entry.lives or bool(chosen.get("cu")))
            and (bool(row.missed) or not chosen.get("cham"))
            and (not chosen.get("loai") or str(entry.kind_id) == chosen["loai"])
            and (not parent or parent == (str(entry.parent_id) if entry.parent_id else PROVINCE))
            and entry.has(chosen.get("q") or "")
        )
