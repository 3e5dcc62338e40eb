"""The fields by which each part of a table of points is entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.evaluation.terms import EachWithLimit, GenreTerms, Part

BANDS = 6
# part: what the bound of a band is called
BANDED = {
    Part.PERIODS: _("from … % on"),
    Part.TOTAL: _("from … % on"),
    Part.TIMELINESS: _("up to … days"),
    Part.NUMBER: _("from … items on"),
}
HELP = {
    Part.PERIODS: _("Share of the owed periods (week, month, quarter …) that have what is owed."),
    Part.TOTAL: _("Share of the year's number; more than the whole counts as the whole."),
    Part.TIMELINESS: _("By the median of days from event to publication, of items that bear the day of their event."),
    Part.NUMBER: _("For units without a quota: by how many items were published in the year."),
    Part.GENRES: _("More points for each item of a genre."),
    Part.ABOVE: _("More points for each item above the year's quota."),
    Part.RETURNS: _("Points taken for each time that an item was returned before it was published."),
}


def points_field(label: Any, *, help_text: Any = "") -> forms.DecimalField:
    """A number of points or a bound: never negative, two decimals at most, a comma as people type it."""
    return forms.DecimalField(
        label=label, min_value=0, max_digits=6, decimal_places=2, required=False, localize=True, help_text=help_text
    )


def own_fields(part: Part, genres: Sequence[tuple[str, str]]) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a part by their own names; ``genres`` are codes with names."""
    if part in (Part.PERIODS, Part.TOTAL):
        yield (
            "points",
            points_field(_("Points for the whole"), help_text=_("Given in proportion unless bands are entered.")),
        )
    if part is Part.TIMELINESS:
        yield "unmeasured", points_field(_("Points if no item bears the day of its event"))
    if part in (Part.ABOVE, Part.RETURNS):
        yield "each", points_field(_("Points for each"))
    if part is Part.GENRES:
        for code, name in genres:
            yield f"each_{code}", points_field(name)
    if part in (Part.GENRES, Part.ABOVE, Part.RETURNS):
        yield "limit", points_field(_("Together at most"))
    if part in BANDED:
        for number in range(BANDS):
            yield f"bound_{number}", points_field(BANDED[part])
            yield f"gives_{number}", points_field(_("points"))


def initial_of_part(part: Any) -> Iterator[tuple[str, Decimal]]:
    """What a part of a table says, by the names of its fields."""
    for name in ("points", "unmeasured", "limit"):
        if hasattr(part, name):
            yield name, getattr(part, name)
    if isinstance(part, GenreTerms):
        for code, points in part.each:
            yield f"each_{code}", points
    elif isinstance(part, EachWithLimit):
        yield "each", part.each
    for number, band in enumerate(getattr(part, "bands", ())):
        yield f"bound_{number}", band.bound
        yield f"gives_{number}", band.points
