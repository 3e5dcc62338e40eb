"""Web addresses in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.spreadsheets import values
from cms.units.imported_publications import clean_address

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

_read_text = values.text(1000)


def web_address(cell: Cell) -> str | None:
    """A whole address of the web, with its scheme."""
    typed = _read_text(cell)
    return clean_address(typed) if typed else None
