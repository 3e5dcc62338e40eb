"""On a unit's screen in the register: what it was reminded of lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.quotas.models.reminders import Reminder
from cms.quotas.reminders.access import may_read
from cms.units.unit_panels import unit_panel

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

    from cms.units.models import Unit

SHOWN = 5


@unit_panel("reminders", template="quotas/reminders/unit_panel.html", order=60)
def reminders(unit: Unit, day: dt.date, request: HttpRequest) -> dict[str, Any] | None:
    """The latest reminders of a unit up to a local day, for the board and administrators."""
    if not may_read(request.user):
        return None
    sent = Reminder.objects.filter(unit=unit, local_date__lte=day).newest_first()
    found = list(sent.prefetch_related("recipients", "sightings")[:SHOWN])
    return {"reminders": found} if found else None
