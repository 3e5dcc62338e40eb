"""Years made up at random: units that come, change and go, rules that change with them, items at the edges of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

KINDS = 3
DAY = dt.timedelta(days=1)
MIDNIGHT, LAST_SECOND = dt.time(0, 0, 0), dt.time(23, 59, 59)
SIZES = [None, 0, 1, 49, 50, 99, 100, 101, 5000]
SIZE_RANGES = [(None, None), (None, 99), (100, None), (50, 100), (0, 0), (1, None), (None, 49)]
# Calendar years, leap years, years of schools, years that begin within a month or on a day that few months have.
YEARS = [
    *[dt.date(year, 1, 1) for year in (2023, 2024, 2025, 2028)],
    *[dt.date(year, 9, 1) for year in (2023, 2024)],
    *[dt.date(2023, 3, 1), dt.date(2024, 2, 28), dt.date(2023, 8, 31), dt.date(2024, 6, 15), dt.date(2024, 12, 30)],
]


@dataclass(frozen=True)
class Rule:
    kind: int
    first: dt.date
    end: dt.date | None
    sizes: tuple[int | None, int | None]
    period: str
    per_period: int
    per_year: int | None
    by_approval: bool
    superseded: bool

    def meets(self, other: Rule) -> bool:
        """Whether both would hold for some size on some day."""
        if self.superseded or other.superseded or self.kind != other.kind:
            return False
        days = self.first < (other.end or dt.date.max) and other.first < (self.end or dt.date.max)
        return days and any(_fits(size, self.sizes) and _fits(size, other.sizes) for size in range(102))


@dataclass(frozen=True)
class Version:
    first: dt.date
    end: dt.date | None
    kind: int
    size: int | None
    parent: int | None
    superseded: bool = False


@dataclass(frozen=True)
class Part:
    unit: int
    counts: bool


@dataclass(frozen=True)
class Item:
    day: dt.date
    time: dt.time
    approved_before: int
    parts: tuple[Part, ...]
    amended: tuple[Part, ...] | None
    fate: str


@dataclass(frozen=True)
class MadeYear:
    """Everything that is written, the year that is asked for, and the day on which it is."""

    first: dt.date
    today: dt.date
    rules: tuple[Rule, ...]
    units: tuple[tuple[Version, ...], ...]
    items: tuple[Item, ...]


def _fits(size: int, sizes: tuple[int | None, int | None]) -> bool:
    return (sizes[0] or 0) <= size and (sizes[1] is None or size <= sizes[1])


def edges(first: dt.date) -> list[dt.date]:
    """The days around the beginnings of months and weeks, of a year and the one after it."""
    days = [first + dt.timedelta(days=number) for number in range(-40, 780)]
    begins = [day for day in days if day.day == 1 or day.weekday() == 0 or (day.month, day.day) == (2, 29)]
    begins += [first, first.replace(year=first.year + 1)]
    return sorted({near for day in begins for near in (day - DAY, day, day + DAY)})


def days_around(first: dt.date) -> st.SearchStrategy[dt.date]:
    within = [first + dt.timedelta(days=number) for number in range(-2, 369)]
    months = [day for day in edges(first) if day.day in (1, 28, 29, 30, 31) and day in set(within)]
    return st.one_of(st.sampled_from(months), st.sampled_from(within), st.sampled_from(edges(first)))


@st.composite
def rules(draw: st.DrawFn, first: dt.date) -> tuple[Rule, ...]:
    kept: list[Rule] = []
    for _number in range(draw(st.integers(0, 6))):
        begun = draw(st.one_of(st.just(first - 400 * DAY), days_around(first)))
        lasted = draw(st.sampled_from([None, None, 1, 30, 90, 181, 366, 500]))
        rule = Rule(
            kind=draw(st.integers(0, KINDS - 1)),
            first=begun,
            end=begun + lasted * DAY if lasted else None,
            sizes=draw(st.sampled_from([SIZE_RANGES[0], *SIZE_RANGES])),
            period=draw(st.sampled_from(["week", "month", "month", "quarter", "half_year", "year"])),
            per_period=draw(st.sampled_from([1, 1, 1, 2, 3, 0])),
            per_year=draw(st.sampled_from([None, None, 0, 2, 12])),
            by_approval=draw(st.booleans()),
            superseded=draw(st.integers(0, 9)) == 0,
        )
        if not any(rule.meets(other) for other in kept):
            kept.append(rule)
    return tuple(kept)


@st.composite
def lives(draw: st.DrawFn, first: dt.date, before: int) -> tuple[Version, ...]:
    """The versions of a unit; those of a unit that never was are all superseded."""
    born = draw(st.one_of(st.just(first - 500 * DAY), st.just(first), days_around(first)))
    changes = draw(st.lists(days_around(first), max_size=3, unique=True))
    ends = sorted({day for day in changes if day > born})
    is_gone = bool(ends) and draw(st.booleans())
    starts = [born, *(ends[:-1] if is_gone else ends)]
    never_was = draw(st.integers(0, 19)) == 0
    versions = []
    for number, start in enumerate(starts):
        until = ends[number] if number < len(ends) else None
        versions.append(
            Version(
                first=start,
                end=until,
                kind=draw(st.integers(0, KINDS - 1)),
                size=draw(st.sampled_from(SIZES)),
                parent=draw(st.sampled_from([None, *range(before)])),
                superseded=never_was,
            )
        )
    if draw(st.integers(0, 4)) == 0:
        versions.append(Version(first - 900 * DAY, None, draw(st.integers(0, KINDS - 1)), 7, None, superseded=True))
    return tuple(versions)


def parts(units: int) -> st.SearchStrategy[tuple[Part, ...]]:
    one = st.builds(Part, st.integers(0, units - 1), st.sampled_from([True, True, True, False]))
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda part: part.unit).map(tuple)


def items(first: dt.date, units: int) -> st.SearchStrategy[tuple[Item, ...]]:
    one = st.builds(
        Item,
        day=days_around(first),
        time=st.sampled_from([MIDNIGHT, LAST_SECOND, dt.time(12, 30)]),
        approved_before=st.sampled_from([0, 0, 1, 2, 7, 31, 95, 370, -1, -40]),
        parts=parts(units),
        amended=st.one_of(st.none(), st.none(), st.none(), parts(units)),
        fate=st.sampled_from(
            [*["plain"] * 8, "imported", "withdrawn", "hidden", "hidden and withdrawn", "reposted", "group"]
        ),
    )
    return st.lists(one, max_size=24).map(tuple)


@st.composite
def made_years(draw: st.DrawFn) -> MadeYear:
    first = draw(st.sampled_from(YEARS))
    number = draw(st.integers(1, 4))
    return MadeYear(
        first=first,
        today=draw(st.one_of(days_around(first), st.just(first + 800 * DAY))),
        rules=draw(rules(first)),
        units=tuple(draw(lives(first, before)) for before in range(number)),
        items=draw(items(first, number)),
    )
