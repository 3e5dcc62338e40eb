"""A unit sees what it was sent: a section of its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q

from cms.quotas.desk.sections import standing_section
from cms.quotas.models.reminders import Reminder
from cms.quotas.reminders.sightings import note_seen

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

    from cms.accounts.models import User
    from cms.quotas.years import Year
    from cms.units.models import Unit


@standing_section("quotas/reminders/received.html", order=50)
def received(unit: Unit, year: Year, day: dt.date, request: HttpRequest) -> dict[str, Any] | None:
    """What a unit was sent in the year, or of its periods, up to a local day; the newest first.

    That a person of the unit has opened them is noted.
    """
    in_year = Q(local_date__gte=year.first, local_date__lt=year.end)
    of_year = Q(period_first__gte=year.first, period_first__lt=year.end)
    sent = Reminder.objects.filter(in_year | of_year, unit=unit, local_date__lte=day)
    reminders = list(sent.newest_first().prefetch_related("recipients"))
    if not reminders:
        return None
    note_seen(reminders, cast("User", request.user))
    return {"reminders": reminders}
