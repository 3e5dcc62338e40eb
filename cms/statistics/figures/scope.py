"""What is counted: own items of the portal that stand today, of one calendar year, of all kinds of unit or of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, Min, OuterRef

from cms.units.days import today
from cms.units.models import Channel, Origin, Publication, PublicationUnit

if TYPE_CHECKING:
    from cms.units.models.publications import PublicationQuerySet

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Scope:
    """A calendar year by local dates, and a kind of unit by its code; no code: all kinds."""

    year: int
    kind: str = ""

    def publications(self) -> PublicationQuerySet:
        """The publications that are counted: neither withdrawn nor hidden, not taken from another source.

        With a kind those in which a unit that was of this kind on the day took part, whether or not it counts there.
        """
        standing = Publication.objects.standing().filter(
            origin=Origin.OWN, channel=Channel.PORTAL, local_date__range=(self.first, self.last)
        )
        if not self.kind:
            return standing
        of_kind = PublicationUnit.objects.holding().filter(publication=OuterRef("pk"), kind_code=self.kind)
        return standing.filter(Exists(of_kind))

    @property
    def first(self) -> dt.date:
        """The year's first local day."""
        return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """The year's last local day."""
        return dt.date(self.year, 12, 31)

    def months_begun(self, day: dt.date | None = None) -> int:
        """How many months of the year have begun by a local day (today if none is given)."""
        day = day or today()
        if day.year != self.year:
            return 12 if day.year > self.year else 0
        return day.month


def years_to_choose(day: dt.date | None = None) -> list[int]:
    """The years from the first publication to the last one, or to a local day's (today's); the latest first."""
    span = Publication.objects.aggregate(first=Min("local_date"), last=Max("local_date"))
    this = (day or today()).year
    first, last = (span[name].year if span[name] else this for name in ("first", "last"))
    return list(range(max(last, this), min(first, this) - 1, -1))


def kinds_to_choose() -> dict[str, str]:
    """The kinds that units had when something of theirs was published: code and name, by name."""
    rows = PublicationUnit.objects.holding().exclude(kind_code="").values_list("kind_code").annotate(Max("kind_name"))
    return dict(sorted(rows.order_by("kind_code"), key=lambda row: row[1]))
