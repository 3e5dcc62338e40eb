"""What the screen shows: each plot with the table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figures.by_month import ByMonth, Months, by_kind, by_section
from .figures.stages import stages, whole_way_by_month
from .plots.drawn import months_plot, stages_plot, way_plot
from .tables import BY_KIND, BY_SECTION, STAGES, WAY, Table, kind_table, section_table, stages_table, way_table

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from .figures.scope import Scope

# So many parts are drawn, the largest; the table has them all.
MOST_DRAWN = 12


@dataclass(frozen=True)
class Plot:
    """A drawing and what is written over it."""

    heading: str
    svg: SafeString


@dataclass(frozen=True)
class Panel:
    """Plots that belong together, the table behind them under the ``name`` of its file; ``left_out`` are not drawn."""

    name: str
    table: Table
    plots: list[Plot]
    left_out: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether one plot stands alone, and has the room of two."""
        return len(self.plots) == 1


def panels_of(scope: Scope) -> list[Panel]:
    """The four panels of a scope; the same number of queries whatever they count."""
    sections, kinds, way, months = by_section(scope), by_kind(scope), stages(scope), whole_way_by_month(scope)
    return [
        _multiples(BY_SECTION, section_table(sections), sections, scope, with_whole=True),
        _multiples(BY_KIND, kind_table(kinds), kinds, scope, with_whole=False),
        Panel(STAGES, stages_table(way), [Plot("", stages_plot(way, key=STAGES))]),
        Panel(WAY, way_table(months), [Plot("", way_plot(months, key=WAY))]),
    ]


def _multiples(name: str, table: Table, found: ByMonth, scope: Scope, *, with_whole: bool) -> Panel:
    """A plot for each part, all on one scale; before them one of the whole, on its own."""
    drawn, begun = found.rows[:MOST_DRAWN], scope.months_begun()
    highest = max((number for row in drawn for number in row.numbers), default=0)

    def plot(row: Months, number: int, top: int) -> Plot:
        svg = months_plot(row, year=scope.year, begun=begun, highest=top, key=f"{name}-{number}")
        return Plot(f"{row.label[:1].upper()}{row.label[1:]}: {row.total}", svg)

    plots = [plot(found.whole, 0, max(found.whole.numbers))] if with_whole else []
    plots += [plot(row, number, highest) for number, row in enumerate(drawn, start=1)]
    return Panel(name, table, plots, left_out=len(found.rows) - len(drawn))
