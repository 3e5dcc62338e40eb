"""The numbers behind each plot as a table: on the screen, and in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .figures.by_month import ByMonth, by_kind, by_section
from .figures.scope import MONTHS, kinds_to_choose
from .figures.stages import stages, whole_way_by_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .figures.scope import Scope
    from .figures.spreads import Spread
    from .figures.stages import Stage

Cell = str | int | float | None

BY_SECTION, BY_KIND, STAGES, WAY = "chuyen-muc", "loai-don-vi", "cac-khau", "tung-thang"


@dataclass(frozen=True)
class Table:
    """A table with its title; the first cell of each row says what the row is of."""

    title: str
    headings: list[str]
    rows: list[list[Cell]]


def table_of(name: str, scope: Scope) -> Table | None:
    """The table that an address names, of a scope; None if there is none of the name."""
    if name == BY_SECTION:
        return section_table(by_section(scope))
    if name == BY_KIND:
        return kind_table(by_kind(scope))
    if name == STAGES:
        return stages_table(stages(scope))
    return way_table(whole_way_by_month(scope)) if name == WAY else None


def section_table(found: ByMonth) -> Table:
    """Items by month and section."""
    return _by_month(_("Items by month and section"), _("Sections"), found)


def kind_table(found: ByMonth) -> Table:
    """Items by month and kind of unit."""
    return _by_month(_("Items by month and kind of unit"), _("Kind of unit"), found)


def stages_table(found: Sequence[Stage]) -> Table:
    """How the days of each stage are spread."""
    rows: list[list[Cell]] = [[stage.label, *_spread(stage.spread)] for stage in found]
    return Table(_("Days in each stage"), [_("Stage"), *_spread_headings()], rows)


def way_table(found: Sequence[Spread]) -> Table:
    """How the days from event to publication are spread, month by month."""
    rows: list[list[Cell]] = [[month, *_spread(spread)] for month, spread in zip(MONTHS, found, strict=True)]
    return Table(_("Days from the event to publication, by month"), [_("Month"), *_spread_headings()], rows)


def file_name(name: str, scope: Scope) -> str:
    """What the workbook of a table is called."""
    kind = f"-{scope.kind}" if scope.kind else ""
    return f"thong-ke-{name}-{scope.year}{kind}.xlsx"


def scope_in_words(scope: Scope) -> str:
    """Of what year and kind the figures are."""
    kind = kinds_to_choose().get(scope.kind, scope.kind)
    words = _("Year %(year)s, %(kind)s") if kind else _("Year %(year)s, all kinds of unit")
    return words % {"year": scope.year, "kind": kind}


def _by_month(title: str, of_what: str, found: ByMonth) -> Table:
    headings = [of_what, *(str(month) for month in MONTHS), _("Year")]
    rows: list[list[Cell]] = [[row.label, *row.numbers, row.total] for row in (*found.rows, found.whole)]
    return Table(title, headings, rows)


def _spread_headings() -> list[str]:
    return [_("Items"), _("A quarter within (days)"), _("Half within (days)"), _("Three quarters within (days)")]


def _spread(spread: Spread) -> list[Cell]:
    return [spread.number, spread.lower, spread.median, spread.upper]
