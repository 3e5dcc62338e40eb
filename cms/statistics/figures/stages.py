"""How many days an item needs from the event to its publication, in all and in each stage; local days.

Only items that went through this portal are measured: of imported ones the days are not known. A step back in time
(an item written before its event, or vetted on paper before it was entered) is counted as no day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F
from django.db.models.functions import ExtractMonth, TruncDate
from django.utils.translation import gettext as _

from .scope import MONTHS
from .spreads import Spread

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from .scope import Scope

_SENT = TruncDate("submitted_at", output_field=DateField())
# Each stage from one day to another.
_STAGES: dict[str, tuple[Combinable, Combinable]] = {
    "writing": (F("event_date"), _SENT),
    "unit": (_SENT, F("unit_approved_on")),
    "board": (F("unit_approved_on"), F("local_date")),
    "whole": (F("event_date"), F("local_date")),
}


@dataclass(frozen=True)
class Stage:
    """A stretch of the way, in words, and how its days are spread."""

    label: str
    spread: Spread


def stages(scope: Scope) -> list[Stage]:
    """From event to hand-in, to the unit's approval, to publication, and the whole way; a query each."""
    labels = {
        "writing": _("from the event to the first sending"),
        "unit": _("from the first sending to the unit's approval"),
        "board": _("from the unit's approval to publication"),
        "whole": _("from the event to publication"),
    }
    return [Stage(labels[name], Spread.of(_days(scope, name))) for name in _STAGES]


def whole_way_by_month(scope: Scope) -> list[Spread]:
    """How the days from the event to publication are spread among the items of each month; twelve, one query."""
    months: defaultdict[int, Counter[int]] = defaultdict(Counter)
    rows = _measured(scope, "whole").annotate(month=ExtractMonth("local_date"))
    for month, took, number in rows.order_by().values_list("month", "took").annotate(number=Count("pk")):
        months[month][_whole_days(took)] += number
    return [Spread.of(months[month]) for month in MONTHS]


def _days(scope: Scope, name: str) -> Counter[int]:
    days: Counter[int] = Counter()
    for took, number in _measured(scope, name).order_by().values_list("took").annotate(number=Count("pk")):
        days[_whole_days(took)] += number
    return days


def _measured(scope: Scope, name: str) -> Any:
    """The publications whose both days are known, with what lies between as ``took``."""
    start, end = _STAGES[name]
    took = ExpressionWrapper(end - start, output_field=DurationField())
    measured = scope.publications().filter(imported_by__isnull=True).annotate(took=took)
    return measured.filter(took__isnull=False)


def _whole_days(took: dt.timedelta) -> int:
    return max(took.days, 0)
