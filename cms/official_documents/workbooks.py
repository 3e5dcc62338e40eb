"""Tables as a workbook for Excel, written row by row: however many rows there are, the memory stays the same."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from django.http import FileResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from cms.audit.cells import neutral, writable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | Decimal | bool | dt.date | dt.datetime | None

# Limits of Excel: letters in a cell, letters in the name of a sheet, and those that a name may not have.
MOST_LETTERS = 32_767
_MOST_IN_TITLE = 31
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
# How a workbook writes characters that XML cannot hold; a text that reads so by itself has to be told apart.
_READS_AS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BROADEST, _NARROWEST = 60, 8
_LINE = Border(bottom=Side("thin"))
_HEADING = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="E7E6E6"),
    "border": _LINE,
    "alignment": Alignment(horizontal="center", vertical="center", wrap_text=True),
}
_TOP = Alignment(vertical="top", wrap_text=True)
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook. ``rows`` is read once, while the file is written; ``widths`` are counted in letters.

    Numbers stay numbers, days stay days, moments (UTC) become local ones, everything else is text. ``above`` are lines
    over the headings that say what the table shows, on which day, by which rule.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float] | None = None
    above: Sequence[str] = ()


def workbook_file(sheets: Iterable[Sheet]) -> IO[bytes]:
    """The sheets as a workbook in a temporary file at its beginning, which vanishes when it is closed.

    Headings stay in sight and can be filtered. Text that a program could take for a formula is neutralised. Raises
    ``ValueError`` if there is no sheet, a sheet has no headings, or a row has more cells than there are headings.
    """
    workbook = Workbook(write_only=True)
    titles: set[str] = set()
    for sheet in sheets:
        _write(workbook.create_sheet(_title(sheet.title, titles)), sheet)
    if not titles:
        raise ValueError("A workbook has at least one sheet.")
    file = tempfile.TemporaryFile()  # noqa: SIM115
    workbook.save(file)
    file.seek(0)
    return file


def xlsx_response(name: str, sheets: Iterable[Sheet]) -> FileResponse:
    """A workbook as a download named ``name`` (with ``.xlsx``), sent piece by piece and kept by no cache."""
    response = FileResponse(workbook_file(sheets), as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _write(page: Any, sheet: Sheet) -> None:
    if not sheet.headings:
        raise ValueError("A sheet has at least one column.")
    widths = sheet.widths or [min(max(len(heading) + 4, _NARROWEST), _BROADEST) for heading in sheet.headings]
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    first = len(sheet.above) + 1
    page.freeze_panes = f"A{first + 1}"
    page.print_title_rows = f"{first}:{first}"
    page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight = 9, 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for line in sheet.above:
        page.append([_cell(page, line)])
    page.append([_cell(page, heading, **_HEADING) for heading in sheet.headings])
    last = first
    try:
        for row in _checked(sheet):
            page.append([_cell(page, value, alignment=_TOP) for value in row])
            last += 1
    except BaseException:
        # Else the half-written sheet complains when it is thrown away.
        page.close()
        raise
    page.auto_filter.ref = f"A{first}:{get_column_letter(len(sheet.headings))}{last}"


def _checked(sheet: Sheet) -> Iterator[Sequence[Value]]:
    for row in sheet.rows:
        if len(row) > len(sheet.headings):
            raise ValueError(f"A row of {len(row)} cells stands below {len(sheet.headings)} headings.")
        yield row


def _cell(page: Any, value: Value, **style: Any) -> Any:
    if isinstance(value, dt.datetime):
        moment = timezone.make_naive(value) if timezone.is_aware(value) else value
        return _styled(WriteOnlyCell(page, moment), number_format=_MOMENT, **style)
    if isinstance(value, dt.date):
        return _styled(WriteOnlyCell(page, value), number_format=_DAY, **style)
    if value is None or isinstance(value, int | float | Decimal):
        return _styled(WriteOnlyCell(page, value), **style)
    cell = _styled(WriteOnlyCell(page, _text(str(value))), **style)
    cell.data_type = "s"
    return cell


def _styled(cell: Any, **style: Any) -> Any:
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def _text(text: str) -> str:
    kept = writable(str(neutral(text)))[:MOST_LETTERS]
    return _READS_AS_ESCAPE.sub("_x005F_", kept)


def _title(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts, unlike the others in the workbook whatever their capitals."""
    base = _NOT_IN_TITLE.sub("-", writable(wanted)).strip("' ") or "1"
    title, number = base[:_MOST_IN_TITLE], 1
    while title.lower() in taken:
        number += 1
        mark = f" ({number})"
        title = base[: _MOST_IN_TITLE - len(mark)] + mark
    taken.add(title.lower())
    return title
