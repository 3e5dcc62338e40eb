"""What each unit owes and has published, found by walking from day to day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .rows import rows

Row = dict[str, Any]
DAY = dt.timedelta(days=1)

# In which period of a kind a day lies.
WHICH = {
    "week": lambda d: d.isocalendar()[:2],
    "month": lambda d: (d.year, d.month),
    "quarter": lambda d: (d.year, (d.month + 2) // 3),
    "half_year": lambda d: (d.year, d.month < 7),
    "year": lambda d: d.year,
}


@dataclass
class Expected:
    """The numbers that a standing has to show."""

    cells: list[tuple[dt.date, str, int, int, str]] = field(default_factory=list)
    items: list[list[int]] = field(default_factory=list)
    over: int = 0
    by_month: list[int] = field(default_factory=list)
    year_items: list[int] = field(default_factory=list)
    owed: int = 0
    lived_whole: bool = True
    lived_at_all: bool = False

    @property
    def summary(self) -> dict[str, Any]:
        states = [state for *_rest, state in self.cells]
        return {
            "cells": sorted(self.cells),
            "missing": sorted(max(owed - published, 0) for _first, _kind, owed, published, _state in self.cells),
            "by_month": self.by_month,
            "total_owed": self.owed,
            "total_published": len(self.year_items),
            "missing_in_total": self.owed - len(self.year_items) if self.owed > len(self.year_items) else 0,
            "lived_whole": self.lived_whole,
            "periods_owed": len(self.cells),
            "periods_met": states.count("met"),
            "periods_over": self.over,
            "is_behind": "missed" in states,
        }


class Oracle:
    """Reads the tables once, and works everything out from single days."""

    def __init__(self, first: dt.date, today: dt.date) -> None:
        self.first, self.today = first, today
        self.end = dt.date(first.year + 1, first.month, first.day)
        self.versions = [row for row in rows("units_unitversion") if row["superseded_at"] is None]
        self.rules = [row for row in rows("quotas_quotarule") if row["superseded_at"] is None]
        publications = {row["id"]: row for row in rows("units_publication")}
        self.parts = [(part, publications[part["publication_id"]]) for part in rows("units_publicationunit")]

    def units(self) -> dict[int, Expected]:
        """Every unit that lived on a day of the year or published in it."""
        keys = {row["unit_id"] for row in self.versions} | {part["unit_id"] for part, _publication in self.parts}
        expected = {key: self.unit(key) for key in keys}
        return {key: each for key, each in expected.items() if each.lived_at_all or each.year_items}

    def unit(self, key: int) -> Expected:
        found = Expected()
        days_of = self.counted_days(key)
        for number, day in enumerate(self.days(self.first, self.end)):
            alive = self.version(key, day) is not None
            found.lived_whole &= alive
            found.lived_at_all |= alive
            if number == 0 or self.begins_month(day):
                found.by_month.append(0)
            found.by_month[-1] += len(days_of.get(day, []))
            found.year_items += days_of.get(day, [])
            for kind in WHICH:
                self.period(key, kind, day, days_of, found)
        found.owed = sum(owed for _first, _kind, owed, *_rest in found.cells)
        if found.lived_whole:
            rule = self.rule(self.version(key, self.first), self.first)
            if rule and rule["per_year"] is not None:
                found.owed = rule["per_year"]
        return found

    def period(self, key: int, kind: str, day: dt.date, days_of: dict[dt.date, list[int]], found: Expected) -> None:
        """Add the cell of the period that begins on a day, if one does and is owed."""
        if WHICH[kind](day) == WHICH[kind](day - DAY):
            return
        rule = self.rule(self.version(key, day), day)
        if rule is None or rule["period"] != kind or rule["per_period"] == 0:
            return
        days = [day]
        while WHICH[kind](days[-1] + DAY) == WHICH[kind](day):
            days.append(days[-1] + DAY)
        if any(self.version(key, each) is None for each in days):
            return
        items = [item for each in days for item in days_of.get(each, [])]
        found.cells.append((day, kind, rule["per_period"], len(items), self.state(rule, items, days)))
        found.items.append(items)
        found.over += days[-1] < self.today

    def state(self, rule: Row, items: list[int], days: list[dt.date]) -> str:
        if len(items) >= rule["per_period"]:
            return "met"
        if self.today in days:
            return "due"
        return "coming" if days[0] > self.today else "missed"

    def counted_days(self, key: int) -> dict[dt.date, list[int]]:
        """What counts for a unit, by the day that counts."""
        found: dict[dt.date, list[int]] = {}
        for part, publication in self.parts:
            published = publication["published_at"].date()
            is_counted = (
                part["unit_id"] == key
                and part["counts"]
                and part["superseded_by_id"] is None
                and publication["origin"] == "own"
                and publication["channel"] == "portal"
                and publication["hidden_at"] is None
                and publication["withdrawn_at"] is None
                and published <= self.today
            )
            if is_counted:
                rule = self.rule(self.version_or_last(key, published), published)
                approves = rule is not None and rule["counting_day"] == "approval"
                found.setdefault(publication["unit_approved_on"] if approves else published, []).append(part["id"])
        return found

    def version(self, key: int, day: dt.date) -> Row | None:
        for row in self.versions:
            if (
                row["unit_id"] == key
                and row["valid_from"] <= day
                and (row["valid_to"] is None or day < row["valid_to"])
            ):
                return row
        return None

    def version_or_last(self, key: int, day: dt.date) -> Row | None:
        """What a unit was on a day, or at last if it was gone by then."""
        begun = [row for row in self.versions if row["unit_id"] == key and row["valid_from"] <= day]
        return self.version(key, day) or max(begun, key=lambda row: row["valid_from"], default=None)

    def rule(self, version: Row | None, day: dt.date) -> Row | None:
        for row in self.rules if version else []:
            members = version["size"] if version["size"] is not None else 0
            if (
                row["kind_id"] == version["kind_id"]
                and row["valid_from"] <= day
                and (row["valid_to"] is None or day < row["valid_to"])
                and (row["min_size"] is None or members >= row["min_size"])
                and (row["max_size"] is None or members <= row["max_size"])
            ):
                return row
        return None

    def begins_month(self, day: dt.date) -> bool:
        """Whether one of the year's twelve months begins on a day."""
        if day.day == self.first.day:
            return True
        is_last = (day + DAY).day == 1
        return is_last and day.day < self.first.day

    @staticmethod
    def days(first: dt.date, end: dt.date) -> Iterator[dt.date]:
        while first < end:
            yield first
            first += DAY
