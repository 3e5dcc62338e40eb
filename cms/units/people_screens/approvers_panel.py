"""On a unit's screen: who vets its news on the day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.units.approving import approvers_of
from cms.units.roles import is_administrator
from cms.units.unit_panels import unit_panel

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

    from cms.units.models import Unit


@unit_panel("approvers", template="units/people/approvers_panel.html", order=10)
def approvers(unit: Unit, day: dt.date, request: HttpRequest) -> dict[str, Any] | None:
    """The approvers of a living unit on a local day, for administrators."""
    if not unit.lives_on(day) or not is_administrator(request.user):
        return None
    return {"approvers": approvers_of(unit, day)}
