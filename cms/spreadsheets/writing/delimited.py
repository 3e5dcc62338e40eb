"""Tables as delimited text that Excel opens with Vietnamese letters intact."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from cms.audit.cells import neutral
from cms.spreadsheets.tables import Table

from .rows import Cells

_BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """Gives back each line that is written to it."""

    def write(self, text: str) -> str:
        return text


def delimited_lines(table: Table, rows: Iterable[Cells]) -> Iterator[str]:
    """The headings, then the rows, line by line; text that reads like a formula is neutralised."""
    writer: Any = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow([column.heading for column in table.columns])
    for row in rows:
        yield writer.writerow([neutral(_text(cell)) for cell in row])


def _text(cell: str | int | dt.date | None) -> str:
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)
