"""What a life within a year owes: the same for all units of the same life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cms.quotas.periods import Period
from cms.quotas.years import Year

from .lives import Life, lived_through, rule_for


@dataclass(frozen=True)
class Plan:
    """The periods that are owed, each with how many items, and how many are owed in the year."""

    owed: tuple[tuple[Period, int], ...]
    total: int
    lived_whole: bool


def plan_of(life: Life, year: Year, periods: Sequence[Period]) -> Plan:
    """What a life owes of the ``periods`` of a year.

    A period is owed by the rule of its first day for what the unit is on that day, and only by a unit that lives
    through the whole of it. The year's number is owed whole for a year lived whole; else the sum of the periods is.
    """
    owed = tuple((period, number) for period in periods if (number := _owed(life, period)))
    lived_whole = lived_through(life, year.first, year.end)
    yearly = rule_for(life, year.first) if lived_whole else None
    if yearly is not None and yearly.per_year is not None:
        return Plan(owed, yearly.per_year, lived_whole)
    return Plan(owed, sum(number for _period, number in owed), lived_whole)


def _owed(life: Life, period: Period) -> int:
    rule = rule_for(life, period.first)
    if rule is None or rule.period != period.kind or not lived_through(life, period.first, period.end):
        return 0
    return rule.per_period
