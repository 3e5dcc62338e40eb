"""The internal annex: units without items in the quarter. It shames nobody: readers never meet it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict

from cms.notices.facts.listed import listed
from cms.units.days import uncovered
from cms.units.models import PublicationUnit, UnitKind, UnitVersion
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.notices.quarters import Quarter


class UnitWithoutItems(TypedDict):
    """A unit as it was called on the quarter's first day."""

    name: str
    kind: str
    parent: str


def units_without_items(quarter: Quarter, channels: Collection[str], day: dt.date) -> list[UnitWithoutItems]:
    """The units that lived through the whole of the quarter, as far as it has passed by ``day``, without an item.

    The board, which owes nothing, is left out. Sorted by kind and name, with a constant number of queries.
    """
    end = min(quarter.end, day + dt.timedelta(days=1))
    with_items = set(_units_with_items(quarter, channels))
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    rows = UnitVersion.objects.from_day(quarter.first).filter(valid_from__lt=quarter.end).select_related("kind")
    for version in rows:
        versions[version.unit_id].append(version)
    found = [
        held[0]
        for unit, held in versions.items()
        if unit not in with_items and not uncovered(quarter.first, end, list(held))
    ]
    found = [version for version in found if version.kind.code != UnitKind.BOARD]
    found.sort(key=lambda version: (version.kind.order, version.kind.name, fold(version.name), version.name))
    names = _names(quarter, {version.parent_id for version in found if version.parent_id})
    return [
        {"name": version.name, "kind": version.kind.name, "parent": names.get(version.parent_id or 0, "")}
        for version in found
    ]


def _units_with_items(quarter: Quarter, channels: Collection[str]) -> list[int]:
    listed_now = listed(quarter, channels).order_by()
    rows = PublicationUnit.objects.holding().filter(publication__in=listed_now)
    return list(rows.values_list("unit", flat=True).distinct())


def _names(quarter: Quarter, units: set[int]) -> dict[int, str]:
    """The names of units on the quarter's first day."""
    versions = UnitVersion.objects.on(quarter.first).filter(unit__in=units)
    return dict(versions.values_list("unit", "name"))
