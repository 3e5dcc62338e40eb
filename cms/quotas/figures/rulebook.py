"""The rules that hold, read once and asked many times."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from cms.quotas.models import CountingDay, QuotaRule
from cms.quotas.periods import Period, PeriodKind, periods_in
from cms.quotas.years import Year


class Rules:
    """The rules for units of a kind and size, of all days; a book has one object for the same rules."""

    def __init__(self, rules: tuple[QuotaRule, ...]) -> None:
        self._rules = rules

    def __iter__(self) -> Iterator[QuotaRule]:
        return iter(self._rules)


class Rulebook:
    """Every rule that no correction has superseded. Reading it costs one statement."""

    def __init__(self) -> None:
        self._by_kind: dict[int, list[QuotaRule]] = defaultdict(list)
        for rule in QuotaRule.objects.standing():
            self._by_kind[rule.kind_id].append(rule)
        self._found: dict[tuple[int, int | None], Rules] = {}
        self._known: dict[tuple[QuotaRule, ...], Rules] = {}

    @property
    def asks_approval_days(self) -> bool:
        """Whether some rule counts items by the day of the unit's approval."""
        return any(rule.counting_day == CountingDay.APPROVAL for rules in self._by_kind.values() for rule in rules)

    def for_units(self, kind_id: int, size: int | None) -> Rules:
        """The rules for units of a kind and size (None: nobody knows how many members)."""
        found = self._found.get((kind_id, size))
        if found is None:
            rules = tuple(rule for rule in self._by_kind[kind_id] if rule.is_for(size))
            found = self._found[kind_id, size] = self._known.setdefault(rules, Rules(rules))
        return found

    def periods_of(self, year: Year) -> list[Period]:
        """Every period that somebody may owe in a year, by first day and length."""
        kinds = {
            PeriodKind(rule.period)
            for rules in self._by_kind.values()
            for rule in rules
            if rule.per_period and rule.valid_from < year.end and (not rule.valid_to or rule.valid_to > year.first)
        }
        found = [period for kind in kinds for period in periods_in(kind, year.first, year.end)]
        return sorted(found, key=lambda period: (period.first, period.end))


def rule_on(rules: Rules, day: dt.date) -> QuotaRule | None:
    """The one of ``rules`` that holds on a local day, or None."""
    return next((rule for rule in rules if rule.holds_on(day)), None)
