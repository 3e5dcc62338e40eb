"""Years whose result is frozen: what a floor above has closed, for the screens of quotas to tell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class FrozenResult:
    """A unit's result of a year that was closed: the year's local days, in words by which paper, and where it stands.

    ``end`` is the first day after the year; ``points`` is written as people read it, empty if none were given.
    """

    first: dt.date
    end: dt.date
    label: str
    sentence: str
    url: str
    points: str = ""


# Gets keys of units; gives each result with the key of its unit. A constant number of queries.
FrozenSource = Callable[[Collection[int]], Iterable[tuple[int, FrozenResult]]]

_sources: list[FrozenSource] = []


def frozen_source(source: FrozenSource) -> FrozenSource:
    """Register the decorated function as one that knows of closed years. Safe to run again."""
    if source not in _sources:
        _sources.append(source)
    return source


def frozen_results(units: Collection[int]) -> dict[int, list[FrozenResult]]:
    """The closed years of each of the units that has any, the latest first; a constant number of queries."""
    found: dict[int, list[FrozenResult]] = defaultdict(list)
    for source in _sources:
        for unit, result in source(units):
            found[unit].append(result)
    return {unit: sorted(results, key=lambda result: result.first, reverse=True) for unit, results in found.items()}
