"""What an administrator finds on the home page: the units that nobody vets for, and the way to the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

from cms.units.approving import units_without_approver

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 10


class RegisterPanel(Component):
    order = 40
    template_name = "units/home_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        units = list(units_without_approver())
        return {"units": units[:SHOWN], "count": len(units), "more": max(len(units) - SHOWN, 0)}
