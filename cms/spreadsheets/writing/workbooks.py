"""Tables as a workbook: the same columns, explanations and drop-downs for templates and exports."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cms.audit.cells import neutral
from cms.spreadsheets.reading.files import GUIDE
from cms.spreadsheets.spelling import escape
from cms.spreadsheets.tables import Column, Table

from .choices import Lists
from .guide import guide_lines
from .rows import Cells

LISTS = "Danh mục"
TEXT_FORMAT = "@"
DAY_FORMAT = "dd/mm/yyyy"
# Rows for which the template offers its lists.
_OFFERED_ROWS = 20_000
_HEADING = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="1F4E79")}
_NEEDED = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="9C1C1C")}
_EXAMPLE = {"font": Font(italic=True, color="808080"), "fill": PatternFill("solid", fgColor="F2F2F2")}


def workbook(
    tables: Mapping[Table, Iterable[Cells]], choices: Lists, rules: Sequence[str], *, with_examples: bool
) -> bytes:
    """A workbook with a sheet for each table, one of explanations (``rules`` first) and a hidden one of lists.

    Text that reads like a formula is neutralised, and every text is a text to the program.
    """
    book = Workbook()
    book.remove(book.active)
    _write_guide(book.create_sheet(GUIDE), tables, rules)
    for table, rows in tables.items():
        _write_table(book.create_sheet(table.title), table, rows, choices, with_examples)
    _write_lists(book.create_sheet(LISTS), choices)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: str | int | dt.date | None, **style: Any) -> Any:
    if isinstance(value, str):
        value = escape(str(neutral(value)))
    cell = WriteOnlyCell(sheet, value=value or None if isinstance(value, str) else value)
    if isinstance(value, str) and value:
        # Else "=…" would be a formula and "#N/A" an error.
        cell.data_type = "s"
    for name, part in style.items():
        setattr(cell, name, part)
    return cell


def _write_guide(sheet: Any, tables: Iterable[Table], rules: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 110
    for line, is_title in guide_lines(tables, rules):
        sheet.append([_cell(sheet, line, font=Font(bold=is_title), alignment=Alignment(wrap_text=True))])


def _write_table(sheet: Any, table: Table, rows: Iterable[Cells], choices: Lists, with_examples: bool) -> None:
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.number_format = _format(column)
        if column.choices:
            sheet.add_data_validation(_drop_down(column, get_column_letter(number), choices))
    sheet.append([_heading(sheet, column) for column in table.columns])
    if with_examples:
        sheet.append([_cell(sheet, column.example, **_EXAMPLE, number_format=TEXT_FORMAT) for column in table.columns])
    for row in rows:
        sheet.append(
            [
                _cell(sheet, value, number_format=_format(column))
                for value, column in zip(row, table.columns, strict=True)
            ]
        )


def _format(column: Column) -> str:
    if column.is_day:
        return DAY_FORMAT
    return TEXT_FORMAT if column.as_text else "General"


def _heading(sheet: Any, column: Column) -> Any:
    cell = _cell(sheet, column.heading, **(_NEEDED if column.needed else _HEADING))
    cell.comment = Comment(str(column.hint), "", width=320, height=110)
    return cell


def _drop_down(column: Column, letter: str, choices: Lists) -> DataValidation:
    """The list of a column; in an open one other texts are welcome."""
    index = choices.NAMES.index(column.choices) + 1
    last = max(len(choices.named(column.choices)), 1)
    source = f"'{LISTS}'!${get_column_letter(index)}$1:${get_column_letter(index)}${last}"
    is_closed = column.choices not in choices.OPEN
    drop_down = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=is_closed)
    drop_down.prompt = str(column.hint)[:250]
    drop_down.add(f"{letter}2:{letter}{_OFFERED_ROWS}")
    return drop_down


def _write_lists(sheet: Any, choices: Lists) -> None:
    sheet.sheet_state = "hidden"
    lists = [choices.named(name) for name in choices.NAMES]
    for number in range(max(len(values) for values in lists)):
        values = [values[number] if number < len(values) else "" for values in lists]
        sheet.append([_cell(sheet, value, number_format=TEXT_FORMAT) for value in values])
