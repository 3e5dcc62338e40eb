"""What units were from one day to another, as far as their quotas ask: of one kind and size, or not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from cms.quotas.models import QuotaRule
from cms.quotas.years import Year
from cms.units.models import UnitVersion

from .rulebook import Rulebook, Rules, rule_on


class Span(NamedTuple):
    """Local days, ``end`` not included, on which the same rules are for a unit."""

    first: dt.date
    end: dt.date
    rules: Rules


Life = tuple[Span, ...]


def lives(year: Year, end: dt.date, book: Rulebook, units: Collection[int] | None = None) -> dict[int, Life]:
    """The lives of units between the year's first day and ``end``, cut to these days; one statement.

    Units that did not live then are absent. Units of equal kinds, sizes and days have the same life.
    """
    versions = UnitVersion.objects.from_day(year.first).filter(valid_from__lt=end)
    if units is not None:
        versions = versions.filter(unit__in=units)
    rows = versions.order_by("unit_id", "valid_from").values_list(
        "unit_id", "kind_id", "size", "valid_from", "valid_to"
    )
    return {unit: _life(own, year.first, end, book) for unit, own in groupby(rows, itemgetter(0))}


def _life(versions: Iterable[tuple], first: dt.date, end: dt.date, book: Rulebook) -> Life:
    spans: list[Span] = []
    for _unit, kind, size, valid_from, valid_to in versions:
        span = Span(max(valid_from, first), min(valid_to or end, end), book.for_units(kind, size))
        if spans and spans[-1].end == span.first and spans[-1].rules is span.rules:
            spans[-1] = spans[-1]._replace(end=span.end)
        else:
            spans.append(span)
    return tuple(spans)


def lived_through(life: Life, first: dt.date, end: dt.date) -> bool:
    """Whether a life covers every local day from ``first`` up to, not including, ``end``."""
    at = first
    for span in life:
        if span.first > at:
            break
        at = max(at, span.end)
    return at >= end


def rule_for(life: Life, day: dt.date) -> QuotaRule | None:
    """The rule that holds on a local day for what a unit is then; None if it does not live then."""
    return next((rule_on(span.rules, day) for span in life if span.first <= day < span.end), None)
