"""How a number of days is spread: median and quartiles, from how often each number of days occurs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Spread:
    """Of ``number`` items: the days that a quarter, half, and three quarters of them needed at most.

    Between two items the value is interpolated (as spreadsheets do: QUARTILE.INC); all None if there is no item.
    """

    number: int
    lower: float | None
    median: float | None
    upper: float | None

    @classmethod
    def of(cls, counted: Mapping[int, int]) -> Self:
        """The spread of ``counted``: for each number of days how many items needed so many."""
        number = sum(counted.values())
        if not number:
            return cls(0, None, None, None)
        return cls(number, *(_quantile(counted, number, part) for part in (0.25, 0.5, 0.75)))


def _quantile(counted: Mapping[int, int], number: int, part: float) -> float:
    place = (number - 1) * part
    below = int(place)
    low = _at(counted, below)
    high = _at(counted, min(below + 1, number - 1))
    return low + (high - low) * (place - below)


def _at(counted: Mapping[int, int], place: int) -> int:
    """The value at a place, from 0, if all values stood in a row by size."""
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        if place < passed:
            return value
    raise IndexError(place)
