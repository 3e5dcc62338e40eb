"""Which unit carried on the work of which, for hints: all mergers and divisions, read at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from cms.units.models import SuccessionKind, SuccessionUnit

_HANDED_ON = (SuccessionKind.MERGER, SuccessionKind.DIVISION)
_Side = SuccessionUnit.Side


class Descent:
    """The mergers and divisions that hold, by the units on their sides; read when first asked, in one query."""

    def __init__(self) -> None:
        self._after: dict[int, list[tuple[dt.date, set[int]]]] | None = None

    def heirs(self, unit: int, day: dt.date | None = None) -> set[int]:
        """The units to which the work of a unit came, directly or not, up to a local day (or at all)."""
        found: set[int] = set()
        reached = {unit}
        while reached:
            reached = {heir for one in reached for heir in self._next(one, day)} - found - {unit}
            found |= reached
        return found

    def origins(self, unit: int) -> set[int]:
        """The units out of which a unit came, directly."""
        return {
            origin for origin, steps in self._steps.items() for _day, heirs in steps if unit in heirs and origin != unit
        }

    def _next(self, unit: int, day: dt.date | None) -> Iterator[int]:
        for on, heirs in self._steps.get(unit, []):
            if day is None or on <= day:
                yield from heirs

    @property
    def _steps(self) -> dict[int, list[tuple[dt.date, set[int]]]]:
        if self._after is None:
            self._after = _read()
        return self._after


def _read() -> dict[int, list[tuple[dt.date, set[int]]]]:
    rows = SuccessionUnit.objects.filter(succession__kind__in=_HANDED_ON, succession__undoing__isnull=True)
    sides: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    days: dict[int, dt.date] = {}
    for succession, day, unit, side in rows.values_list("succession", "succession__day", "unit", "side"):
        days[succession] = day
        sides[succession][side].add(unit)
    after: dict[int, list[tuple[dt.date, set[int]]]] = defaultdict(list)
    for succession, by_side in sides.items():
        for unit in by_side[_Side.FROM]:
            after[unit].append((days[succession], by_side[_Side.TO] - {unit}))
    return after
