"""Which sheet is which table, and which column is which, by their names as people write them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from cms.spreadsheets.spelling import word_key
from cms.spreadsheets.tables import TABLES, Table

from .cells import RawSheet, Row

# A title or two may stand above the headings.
_SEARCHED_ROWS = 10
_CLOSE = 0.7


@dataclass
class Headings:
    """The row of headings of a table's sheet, and what each of its cells names.

    ``columns``: key of the column to its index. ``misspelt``: index and text to the key that is probably meant; such a
    column is read as what is meant. ``unknown`` and ``repeated``: headings that are not read. ``missing``: keys.
    """

    row: Row
    columns: dict[str, int] = field(default_factory=dict)
    misspelt: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def _names(table: Table) -> dict[str, str]:
    """Every spelling of the table's headings to the column's key; a heading proper wins over another's alias."""
    aliases = {word_key(alias): column.key for column in table.columns for alias in column.aliases}
    return aliases | {word_key(column.heading): column.key for column in table.columns}


def table_of_title(title: str, tables: tuple[Table, ...] = TABLES) -> Table | None:
    """The one of ``tables`` whose sheet bears this title."""
    wanted = word_key(title)
    for table in tables:
        if wanted in {word_key(name) for name in (table.title, *table.aliases)}:
            return table
    return None


def table_of_headings(sheet: RawSheet, tables: tuple[Table, ...] = TABLES) -> Table | None:
    """The one of ``tables`` whose headings stand in the sheet; None if no table's needed ones do."""
    scores = [(_best_row(sheet, table), table) for table in tables]
    found = [(score, table) for (score, row), table in scores if row and score >= 2]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _best_row(sheet: RawSheet, table: Table) -> tuple[float, Row | None]:
    """The row that most looks like the table's headings, and how many it has; needed ones count a little more."""
    names = _names(table)
    proper = {word_key(column.heading): 0.5 if column.needed else 0.1 for column in table.columns}
    best: tuple[float, Row | None] = (0, None)
    for row in sheet.rows[:_SEARCHED_ROWS]:
        keys = {word_key(cell.text) for cell in row.cells}
        score = len({names[key] for key in keys if key in names}) + sum(proper.get(key, 0) for key in keys)
        if score > best[0]:
            best = (score, row)
    return best


def find_headings(sheet: RawSheet, table: Table) -> Headings | None:
    """The headings of a table in a sheet; None if no row looks like them."""
    row = _best_row(sheet, table)[1]
    if row is None:
        return None
    found = Headings(row)
    others: list[tuple[int, str]] = []
    names = _names(table)
    for index, cell in enumerate(row.cells):
        if cell.is_empty:
            continue
        key = names.get(word_key(cell.text))
        if key is None:
            others.append((index, cell.text))
        elif key in found.columns:
            found.repeated.append(cell.text)
        else:
            found.columns[key] = index
    for index, text in others:
        _place_misspelt(found, table, index, text)
    found.missing = [column.key for column in table.columns if column.needed and column.key not in found.columns]
    return found


def _place_misspelt(found: Headings, table: Table, index: int, text: str) -> None:
    absent = {word_key(column.heading): column.key for column in table.columns if column.key not in found.columns}
    close = difflib.get_close_matches(word_key(text), absent, n=1, cutoff=_CLOSE)
    if close:
        found.misspelt[text] = absent[close[0]]
        found.columns[absent[close[0]]] = index
    else:
        found.unknown.append(text)
