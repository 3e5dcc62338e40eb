"""Workbooks (.xlsx), read row by row, so that a sheet with a million formatted rows takes no memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from cms.spreadsheets.spelling import unescape

from .cells import Cell, CellState, RawSheet, Row

MAX_UNPACKED = 60 * 1024 * 1024
MAX_COLUMNS = 40
MAX_ROWS = 20_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z0-9:]+)\"")


def read_workbook(content: bytes) -> list[RawSheet]:
    """The visible sheets of a workbook.

    Raises ValidationError if it cannot be opened, unpacks to too much, or has too many rows.
    """
    _guard_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return [_read_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except ValidationError:
        raise
    except Exception as error:
        # openpyxl raises whatever a damaged part happens to cause.
        raise _unreadable() from error


def _guard_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
    except zipfile.BadZipFile:
        raise _unreadable() from None
    if any(info.flag_bits & 1 for info in infos):
        raise ValidationError(_("The file has a password: save it without one."))
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise ValidationError(_("The file is too big: copy the rows into a new template."))


def _unreadable() -> ValidationError:
    return ValidationError(_("The file cannot be read as an Excel workbook (.xlsx). Save it again as .xlsx."))


def _read_sheet(sheet: Any) -> RawSheet:
    merged = _merged_ranges(sheet)
    covered = _covered(merged)
    result = RawSheet(sheet.title, merged=[(range_boundaries(found)[1], found) for found in merged])
    for row in _rows(sheet, covered):
        if row.is_empty:
            continue
        if len(result.rows) >= MAX_ROWS:
            raise ValidationError(
                _("Sheet “%(sheet)s” has more than %(count)d rows: split the file.")
                % {"sheet": sheet.title, "count": MAX_ROWS}
            )
        result.rows.append(row)
    return result


def _rows(sheet: Any, covered: set[tuple[int, int]]) -> Iterator[Row]:
    # A file made by another program may name a wrong size of the sheet; without it all rows are read.
    sheet.reset_dimensions()
    gap: tuple[Any, ...] | None = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        # Rows that the file does not have all come as one and the same tuple, up to a million of them.
        if cells is gap:
            continue
        if all(cell.value is None for cell in cells):
            gap = cells
            continue
        row = tuple(
            Cell(state=CellState.MERGED) if (number, column) in covered else _read_cell(cell)
            for column, cell in enumerate(cells, start=1)
        )
        yield Row(number, row)


def _read_cell(cell: Any) -> Cell:
    if cell.data_type == "f":
        return Cell(str(cell.value), CellState.FORMULA)
    if cell.data_type == "e":
        return Cell(str(cell.value), CellState.ERROR)
    return Cell(unescape(cell.value) if isinstance(cell.value, str) else cell.value)


def _merged_ranges(sheet: Any) -> list[str]:
    # The reader that saves memory leaves merged cells out, so the sheet's own part is asked.
    with sheet._get_source() as source:
        return [found.decode() for found in _MERGED.findall(source.read())]


def _covered(ranges: list[str]) -> set[tuple[int, int]]:
    """Row and column of every cell that lies below another one's value."""
    covered: set[tuple[int, int]] = set()
    for name in ranges:
        left, top, right, bottom = range_boundaries(name)
        rows = range(top, min(bottom, top + MAX_ROWS) + 1)
        covered |= {(row, column) for row in rows for column in range(left, min(right, MAX_COLUMNS) + 1)}
        covered.discard((top, left))
    return covered
