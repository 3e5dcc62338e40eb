"""The rows of the board's table: every unit with its standing, in the order that is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cms.quotas.board.register import Entry, entries_on
from cms.quotas.explaining import kept
from cms.quotas.figures import CellState, Standing, standings
from cms.quotas.picture import Lane, lanes_of
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cms.quotas.asked import Asked


@dataclass(frozen=True)
class Row:
    """A unit in the table."""

    entry: Entry
    standing: Standing

    @cached_property
    def missed(self) -> int:
        """How many owed periods went by without what was owed."""
        return sum(cell.state is CellState.MISSED for cell in self.standing.cells)

    @cached_property
    def missing(self) -> int:
        """How many items were wanting in the periods that went by."""
        return sum(cell.missing for cell in self.standing.cells if cell.state is CellState.MISSED)

    @cached_property
    def kept(self) -> int:
        """How many owed periods that are over have what was owed."""
        return kept(self.standing)

    @property
    def timeliness(self) -> float | None:
        """The part of the periods gone by that were met, from 0 to 1; None if none has gone by."""
        over = self.standing.periods_over
        return self.kept / over if over else None

    @property
    def owes(self) -> bool:
        """Whether the unit owes a number of items in the year."""
        return bool(self.standing.cells or self.standing.total_owed)

    @property
    def lanes(self) -> list[Lane]:
        """The picture of the unit's year."""
        return lanes_of(self.standing)


class Order:
    """By what the table is sorted; a minus before the name turns it round."""

    GROUPED, NAME, MISSING, TOTAL, TIMELINESS = "", "ten", "thieu", "tong", "dung-han"


def rows_of(asked: Asked) -> list[Row]:
    """Every unit that lived in the year or published in it, by name; a constant number of queries."""
    entries = entries_on(asked.shown_day)
    found = [
        Row(entries[unit], standing) for unit, standing in standings(asked.year, asked.day).items() if unit in entries
    ]
    return sorted(found, key=_by_name)


def ordered(rows: Iterable[Row], order: str) -> list[Row]:
    """``rows`` in an order of ``Order``: if none is named by parent, those that are behind first."""
    name = order.removeprefix("-")
    if name not in _KEYS:
        return _grouped(rows)
    return sorted(sorted(rows, key=_by_name), key=_KEYS[name], reverse=order.startswith("-"))


def _by_name(row: Row) -> tuple:
    return fold(row.entry.name), row.entry.unit_id


def _by_timeliness(row: Row) -> float:
    # Whoever owed nothing yet is late in nothing.
    return 2.0 if row.timeliness is None else row.timeliness


_KEYS: dict[str, Callable[[Row], Any]] = {
    Order.NAME: _by_name,
    Order.MISSING: lambda row: row.missing,
    Order.TOTAL: lambda row: row.standing.total_published,
    Order.TIMELINESS: _by_timeliness,
}


def _grouped(rows: Iterable[Row]) -> list[Row]:
    """By parent: the one with most units behind first, within each the unit that is most behind."""
    rows = list(rows)
    behind = Counter(row.entry.parent_id for row in rows if row.missed)

    def place(row: Row) -> tuple:
        parent = (-behind[row.entry.parent_id], fold(row.entry.parent), row.entry.parent_id or 0)
        return *parent, -row.missed, -row.missing, *_by_name(row)

    return sorted(rows, key=place)
