"""What a unit was over a year: from when to when it lived, as what, and what the rules asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cms.quotas.figures.rulebook import Rulebook, rule_on
from cms.units.models import UnitVersion

if TYPE_CHECKING:
    import datetime as dt

    from cms.quotas.models import QuotaRule
    from cms.quotas.years import Year
    from cms.units.models import Succession, Unit


@dataclass(frozen=True)
class Chapter:
    """Local days of the year (``end`` not included) on which a unit was of one kind and stood under one rule."""

    first: dt.date
    end: dt.date
    version: UnitVersion
    rule: QuotaRule | None

    @property
    def kind(self) -> str:
        """The kind of the unit, as it is called."""
        return str(self.version.kind)


@dataclass(frozen=True)
class Story:
    """A unit's life as the register stands now, and the rules; two statements, and one for who it became."""

    unit: Unit
    versions: tuple[UnitVersion, ...]
    book: Rulebook

    @property
    def founded(self) -> dt.date | None:
        """The unit's first local day; None if its founding was undone."""
        return self.versions[0].valid_from if self.versions else None

    @property
    def ended(self) -> dt.date | None:
        """The first local day on which the unit was no more; None while it lives."""
        return self.versions[-1].valid_to if self.versions else None

    @property
    def beginning(self) -> Succession | None:
        """The record by which the unit came into being."""
        return self.versions[0].opened_by if self.versions else None

    @property
    def ending(self) -> Succession | None:
        """The record by which the unit ended."""
        return self.versions[-1].ended_by if self.versions and self.ended else None

    def version_on(self, day: dt.date) -> UnitVersion | None:
        """What holds of the unit on a local day."""
        return next((version for version in self.versions if version.holds_on(day)), None)

    def rule_on(self, day: dt.date) -> QuotaRule | None:
        """The rule for the unit as it is on a local day."""
        version = self.version_on(day)
        return self._rule(version, day) if version else None

    def _rule(self, version: UnitVersion, day: dt.date) -> QuotaRule | None:
        return rule_on(self.book.for_units(version.kind_id, version.size), day)

    def chapters(self, year: Year) -> list[Chapter]:
        """The days of a year on which the unit lived, cut where its kind or its rule changes."""
        chapters: list[Chapter] = []
        for first, end in pairwise(self._turns(year)):
            version = self.version_on(first)
            if version is None:
                continue
            rule = self._rule(version, first)
            last = chapters[-1] if chapters else None
            if last and last.version.kind_id == version.kind_id and last.rule == rule:
                chapters[-1] = Chapter(last.first, end, version, rule)
            else:
                chapters.append(Chapter(first, end, version, rule))
        return chapters

    def asks(self, year: Year) -> bool:
        """Whether some rule asks the unit for a number of items on some day of a year."""
        rules = [chapter.rule for chapter in self.chapters(year) if chapter.rule]
        return any(rule.per_period or rule.per_year for rule in rules)

    def _turns(self, year: Year) -> list[dt.date]:
        """The days of the year on which something may become another, its first and its end among them."""
        rows = [rule for version in self.versions for rule in self.book.for_units(version.kind_id, version.size)]
        days = {day for row in (*self.versions, *rows) for day in (row.valid_from, row.valid_to) if day}
        return [year.first, *sorted(day for day in days if year.first < day < year.end), year.end]


def story_of(unit: Unit, book: Rulebook | None = None) -> Story:
    """The story of a unit; ``book`` if the rules have been read already."""
    versions = UnitVersion.objects.standing().filter(unit=unit).select_related("kind", "opened_by", "ended_by")
    return Story(unit, tuple(versions.order_by("valid_from")), book or Rulebook())
