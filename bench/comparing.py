"""The figures of all units beside the bare aggregate, under the letter's rules and under richer ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from bench.figures import bare_aggregate
from bench.measuring import milliseconds, statements
from cms.quotas.figures import standings
from cms.quotas.models import CountingDay, QuotaRule
from cms.quotas.periods import PeriodKind
from cms.quotas.years import Year
from cms.units.models import UnitKind

YEAR = Year.calendar(2024)
AT_MOST = 3.0


@dataclass(frozen=True)
class Comparison:
    """What the figures took and what the bare aggregate took, under some rules."""

    rules: str
    figures: float
    bare: float
    statements: int
    bound: float | None

    @property
    def ratio(self) -> float:
        return self.figures / self.bare

    @property
    def is_refused(self) -> bool:
        """Whether the figures take longer than they may."""
        return self.bound is not None and self.ratio > self.bound


def compare(*, turns: int) -> list[Comparison]:
    """Measure the year's last day, under one set of rules after the other."""
    return [_compared(rules, bound, turns) for rules, bound in _sets_of_rules()]


def _compared(rules: str, bound: float | None, turns: int) -> Comparison:
    figures, bare = milliseconds([_figures, lambda: bare_aggregate(YEAR, YEAR.last)], turns=turns)
    return Comparison(rules, figures, bare, statements(_figures), bound)


def _figures() -> object:
    return standings(YEAR, YEAR.last)


def _sets_of_rules() -> Iterator[tuple[str, float | None]]:
    """Put rules in force, and say what they are and what ratio is asked; each stays for its measurement."""
    yield "the letter's", AT_MOST
    QuerySet(QuotaRule).delete()
    for sizes in ((None, 99), (100, None)):
        _rule(UnitKind.GRASSROOTS, PeriodKind.MONTH, min_size=sizes[0], max_size=sizes[1])
    _rule(UnitKind.INTERMEDIATE, PeriodKind.MONTH)
    yield "months for all, by size", AT_MOST
    QuerySet(QuotaRule).delete()
    _rule(UnitKind.GRASSROOTS, PeriodKind.MONTH, counting_day=CountingDay.APPROVAL)
    _rule(UnitKind.INTERMEDIATE, PeriodKind.WEEK)
    # Two aggregates beside one of another kind: told, and not judged.
    yield "weeks, and the day of approval", None


def _rule(kind: str, period: str, **fields: object) -> None:
    QuotaRule.objects.create(
        kind=UnitKind.objects.get(code=kind),
        period=period,
        per_period=1,
        letter="Công văn số 12/LĐLĐ",
        valid_from=dt.date(2019, 1, 1),
        **fields,
    )


def table(comparisons: list[Comparison]) -> str:
    """The comparisons as a table to print."""
    lines = [f"{'rules':32}{'figures ms':>12}{'bare SQL ms':>13}{'ratio':>7}{'at most':>9}{'statements':>12}"]
    for each in comparisons:
        bound = f"{each.bound:.1f}" if each.bound else "-"
        mark = "  TOO SLOW" if each.is_refused else ""
        lines.append(
            f"{each.rules:32}{each.figures:12.1f}{each.bare:13.1f}{each.ratio:7.2f}{bound:>9}{each.statements:12}{mark}"
        )
    return "\n".join(lines)
