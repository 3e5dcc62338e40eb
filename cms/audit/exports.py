"""The trail as a table for Excel, written batch by batch."""

from __future__ import annotations

import csv
import itertools
import tempfile
from typing import IO, TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from cms.audit.cells import neutral, writable
from cms.audit.lines import Key, Line, lines_for
from cms.audit.sentences import action_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AbstractBaseUser

# Entries read from the database at a time.
BATCH = 500
_BYTE_ORDER_MARK = "\ufeff"
HEADINGS = [_("Time"), _("Person"), _("Short name"), _("Action"), _("What was done"), _("More"), _("Kind"), _("Object")]


def rows_for(reader: AbstractBaseUser, keys: list[Key]) -> Iterator[list[str]]:
    """The table: headings, then a row for each entry as ``reader`` may read it. Times are local."""
    yield [str(heading) for heading in HEADINGS]
    remaining = iter(keys)
    while batch := list(itertools.islice(remaining, BATCH)):
        for line in lines_for(reader, batch):
            yield [str(neutral(cell)) for cell in _cells(line)]


def _cells(line: Line) -> list[str]:
    moment = timezone.localtime(line.moment).strftime("%d/%m/%Y %H:%M:%S")
    user = line.entry.user
    name = user.get_username() if user else ""
    action = action_label(line.entry.action)
    return [moment, line.person, name, action, line.what, line.remark, line.type_label, line.thing]


class _Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterator[list[str]]) -> Iterator[str]:
    """``rows`` as lines of a CSV file; the mark at its beginning tells Excel that it is UTF-8."""
    yield _BYTE_ORDER_MARK
    writer = csv.writer(_Echo())
    yield from (writer.writerow(row) for row in rows)


def xlsx_file(rows: Iterator[list[str]]) -> IO[bytes]:
    """``rows`` as a workbook in a temporary file, which vanishes when it is closed. Every cell is text.

    Characters that no workbook can hold are left out.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows:
        cells = [WriteOnlyCell(sheet, writable(value)) for value in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = tempfile.TemporaryFile()  # noqa: SIM115
    workbook.save(file)
    file.seek(0)
    return file
