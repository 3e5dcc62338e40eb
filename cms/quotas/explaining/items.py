"""Why an item that was published for a unit is not among those that a period counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.quotas.figures import counted
from cms.units.models import Channel, Origin, PublicationUnit

if TYPE_CHECKING:
    import datetime as dt

    from cms.quotas.periods import Period
    from cms.units.models import Publication

# More than any unit publishes in a year; whoever has more reads of the newest.
MOST_SHOWN = 300


@dataclass(frozen=True)
class Uncounted:
    """An item of the unit that was published in a period and is not counted in it, and why."""

    publication: Publication
    why: str


def uncounted(unit_id: int, period: Period, day: dt.date) -> list[Uncounted]:
    """What was published for a unit in a period, up to a local day, and isn't counted in it; two statements."""
    in_it = counted(unit_id, period.first, period.end, day).values("publication")
    rows = (
        PublicationUnit.objects.filter(unit=unit_id, publication__channel=Channel.PORTAL)
        .filter(publication__local_date__gte=period.first, publication__local_date__lt=period.end)
        .filter(publication__local_date__lte=day)
        .exclude(publication__in=in_it)
        .select_related("publication")
        .defer("publication__content")
        .order_by("publication__local_date", "publication", "superseded_by", "pk")
    )
    # Of several rows of a publication the one that holds tells; it comes last or first, by the database.
    telling: dict[int, PublicationUnit] = {}
    for row in rows[:MOST_SHOWN]:
        if row.superseded_by_id is None or row.publication_id not in telling:
            telling[row.publication_id] = row
    return [Uncounted(row.publication, _why_not(row)) for row in telling.values()]


def _why_not(row: PublicationUnit) -> str:
    item = row.publication
    if row.superseded_by_id is not None:
        return _("the record was mended: the item is not this unit's")
    if item.withdrawn_at is not None:
        return _("the item was withdrawn")
    if item.hidden_at is not None:
        return _("the item is hidden while something is checked; shown again, it counts here")
    if item.origin == Origin.REPOSTED:
        return _("taken over from another source")
    if not row.counts:
        return _("a joint item that the editorial board does not count for this unit")
    return _("counts on the day on which the unit approved it, %(day)s") % {"day": f"{item.unit_approved_on:%d/%m/%Y}"}
