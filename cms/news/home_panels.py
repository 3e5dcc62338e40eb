"""The lists on the admin's home page, in place of Wagtail's own, which run a query per item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

from cms.news.lists import waiting_at_units, waiting_for, waiting_for_board, writable_units, written_by
from cms.news.next_steps import with_next_steps
from cms.news.views.lists import described
from cms.units.home_panel import RegisterPanel
from cms.units.models import Role
from cms.units.permissions import is_administrator, is_board, units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cms.accounts.models import User

SHOWN = 10


class WelcomePanel(Component):
    """The way to the form."""

    order = 10
    template_name = "news/home/welcome.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"user": user, "units": list(writable_units(user)), "frame": parent_context.get("frame")}


class WaitingPanel(Component):
    order = 20
    template_name = "news/home/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        items = described(list(waiting_for(parent_context["request"].user)[: SHOWN + 1]))
        return {"items": items[:SHOWN], "has_more": len(items) > SHOWN}


class BoardPanel(Component):
    order = 20
    template_name = "news/home/board.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        items = described(list(waiting_for_board(parent_context["request"].user)[: SHOWN + 1]))
        return {"items": items[:SHOWN], "has_more": len(items) > SHOWN, "at_units": waiting_at_units()}


class MinePanel(Component):
    order = 30
    template_name = "news/home/mine.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        items = with_next_steps(described(list(written_by(parent_context["request"].user)[: SHOWN + 1])))
        return {"items": items[:SHOWN], "has_more": len(items) > SHOWN}


def panels_for(user: User) -> list[Component]:
    """What a person finds on their home page, by what they do."""
    panels: list[Component] = [WelcomePanel()]
    if is_board(user):
        panels.append(BoardPanel())
    if units_of(user, Role.APPROVER).exists():
        panels.append(WaitingPanel())
    if units_of(user).exists():
        panels.append(MinePanel())
    if is_administrator(user):
        panels.append(RegisterPanel())
    return panels
