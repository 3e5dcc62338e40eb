"""The facts of a notice in the shape in which they are frozen.

Nothing personal but by-line, unit and items stands in it: neither contributors nor their telephone numbers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

SHAPE = 1


@dataclass(frozen=True)
class Item:
    """An item as it was first published; ``day`` is the local day, ``key`` its key in the publication record."""

    key: str
    headline: str
    day: str
    address: str
    channel: str
    genre: str
    sections: list[str]
    units: list[str]
    authors: list[str]

    @property
    def date(self) -> dt.date:
        return dt.date.fromisoformat(self.day)

    @property
    def is_joint(self) -> bool:
        """Whether several units took part."""
        return len(self.units) > 1


@dataclass(frozen=True)
class UnitLine:
    """A unit with items, as it was called when the last of them was published; ``items`` are places in the list."""

    unit: int
    name: str
    kind: str
    items: list[int]


@dataclass(frozen=True)
class PersonLine:
    """A name as printed, with the unit that sent the items."""

    name: str
    unit: str
    items: list[int]


@dataclass(frozen=True)
class Totals:
    """Each item, unit and person counted once. ``notice`` names the issued notice from which the figures come."""

    items: int
    units: int
    people: int
    notice: str = ""


@dataclass(frozen=True)
class Change:
    """What is said of an item now, and what was said before: pairs of texts by what they are about."""

    headline: str
    day: str
    what: dict[str, list[str]]

    @property
    def date(self) -> dt.date:
        return dt.date.fromisoformat(self.day)


@dataclass(frozen=True)
class Mended:
    """How an amending notice differs from the one that it amends."""

    reference: str
    address: str
    added: list[Item] = field(default_factory=list)
    removed: list[Item] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Facts:
    """All that a notice says of its quarter."""

    year: int
    quarter: int
    site: str
    channels: list[str]
    items: list[Item]
    units: list[UnitLine]
    people: list[PersonLine]
    totals: Totals
    before: Totals
    by_channel: dict[str, int]
    reposted: int
    mended: Mended | None = None
    shape: int = SHAPE

    @property
    def joint(self) -> int:
        """How many items are joint ones."""
        return sum(item.is_joint for item in self.items)

    def items_of(self, line: UnitLine | PersonLine) -> list[Item]:
        """The items of a unit or person, in order of publication."""
        return [self.items[place] for place in line.items]

    def address_of(self, item: Item) -> str:
        """The whole address of an item, for paper."""
        return f"{self.site}{item.address}" if item.address.startswith("/") else item.address

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def digest(self) -> str:
        """SHA-256 of the facts in one canonical form."""
        plain = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Facts:
        """The facts as they were stored; raises ``ValueError`` for a shape that this program does not know."""
        if stored.get("shape") != SHAPE:
            raise ValueError(f"Facts of the unknown shape {stored.get('shape')!r}.")
        return cls(
            **stored
            | {
                "items": [Item(**row) for row in stored["items"]],
                "units": [UnitLine(**row) for row in stored["units"]],
                "people": [PersonLine(**row) for row in stored["people"]],
                "totals": Totals(**stored["totals"]),
                "before": Totals(**stored["before"]),
                "mended": _mended(stored["mended"]),
            }
        )


def _mended(stored: dict[str, Any] | None) -> Mended | None:
    if stored is None:
        return None
    rows = {
        "added": [Item(**row) for row in stored["added"]],
        "removed": [Item(**row) for row in stored["removed"]],
        "changed": [Change(**row) for row in stored["changed"]],
    }
    return Mended(**stored | rows)
