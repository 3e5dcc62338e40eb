"""Which units are reminded of what on a day: a constant number of statements, however many units there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from cms.news.models import NewsPage, State
from cms.quotas.figures import Cell, CellState, standings
from cms.quotas.models import QuotaRule
from cms.quotas.models.reminders import Occasion, Reminder
from cms.quotas.periods import PeriodKind
from cms.quotas.reminders.occasions import Offered, offered_on
from cms.quotas.years import Year
from cms.units.models import Origin, Unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from cms.quotas.models.reminder_settings import ReminderSettings
    from cms.quotas.periods import Period

_STATES = {Occasion.DUE_SOON: CellState.DUE, Occasion.MISSED: CellState.MISSED}
_UNDER_WAY = (State.AT_UNIT, State.AT_CONFIRMATION, State.AT_BOARD, State.SCHEDULED)


@dataclass(frozen=True)
class Due:
    """A unit that shall be reminded, of what, and what else the message says.

    ``next_cell`` is the period that goes on now and still wants items, for who missed the one before; ``under_way``
    counts the unit's items on their way to their first publication.
    """

    unit_id: int
    unit_name: str
    occasion: Occasion
    cell: Cell
    next_cell: Cell | None = None
    under_way: int = 0


def units_to_remind(day: dt.date, settings: ReminderSettings) -> list[Due]:
    """The living units that are behind on a local day and have not been told so: by name, one occasion each.

    Nobody is told of an occasion twice, nor of two on one day. Of periods that are over a unit is told of the latest
    that it missed, and of no earlier one.
    """
    offered = offered_on(day, _kinds_asked(), settings)
    if not offered:
        return []
    cells = _cells(offered, day)
    told = _told(offered)
    heard_today = set(Reminder.objects.filter(local_date=day).values_list("unit", flat=True))
    names = dict(Unit.objects.living(day).named(day).values_list("pk", "day_name"))
    chosen = {
        unit: one
        for unit in names
        if unit not in heard_today and (one := _choose(offered, cells.get(unit, {}), told.get(unit, set()))) is not None
    }
    under_way = _under_way(chosen)
    return [
        Due(
            unit,
            names[unit],
            one.occasion,
            cells[unit][one.period],
            _next(one, cells[unit], day),
            under_way.get(unit, 0),
        )
        for unit, one in chosen.items()
    ]


def _kinds_asked() -> list[PeriodKind]:
    """The kinds of period that some rule asks for, from the shortest."""
    asked = set(QuotaRule.objects.standing().filter(per_period__gt=0).order_by().values_list("period", flat=True))
    return [kind for kind in PeriodKind if kind in asked]


def _cells(offered: list[Offered], day: dt.date) -> dict[int, dict[Period, Cell]]:
    """By unit, the periods that it owes of the years in which those offered lie, and of the year of the day."""
    years = {day.year, *(one.period.first.year for one in offered)}
    found: dict[int, dict[Period, Cell]] = {}
    for year in sorted(years):
        for unit, standing in standings(Year.calendar(year), day).items():
            found.setdefault(unit, {}).update({cell.period: cell for cell in standing.cells})
    return found


def _told(offered: list[Offered]) -> dict[int, set[Offered]]:
    rows = Reminder.objects.filter(period_first__in={one.period.first for one in offered})
    told: dict[int, set[Offered]] = {}
    for reminder in rows.only("unit", "occasion", "period_kind", "period_first"):
        told.setdefault(reminder.unit_id, set()).add(Offered(Occasion(reminder.occasion), reminder.period))
    return told


def _choose(offered: list[Offered], cells: dict[Period, Cell], told: set[Offered]) -> Offered | None:
    """What a unit is told, if anything: the most urgent that it has not been told; of what is over only the latest."""
    owed = [one for one in offered if _is_behind(one, cells)]
    missed = [one for one in owed if one.occasion == Occasion.MISSED]
    due_soon = [one for one in owed if one.occasion == Occasion.DUE_SOON]
    return next((one for one in [*due_soon, *missed[:1]] if one not in told), None)


def _is_behind(one: Offered, cells: dict[Period, Cell]) -> bool:
    cell = cells.get(one.period)
    return cell is not None and cell.missing > 0 and cell.state == _STATES[one.occasion]


def _next(one: Offered, cells: dict[Period, Cell], day: dt.date) -> Cell | None:
    """After a missed period: the one that goes on now and wants items, the soonest to end."""
    if one.occasion != Occasion.MISSED:
        return None
    going_on = [cell for cell in cells.values() if cell.state == CellState.DUE and cell.missing and day in cell.period]
    return min(going_on, key=lambda cell: cell.period.last, default=None)


def _under_way(units: Collection[int]) -> dict[int, int]:
    """By unit, its own items that wait for a decision or their time and were never published."""
    waiting = NewsPage.objects.filter(
        unit__in=list(units), state__in=_UNDER_WAY, publication__isnull=True, origin=Origin.OWN
    )
    return dict(waiting.order_by().values_list("unit").annotate(count=Count("pk")))
