"""What a sheet holds, and its form in JSON, in which it is frozen. Days are local, points text like "8.50"."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from typing import Any

from cms.evaluation.points.figures import Figures


@dataclass(frozen=True)
class PeriodRow:
    """A period that the unit owed."""

    label: str
    owed: int
    published: int
    state: str


@dataclass(frozen=True)
class LineRow:
    """A part of the criterion: what it gave or took (to two decimals), and the sentence how."""

    part: str
    title: str
    points: str
    sentence: str
    is_applied: bool = True

    @property
    def number(self) -> Decimal:
        return Decimal(self.points)


@dataclass(frozen=True)
class Item:
    """A published item that the year counted for the unit."""

    headline: str
    address: str
    genre_code: str
    genre: str
    published_on: dt.date
    counted_on: dt.date
    event_date: dt.date | None
    returns: int

    @property
    def days(self) -> int | None:
        """Local days from event to publication; 0 for what was announced beforehand, None if nobody noted the event."""
        return None if self.event_date is None else max((self.published_on - self.event_date).days, 0)

    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Item:
        days = ("published_on", "counted_on", "event_date")
        return cls(**plain | {name: plain[name] and dt.date.fromisoformat(plain[name]) for name in days})


@dataclass(frozen=True)
class Sheet:
    """A unit's year. ``points`` is None if it is not graded; ``is_annex`` for units gone by the year's last day."""

    unit: int
    name: str
    kind: str
    kind_name: str
    parent: str
    is_annex: bool
    notes: tuple[str, ...]
    periods: tuple[PeriodRow, ...]
    figures: Figures
    lines: tuple[LineRow, ...]
    points: Decimal | None
    verdict: str
    comment: str = ""

    @property
    def is_graded(self) -> bool:
        return self.points is not None

    def with_comment(self, comment: str) -> Sheet:
        return replace(self, comment=comment)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON: the same sheet gives the same JSON."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        return plain | {
            "notes": list(self.notes),
            "periods": [asdict(row) for row in self.periods],
            "figures": asdict(self.figures) | {"days": list(self.figures.days)},
            "lines": [asdict(row) for row in self.lines],
            "points": None if self.points is None else str(self.points),
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Sheet:
        """The sheet that ``as_json`` wrote."""
        figures = plain["figures"]
        return cls(
            **plain
            | {
                "notes": tuple(plain["notes"]),
                "periods": tuple(PeriodRow(**row) for row in plain["periods"]),
                "figures": Figures(**figures | {"days": tuple(figures["days"])}),
                "lines": tuple(LineRow(**row) for row in plain["lines"]),
                "points": None if plain["points"] is None else Decimal(plain["points"]),
            }
        )


def figures_of(items: list[Item], **counted: int) -> Figures:
    """The figures of a year from its items, beside those that are counted already."""
    days = [item.days for item in items if item.days is not None]
    return Figures(
        days=tuple(sorted(days)),
        without_day=len(items) - len(days),
        genres=dict(sorted(Counter(item.genre_code for item in items).items())),
        genre_names={item.genre_code: item.genre for item in items},
        returns=sum(item.returns for item in items),
        **counted,
    )
