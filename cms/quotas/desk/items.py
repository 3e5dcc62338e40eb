"""The items of a unit that a period counts, each with the days that matter."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from cms.quotas.figures import counted

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from cms.units.models import Publication

# More than a unit publishes in a year.
MOST_SHOWN = 300


@dataclass(frozen=True)
class Counted:
    """An item with the local day on which it counts, and how many days passed from the event to its publication."""

    publication: Publication
    counted_on: dt.date

    @property
    def is_by_approval(self) -> bool:
        """Whether the day of the unit's approval made the difference."""
        return self.counted_on != self.publication.local_date

    @property
    def days_from_event(self) -> int | None:
        """Local days from the event to the publication; None if nobody said when the event was."""
        event = self.publication.event_date
        return None if event is None else (self.publication.local_date - event).days


def counted_items(unit_id: int, first: dt.date, end: dt.date, day: dt.date) -> list[Counted]:
    """What counts for a unit in the local days from ``first`` up to, not including, ``end``; the latest first."""
    rows: QuerySet[Any] = counted(unit_id, first, end, day).defer("publication__content")
    rows = rows.order_by("-counted_on", "-publication__published_at", "-pk")[:MOST_SHOWN]
    return [Counted(row.publication, row.counted_on) for row in rows]


def usual_days_from_event(items: list[Counted]) -> float | None:
    """The median of the days from event to publication; None if no item tells of its event."""
    days = [item.days_from_event for item in items if item.days_from_event is not None]
    return median(days) if days else None
