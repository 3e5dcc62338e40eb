"""The small picture of a unit's year: twelve months, grouped into the periods in which it owes items.

A unit whose kind or rule changes within the year may owe periods of two kinds: each kind has a lane of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.quotas.periods import Period, PeriodKind, period_of

if TYPE_CHECKING:
    from cms.quotas.figures import Cell, Standing

_ORDER = list(PeriodKind)


@dataclass(frozen=True)
class Month:
    """A month of the year and how many items are counted in it."""

    period: Period
    published: int


@dataclass(frozen=True)
class Slot:
    """A stretch of months in a lane: a period that is owed, the weeks of a month, or a period that is not owed.

    ``cells`` is empty where nothing is owed. ``goes_on`` is whether the period ends after the year's last month.
    """

    months: tuple[Month, ...]
    cells: tuple[Cell, ...]
    period: Period
    goes_on: bool = False

    @property
    def width(self) -> int:
        """How many months it spans."""
        return len(self.months)

    @property
    def published(self) -> int:
        """The items counted in its months."""
        return sum(month.published for month in self.months)


@dataclass(frozen=True)
class Lane:
    """The year seen by periods of one kind, in slots that cover its twelve months."""

    kind: PeriodKind
    slots: tuple[Slot, ...]


def lanes_of(standing: Standing) -> list[Lane]:
    """The lanes of a unit's year, those of the longest periods first; one of months if nothing is owed.

    The year begins with a month.
    """
    months = tuple(
        Month(period_of(PeriodKind.MONTH, first), published)
        for first, published in zip(standing.year.months, standing.by_month, strict=True)
    )
    kinds = {cell.period.kind for cell in standing.cells} or {PeriodKind.MONTH}
    ordered = sorted(kinds, key=_ORDER.index, reverse=True)
    return [Lane(kind, tuple(_slots(kind, months, standing.cells))) for kind in ordered]


def _slots(kind: PeriodKind, months: tuple[Month, ...], cells: tuple[Cell, ...]) -> list[Slot]:
    of_kind = [cell for cell in cells if cell.period.kind == kind]
    slots: list[Slot] = []
    at = 0
    while at < len(months):
        slot = _slot(kind, months[at:], of_kind)
        slots.append(slot)
        at += slot.width
    return slots


def _slot(kind: PeriodKind, months: tuple[Month, ...], cells: list[Cell]) -> Slot:
    """The slot with which ``months`` begin."""
    month = months[0].period
    if kind is PeriodKind.WEEK:
        begun = tuple(cell for cell in cells if cell.period.first in month)
        return Slot(months[:1], begun, month)
    period = period_of(kind, month.first)
    if period.first != month.first:
        # What is left of a period that belongs to the year before.
        return Slot(months[:1], (), month)
    found = tuple(cell for cell in cells if cell.period == period)
    return Slot(months[: kind.months], found, period, goes_on=kind.months > len(months))
