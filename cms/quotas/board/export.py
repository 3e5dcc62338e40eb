"""The table as a workbook: a row for each unit, and a sheet with a row for each period that is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.official_documents.workbooks import Sheet
from cms.quotas.figures import CellState
from cms.quotas.periods import PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.official_documents.workbooks import Value
    from cms.quotas.asked import Asked
    from cms.quotas.board.rows import Row


def sheets_of(rows: Sequence[Row], asked: Asked) -> list[Sheet]:
    """What the table shows, in its order: the units, and their periods."""
    above = [asked.year.label, _("Publications up to %(day)s.") % {"day": f"{asked.day:%d/%m/%Y}"}]
    return [
        Sheet(_("Units"), _unit_headings(asked), map(_unit_cells, rows), above=above),
        Sheet(_("Periods"), _period_headings(), _period_rows(rows), above=above),
    ]


def _unit_headings(asked: Asked) -> list[str]:
    months = [period_of(PeriodKind.MONTH, first).label for first in asked.year.months]
    return [
        _("Unit code"),
        _("Name of the unit"),
        _("Kind"),
        _("Parent unit"),
        _("Periods owed"),
        _("Periods gone by"),
        _("Of these met"),
        _("Met, in per cent"),
        _("Items missing in them"),
        _("Items published in the year"),
        _("Items owed in the year"),
        *months,
    ]


def _unit_cells(row: Row) -> list[Value]:
    standing = row.standing
    timeliness = None if row.timeliness is None else round(row.timeliness * 100)
    return [
        row.entry.code,
        row.entry.name,
        row.entry.kind,
        row.entry.parent or _("directly under the province"),
        standing.periods_owed,
        standing.periods_over,
        row.kept,
        timeliness,
        row.missing,
        standing.total_published,
        standing.total_owed,
        *standing.by_month,
    ]


def _period_headings() -> list[str]:
    return [
        _("Unit code"),
        _("Name of the unit"),
        _("Period"),
        _("First day"),
        _("Last day"),
        _("Items owed"),
        _("Items published"),
        _("Items missing"),
        _("State"),
    ]


def _period_rows(rows: Sequence[Row]) -> Iterator[list[Value]]:
    states = {
        CellState.MET: _("met"),
        CellState.MISSED: _("not met"),
        CellState.DUE: _("still due"),
        CellState.COMING: _("not begun"),
    }
    for row in rows:
        for cell in row.standing.cells:
            yield [
                row.entry.code,
                row.entry.name,
                cell.period.label,
                cell.period.first,
                cell.period.last,
                cell.owed,
                cell.published,
                cell.missing,
                states[cell.state],
            ]
