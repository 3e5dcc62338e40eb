"""The publications of the record as lists show them: what holds of each, in a constant number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from cms.units.models import Publication, PublicationByline, PublicationUnit

if TYPE_CHECKING:
    from django.db.models import QuerySet


def listed(publications: QuerySet[Publication]) -> Any:
    """``publications`` with what a line needs: ``holding_units``, ``holding_bylines`` and the sections."""
    units: Any = PublicationUnit.objects.holding().order_by("pk")
    bylines: Any = PublicationByline.objects.holding().order_by("pk")
    return publications.defer("content").prefetch_related(
        Prefetch("units", units, to_attr="holding_units"),
        Prefetch("bylines", bylines, to_attr="holding_bylines"),
        "sections",
    )


def units_of(publication: Any) -> str:
    """The units of a publication that ``listed`` gave, by their names of the day, and for which it does not count."""
    return "; ".join(
        row.name if row.counts else _("%(unit)s (does not count)") % {"unit": row.name}
        for row in publication.holding_units
    )


def bylines_of(publication: Any) -> str:
    """The by-lines as printed, of a publication that ``listed`` gave."""
    return ", ".join(row.byline for row in publication.holding_bylines)


def state_of(publication: Publication) -> str:
    """Where the publication stands, in a word."""
    if publication.withdrawn_at:
        return _("withdrawn")
    if publication.hidden_at:
        return _("hidden")
    return _("stands on the portal")
