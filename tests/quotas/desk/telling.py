"""What a unit's standing says, as the tests ask for it."""

from __future__ import annotations

import datetime as dt

from cms.quotas.explaining import Summary, reasons_of, story_of, summary_of, why_not_owed
from cms.quotas.figures import Standing, standing_of
from cms.quotas.periods import PeriodKind, period_of
from cms.quotas.years import Year
from cms.units.models import Unit

YEAR = Year.calendar(2025)
NOVEMBER = dt.date(2025, 11, 15)
LATER = dt.date(2026, 1, 10)


def standing(unit: Unit, day: dt.date = LATER, year: Year = YEAR) -> Standing:
    return standing_of(unit, year, day)


def summary(unit: Unit, day: dt.date = LATER) -> Summary:
    return summary_of(standing(unit, day))


def reasons(unit: Unit, day: dt.date = LATER, year: Year = YEAR) -> str:
    """Everything that explains a unit's year, a line for each reason."""
    found = reasons_of(story_of(unit), standing(unit, day, year))
    return "\n".join(f"{reason.heading}: {reason.text}" for reason in found)


def owed(unit: Unit) -> list[str]:
    """The periods that a unit owes in 2025, as they are called."""
    return [cell.period.label for cell in standing(unit).cells]


def why_not(unit: Unit, kind: PeriodKind, day: dt.date) -> str:
    """Why a unit owes nothing for the period of a kind in which a day lies."""
    return why_not_owed(story_of(unit), period_of(kind, day))
