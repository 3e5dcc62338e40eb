"""A unit's standing as a screen shows it: its name, its figures in words, and the picture of its year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.quotas.explaining import Summary, summary_of
from cms.quotas.figures import Standing, standings
from cms.quotas.picture import Lane, lanes_of
from cms.units.models import Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from cms.quotas.asked import Asked
    from cms.quotas.years import Year

# So many past years stand below the one that is shown; the others are reached year by year.
YEARS_OF_HISTORY = 5


@dataclass(frozen=True)
class Shown:
    """A unit in a year, with everything that the picture and the sentences need."""

    unit: Unit
    name: str
    standing: Standing
    asked: Asked

    @property
    def summary(self) -> Summary:
        """Where the unit stands, in sentences."""
        return summary_of(self.standing)

    @property
    def lanes(self) -> list[Lane]:
        """The picture of the year."""
        return lanes_of(self.standing)


def shown_units(units: Collection[int], asked: Asked) -> list[Shown]:
    """Units as a screen shows them, by name; a constant number of queries, however many they are."""
    figures = standings(asked.year, asked.day, units)
    known = Unit.objects.filter(pk__in=units).prefetch_related("versions")
    shown = [Shown(unit, unit.name_on(asked.shown_day), figures[unit.pk], asked) for unit in known]
    return sorted(shown, key=lambda one: (one.name, one.unit.pk))


def shown_unit(unit: Unit, asked: Asked) -> Shown:
    """One unit as a screen shows it."""
    return shown_units([unit.pk], asked)[0]


def history_of(unit: Unit, asked: Asked, first_day: dt.date | None) -> list[Shown]:
    """The years before the one that is asked for, the latest first, as far as there is something to tell."""
    years: list[Year] = []
    year = asked.year.previous
    while first_day is not None and year.end > first_day and len(years) < YEARS_OF_HISTORY:
        years.append(year)
        year = year.previous
    return [shown_unit(unit, asked.of(year)) for year in years]
