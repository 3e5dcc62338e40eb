"""What the board finds on the home page: how many units are behind with their quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

from cms.quotas.figures import CellState, standings
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping


class StandingsPanel(Component):
    order = 25
    template_name = "quotas/board/home_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        year = Year.containing(today())
        living = set(Unit.objects.living().values_list("pk", flat=True))
        figures = [standing for unit, standing in standings(year, today()).items() if unit in living]
        due = sum(any(cell.state is CellState.DUE for cell in standing.cells) for standing in figures)
        return {"year": year, "behind": sum(standing.is_behind for standing in figures), "due": due}
