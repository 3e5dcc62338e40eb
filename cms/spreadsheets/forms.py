"""What an administrator chooses on the screens of import and export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.spreadsheets.reading.files import MAX_BYTES
from cms.spreadsheets.tables import TABLES, Table, table_named
from cms.units.days import today


class UploadForm(forms.Form):
    """A file to be checked."""

    file = forms.FileField(
        label=_("File (.xlsx or .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(size)d MB."), params={"size": MAX_BYTES // 1024 // 1024}
            )
        return file


class ExportForm(forms.Form):
    """Which tables, of which day, as what kind of file."""

    XLSX, CSV = "xlsx", "csv"

    tables = forms.MultipleChoiceField(
        label=_("Tables"),
        choices=[(table.key, table.title) for table in TABLES],
        initial=[table.key for table in TABLES],
        widget=forms.CheckboxSelectMultiple,
    )
    on = forms.DateField(
        label=_("Units and roles as of"),
        initial=today,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "31/12/2025"}),
    )
    form = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[(XLSX, _("Excel (.xlsx)")), (CSV, _("Text (.csv), one table only"))],
        initial=XLSX,
        widget=forms.RadioSelect,
    )
    with_contacts = forms.BooleanField(
        label=_("With people's telephone numbers and e-mail addresses (this is written down)"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("form") == self.CSV and len(cleaned.get("tables", [])) > 1:
            self.add_error("tables", _("A .csv file holds one table: choose one, or take Excel."))
        return cleaned

    def chosen_tables(self) -> list[Table]:
        return [table_named(key) for key in self.cleaned_data["tables"]]
