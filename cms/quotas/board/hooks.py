"""What the board finds of quotas outside the table: the menu, the home page, and a unit's screen in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.quotas.asked import EARLIEST_DAY, Asked
from cms.quotas.board.home_panel import StandingsPanel
from cms.quotas.desk.access import sees_all
from cms.quotas.desk.shown import shown_unit
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.unit_panels import unit_panel

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry

    from cms.accounts.requests import SignedInRequest
    from cms.units.models import Unit


class BoardsItem(MenuItem):
    """An entry for those who see every unit's standing."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_all(request.user)


@hooks.register("register_admin_menu_item")
def table_entry() -> MenuItem:
    return BoardsItem(_("Standings"), reverse_lazy("quota_board:table"), name="standings", icon_name="table", order=310)


@hooks.register("construct_homepage_panels", order=100)
def tell_who_is_behind(request: SignedInRequest, panels: list) -> None:
    if sees_all(request.user):
        panels.append(StandingsPanel())


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("quotas.export", _("Export the standings"), _("Exported the table of standings"))


@unit_panel("standing", template="quotas/board/unit_panel.html", order=20)
def standing_of_unit(unit: Unit, day: dt.date, request: HttpRequest) -> dict[str, Any] | None:
    """Where a unit stands in the year of a local day, in a sentence, for those who see every unit's standing."""
    if not sees_all(request.user) or day < EARLIEST_DAY:
        return None
    day = min(day, today())
    return {"shown": shown_unit(unit, Asked(Year.containing(day), day))}
