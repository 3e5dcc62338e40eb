"""Of which periods units may be reminded on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.quotas.models.reminders import Occasion
from cms.quotas.periods import Period, PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.quotas.models.reminder_settings import ReminderSettings


@dataclass(frozen=True)
class Offered:
    """A period of which units that are behind are reminded on the day, and why."""

    occasion: Occasion
    period: Period


def offered_on(day: dt.date, kinds: Iterable[PeriodKind], settings: ReminderSettings) -> list[Offered]:
    """What units may be reminded of on a local day, the most urgent first.

    Before its end a period is offered from so many days before its last day; the first day of work from then on is
    the one on which it goes. After its end it is offered until the next period of its kind is over: debts of long ago
    are for the yearly table. What can still be met goes before what is over.
    """
    kinds = list(kinds)
    running = [period_of(kind, day) for kind in kinds]
    ending = [period for period in running if _ends_soon(period, day, settings)]
    over = [period_of(period.kind, period.first - dt.timedelta(days=1)) for period in running]
    due_soon = [Offered(Occasion.DUE_SOON, period) for period in sorted(ending, key=_urgency)]
    if not settings.tells_missed:
        return due_soon
    return due_soon + [Offered(Occasion.MISSED, period) for period in sorted(over, key=_lateness)]


def _ends_soon(period: Period, day: dt.date, settings: ReminderSettings) -> bool:
    days = settings.days_before(period.kind)
    return days > 0 and period.last - dt.timedelta(days=days) <= day


def _urgency(period: Period) -> tuple[int, int]:
    """The soonest to end first; of two that end together the shorter."""
    return period.last.toordinal(), -period.first.toordinal()


def _lateness(period: Period) -> tuple[int, int]:
    """The last to end first; of two that ended together the shorter."""
    return -period.last.toordinal(), -period.first.toordinal()
