"""Lists of the old portal's items as an office sends them, and what becomes of them."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

from cms.accounts.models import User
from cms.spreadsheets.checking.checked import Checked
from cms.spreadsheets.importing import import_file
from cms.spreadsheets.models import ImportFile, Subject
from cms.spreadsheets.publications.check import check_publications
from cms.spreadsheets.publications.plan import PublicationPlan
from cms.spreadsheets.publications.table import PUBLICATIONS
from cms.spreadsheets.uploads import take_in

HEADINGS = {column.key: column.heading for column in PUBLICATIONS.columns}
USUAL = {
    "units": "CD-A",
    "authors": "Nông Văn An",
    "headline": "Công đoàn trường tặng quà",
    "day": "15/03/2024",
    "address": "",
    "paid": "Có",
}


def row(**cells: Any) -> dict[str, Any]:
    """A row without a mistake but for what is named otherwise."""
    return USUAL | cells


def listed(*rows: dict[str, Any], keys: tuple[str, ...] = tuple(HEADINGS)) -> bytes:
    """A workbook with rows; the first one is in row 2."""
    book = Workbook()
    sheet = book.active
    sheet.title = PUBLICATIONS.title
    sheet.append([HEADINGS[key] for key in keys])
    for cells in rows:
        sheet.append([cells.get(key, "") for key in keys])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def checked(*rows: dict[str, Any], by: User) -> Checked[PublicationPlan]:
    return check_publications("tin-cu.xlsx", listed(*rows), by=by)


def problems(*rows: dict[str, Any], by: User) -> list[tuple[int, str]]:
    """Row and column of every problem."""
    return [(found.row, found.column) for found in checked(*rows, by=by).report.problems]


def said(*rows: dict[str, Any], by: User) -> str:
    """Everything that stops the import, in words."""
    return " | ".join(found.message for found in checked(*rows, by=by).report.problems)


def noted(*rows: dict[str, Any], by: User) -> str:
    """Everything that is to be looked at, in words; nothing stops the import."""
    found = checked(*rows, by=by)
    assert found.report.problems == []
    return " | ".join(note.message for note in found.report.notes)


def imported(*rows: dict[str, Any], by: User, name: str = "tin-cu.xlsx") -> ImportFile:
    """Check and import a list; raises what the import raises."""
    file = take_in(name, listed(*rows), by=by, subject=Subject.PUBLICATIONS)
    assert not file.report.problems, file.report.problems[:5]
    for _progress in import_file(file, digest=file.digest, by=by):
        pass
    file.refresh_from_db()
    return file
