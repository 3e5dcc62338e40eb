"""How a publication's record was amended: when, by whom, why, and what stood there before and after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import datetime as dt

    from cms.units.models import Publication, PublicationAmendment, PublicationByline, PublicationUnit


@dataclass
class Amended:
    """An amendment in words: what holds no more by it (``gone``), and what it said instead (``said``)."""

    at: dt.datetime
    by: str
    reason: str
    gone: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def amendments_of(publication: Publication) -> list[Amended]:
    """All amendments, the first one first; three queries however many there are."""
    rows: list[PublicationAmendment] = list(publication.amendments.select_related("by").order_by("pk"))
    told = {row.pk: Amended(row.at, str(row.by), row.reason) for row in rows}
    if not told:
        return []
    for unit in publication.units.order_by("pk"):
        _tell(told, unit, _unit_in_words(unit))
    for byline in publication.bylines.order_by("pk"):
        _tell(told, byline, _byline_in_words(byline))
    return list(told.values())


def _tell(told: dict[int, Amended], row: PublicationUnit | PublicationByline, words: str) -> None:
    if row.superseded_by_id is not None:
        told[row.superseded_by_id].gone.append(words)
    if row.amendment_id is not None:
        told[row.amendment_id].said.append(words)


def _unit_in_words(row: PublicationUnit) -> str:
    words = _("%(unit)s (counts)") if row.counts else _("%(unit)s (does not count)")
    return words % {"unit": row.name}


def _byline_in_words(row: PublicationByline) -> str:
    return _("%(name)s (share %(share)s)") % {"name": row.byline, "share": row.share}
