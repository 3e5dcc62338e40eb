"""Cells and rows as a file has them, before anybody asks what they mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, auto

from cms.audit.cells import plain
from cms.spreadsheets.spelling import tidy

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


class CellState(Enum):
    """Whether a cell has a value that can be read."""

    VALUE = auto()
    FORMULA = auto()
    ERROR = auto()
    MERGED = auto()


@dataclass(frozen=True)
class Cell:
    """A cell: its value as the file has it, and whether it can be read at all."""

    value: Value = None
    state: CellState = CellState.VALUE

    @property
    def raw(self) -> str:
        """The text in the cell, as typed, without the apostrophe that exports put before formulas."""
        return str(plain(self.value)) if isinstance(self.value, str) else ""

    @property
    def text(self) -> str:
        """The value as one tidy line of text; a whole number without ".0"."""
        if isinstance(self.value, str):
            return tidy(self.raw)
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, dt.datetime | dt.date):
            return self.value.strftime("%d/%m/%Y")
        return "" if self.value is None else str(self.value)

    @property
    def is_empty(self) -> bool:
        return self.state is CellState.VALUE and not self.text


EMPTY = Cell()


@dataclass(frozen=True)
class Row:
    """A row with its number as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty or cell.state is CellState.MERGED for cell in self.cells)

    def cell(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else EMPTY


@dataclass
class RawSheet:
    """A sheet of a workbook, or a whole delimited file: its title and rows that hold something."""

    title: str
    rows: list[Row] = field(default_factory=list)
    # Ranges of merged cells, as the program names them ("A3:B4"), by the row in which they begin.
    merged: list[tuple[int, str]] = field(default_factory=list)
