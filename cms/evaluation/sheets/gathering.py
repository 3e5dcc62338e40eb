"""Sheets from the publication record as of a day: a constant number of queries, whatever the number of units.

They are the units' versions, the items, the tables of points, and those of the figures.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext as _

from cms.evaluation.models import PointsTable
from cms.evaluation.points.figures import Figures
from cms.evaluation.points.scoring import Score, rounded, score
from cms.evaluation.points.sentences import sentence, verdict
from cms.evaluation.terms import GoneUnits, Terms
from cms.quotas.figures import Standing, counted_in_year, standings
from cms.quotas.years import Year
from cms.units.models import UnitKind

from .sheet import Item, LineRow, PeriodRow, Sheet, figures_of
from .units import EvaluatedUnit, evaluated_units

_ITEM = {
    "headline": "publication__headline",
    "address": "publication__address",
    "genre_code": "publication__genre_code",
    "genre": "publication__genre_name",
    "published_on": "publication__local_date",
    "counted_on": "counted_on",
    "event_date": "publication__event_date",
    "returns": "publication__returns",
}
_ORDER: list[str] = ["counted_on", "publication__published_at", "pk"]
Gathered = tuple[Sheet, list[Item]]


def tables_of(year: Year, kinds: Collection[UnitKind]) -> dict[int, PointsTable]:
    """The table of points of each kind that has one: the one that holds on the year's last day."""
    return {table.kind_id: table for table in PointsTable.objects.on(year.last).filter(kind__in=kinds)}


def gather(year: Year, kinds: Collection[UnitKind], day: dt.date, only: int | None = None) -> list[Gathered]:
    """The sheets of all units of the kinds, or of one of them, each with its items; publications up to ``day``.

    In the language of the reader. Units come by name, those of the annex last.
    """
    units = evaluated_units(year, kinds, only)
    terms = {kind: table.terms for kind, table in tables_of(year, kinds).items()}
    asked = None if only is None else [only]
    standing_of, items_of = standings(year, day, asked), _items(year, day, asked)
    empty = Standing(0, year, day, (), (0,) * 12, 0, 0, lived_whole=False)
    gathered = []
    for unit in units:
        items = items_of.get(unit.pk, [])
        standing = standing_of.get(unit.pk, empty)
        gathered.append((_sheet(unit, standing, items, terms.get(unit.kind.pk)), items))
    return gathered


def _items(year: Year, day: dt.date, units: Collection[int] | None) -> dict[int, list[Item]]:
    rows = counted_in_year(year, day, units).order_by(*_ORDER)
    found: dict[int, list[Item]] = defaultdict(list)
    for unit, *values in rows.values_list("unit_id", *_ITEM.values()):
        found[unit].append(Item(*values))
    return found


def _sheet(unit: EvaluatedUnit, standing: Standing, items: list[Item], terms: Terms | None) -> Sheet:
    figures = figures_of(
        items,
        periods_owed=standing.periods_owed,
        periods_met=standing.periods_met,
        total_owed=standing.total_owed,
        total_published=standing.total_published,
    )
    result, said = _graded(unit, terms, figures)
    return Sheet(
        unit=unit.pk,
        name=unit.name,
        kind=unit.kind.code,
        kind_name=unit.kind.name,
        parent=unit.parent,
        is_annex=unit.is_annex,
        notes=unit.notes,
        periods=tuple(
            PeriodRow(cell.period.label, cell.owed, cell.published, cell.state.value) for cell in standing.cells
        ),
        figures=figures,
        lines=_lines(result, terms, figures),
        points=result.points,
        verdict=said,
    )


def _graded(unit: EvaluatedUnit, terms: Terms | None, figures: Figures) -> tuple[Score, str]:
    if terms is None:
        return Score((), None), _("Not graded: no table of points holds for its kind on the year's last day.")
    if unit.is_annex and terms.gone_units is GoneUnits.ANNEX:
        return Score((), None), _("Not graded: the unit did not exist on the year's last day.")
    result = score(terms, figures)
    return result, verdict(result, terms)


def _lines(result: Score, terms: Terms | None, figures: Figures) -> tuple[LineRow, ...]:
    if terms is None:
        return ()
    return tuple(
        LineRow(
            line.part.value,
            str(line.part.label),
            str(rounded(line.points)),
            sentence(line, terms, figures),
            line.is_applied,
        )
        for line in result.lines
    )
