"""Rows of a table with what their cells mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.problems import Report
from cms.spreadsheets.spelling import looks_broken, word_key
from cms.spreadsheets.tables import EXAMPLE, Column, Table

from .cells import Cell, CellState, RawSheet, Row
from .headings import Headings, find_headings


@dataclass
class Entry:
    """A row of a table: values by column, and the columns of which a problem was reported already.

    What is asked of a bad column has no answer, and must not be reported a second time.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)

    def __getitem__(self, key: str) -> Any:
        """The value in a column; None if it is empty or bad."""
        return self.values.get(key)

    def is_bad(self, *keys: str) -> bool:
        return any(key in self.bad for key in keys)


@dataclass
class TableSheet:
    """What a file has for a table. ``is_whole``: its headings could be read: what is not there is not in the file."""

    table: Table
    title: str
    entries: list[Entry] = field(default_factory=list)
    is_whole: bool = True


def read_table(sheet: RawSheet, table: Table, report: Report) -> TableSheet:
    """The entries of a table in a sheet; every problem of headings and single cells goes into ``report``."""
    result = TableSheet(table, sheet.title)
    if not sheet.rows:
        report.note(sheet.title, 0, "", _("The sheet is empty; it is left out."))
        return result
    headings = find_headings(sheet, table)
    if headings is None:
        wanted = ", ".join(column.heading for column in table.columns)
        report.add(
            sheet.title, sheet.rows[0].number, "", _("The headings are missing. Needed: %(names)s.") % {"names": wanted}
        )
        result.is_whole = False
        return result
    _report_headings(sheet.title, table, headings, report)
    result.is_whole = not headings.missing
    _report_merged(sheet, headings, report)
    for row in sheet.rows:
        if row.number > headings.row.number and not _is_example(row):
            entry = _read_entry(row, table, headings, sheet.title, report)
            if entry.values or entry.bad - set(headings.missing):
                result.entries.append(entry)
    return result


def _report_headings(title: str, table: Table, headings: Headings, report: Report) -> None:
    number = headings.row.number
    for text, key in headings.misspelt.items():
        meant = table.column(key).heading
        report.add(title, number, text, _("The heading is misspelt: “%(heading)s” is meant.") % {"heading": meant})
    for text in headings.repeated:
        report.add(title, number, text, _("This heading stands twice: keep one column."))
    for key in headings.missing:
        report.add(title, number, table.column(key).heading, _("This column is missing: add it, with this heading."))
    for text in headings.unknown:
        report.note(title, number, text, _("This column is not part of the table; it is left out."))


def _report_merged(sheet: RawSheet, headings: Headings, report: Report) -> None:
    for row, name in sheet.merged:
        if row > headings.row.number:
            message = _("The cells %(range)s are merged: undo that, and give every row its own value.")
            report.add(sheet.title, row, name, message % {"range": name})


def _is_example(row: Row) -> bool:
    first = next((cell for cell in row.cells if not cell.is_empty), None)
    return first is not None and word_key(first.text).startswith(word_key(EXAMPLE)) and ":" in first.text


def _read_entry(row: Row, table: Table, headings: Headings, title: str, report: Report) -> Entry:
    entry = Entry(row.number, bad=set(headings.missing))
    for column in table.columns:
        if column.key not in headings.columns:
            continue
        cell = row.cell(headings.columns[column.key])
        entry.texts[column.key] = cell.text
        try:
            value = _read_cell(cell, column)
        except ValidationError as refusal:
            entry.bad.add(column.key)
            if cell.state is not CellState.MERGED:
                report.add(title, row.number, column.heading, refusal.messages[0])
            continue
        if value is not None:
            entry.values[column.key] = value
            if isinstance(value, str) and looks_broken(value):
                report.note(
                    title, row.number, column.heading, _("These letters look broken, as from an old font or encoding.")
                )
    return entry


def _read_cell(cell: Cell, column: Column) -> Any:
    if cell.state is CellState.FORMULA:
        raise ValidationError(_("There is a formula in this cell: put its value in (copy, “Paste values”)."))
    if cell.state is CellState.ERROR:
        raise ValidationError(
            _("The program shows an error in this cell (%(text)s): type the value.") % {"text": cell.text}
        )
    if cell.state is CellState.MERGED:
        raise ValidationError("")
    return column.read(cell)
