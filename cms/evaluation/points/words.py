"""A table of points in plain words: a line for each part that applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.evaluation.terms import (
    Band,
    EachWithLimit,
    GenreTerms,
    NumberTerms,
    Part,
    ShareTerms,
    Terms,
    TimelinessTerms,
)

from .numbers import spoken


def in_words(terms: Terms, genre_names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each part that applies, with what it gives; then what becomes of units without a quota, and of those gone."""
    told = [(str(part.label), _WORDS[part](getattr(terms, part.value), genre_names)) for part in terms.parts]
    return [
        (_("At most"), _("%(points)s points; never below 0.") % {"points": spoken(terms.maximum)}),
        *told,
        (_("Units that owe no item"), str(terms.owing_nothing.label)),
        (_("Units gone by the year's last day"), str(terms.gone_units.label)),
    ]


def _share(terms: ShareTerms, genre_names: Mapping[str, str]) -> str:
    if not terms.bands:
        return _("Up to %(points)s points, in proportion.") % {"points": spoken(terms.points)}
    return _listed(_("from %(bound)s %%: %(points)s points"), reversed(terms.bands))


def _listed(pattern: str, bands: Iterable[Band]) -> str:
    told = [pattern % {"bound": spoken(band.bound), "points": spoken(band.points)} for band in bands]
    return "; ".join(told) + "."


def _timeliness(terms: TimelinessTerms, genre_names: Mapping[str, str]) -> str:
    bands = _listed(_("up to %(bound)s days: %(points)s points"), terms.bands)
    unmeasured = _("If no item bears the day of its event: %(points)s points.") % {"points": spoken(terms.unmeasured)}
    return " ".join([_("By the median of days from event to publication:"), bands, unmeasured])


def _number(terms: NumberTerms, genre_names: Mapping[str, str]) -> str:
    return _listed(_("from %(bound)s items: %(points)s points"), reversed(terms.bands))


def _genres(terms: GenreTerms, genre_names: Mapping[str, str]) -> str:
    each = [f"{genre_names.get(code, code)}: {spoken(points)}" for code, points in terms.each]
    words = {"each": "; ".join(each), "limit": spoken(terms.limit)}
    return _("For each item, %(each)s; together no more than %(limit)s points.") % words


def _above(terms: EachWithLimit, genre_names: Mapping[str, str]) -> str:
    words = {"each": spoken(terms.each), "limit": spoken(terms.limit)}
    return _("%(each)s points more for each item, together no more than %(limit)s points.") % words


def _returns(terms: EachWithLimit, genre_names: Mapping[str, str]) -> str:
    words = {"each": spoken(terms.each), "limit": spoken(terms.limit)}
    return _("%(each)s points less for each return, together no more than %(limit)s points.") % words


_WORDS: dict[Part, Callable[[Any, Mapping[str, str]], str]] = {
    Part.PERIODS: _share,
    Part.TOTAL: _share,
    Part.TIMELINESS: _timeliness,
    Part.NUMBER: _number,
    Part.GENRES: _genres,
    Part.ABOVE: _above,
    Part.RETURNS: _returns,
}
