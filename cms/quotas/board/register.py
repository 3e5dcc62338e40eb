"""What every unit is called on a day: its name, kind and parent, those of units that are gone as they were last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cms.units.models import UnitVersion
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Entry:
    """A unit as a local day has it; ``lives`` is whether it exists on that day, ``is_to_come`` whether it will.

    ``words`` are its code and its names of all times, without diacritics, to be searched.
    """

    unit_id: int
    code: str
    name: str
    kind_id: int
    kind: str
    parent_id: int | None
    parent: str
    lives: bool
    is_to_come: bool
    words: str

    def has(self, typed: str) -> bool:
        """Whether all the words typed, with or without diacritics, stand in its code or one of its names."""
        return all(word in self.words for word in fold(typed).split())


def entries_on(day: dt.date) -> dict[int, Entry]:
    """Every unit of the register as it is on a local day: one query, however many there are."""
    rows = (
        UnitVersion.objects.standing()
        .select_related("unit", "kind")
        .only("unit__code", "name", "kind__name", "parent", "valid_from", "valid_to", "superseded_at")
        .order_by("unit", "valid_from")
    )
    versions = {unit: list(own) for unit, own in groupby(rows, lambda row: row.unit_id)}
    telling = {unit: _telling(own, day) for unit, own in versions.items()}
    return {
        unit: Entry(
            unit_id=unit,
            code=version.unit.code or "",
            name=version.name,
            kind_id=version.kind_id,
            kind=version.kind.name,
            parent_id=version.parent_id,
            parent=telling[version.parent_id].name if version.parent_id in telling else "",
            lives=version.holds_on(day),
            is_to_come=version.valid_from > day,
            words=fold(" ".join([version.unit.code or "", *(own.name for own in versions[unit])])),
        )
        for unit, version in telling.items()
    }


def _telling(versions: list[UnitVersion], day: dt.date) -> UnitVersion:
    """The version of a day, or the one nearest to it: the last before, or the first of all."""
    return next((version for version in reversed(versions) if version.valid_from <= day), versions[0])
