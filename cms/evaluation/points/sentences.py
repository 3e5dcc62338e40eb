"""The sentence how the points of each part came about, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from cms.evaluation.terms import EachWithLimit, GenreTerms, NumberTerms, Part, ShareTerms, Terms, TimelinessTerms

from .figures import Figures
from .numbers import full, signed, spoken
from .scoring import Line, Score, reached, reaching, share_of


def sentence(line: Line, terms: Terms, figures: Figures) -> str:
    """How the points of a line came about."""
    if not line.is_applied:
        return _UNAPPLIED[line.part]()
    return _SENTENCES[line.part](getattr(terms, line.part.value), figures)


def verdict(score: Score, terms: Terms) -> str:
    """How the lines come to the result."""
    if score.points is None:
        return _("Not graded: the unit owed no item in this year, and the table of points gives nothing else.")
    lines = [line for line in score.lines if line.is_applied]
    adding = " + ".join(signed(line.points) for line in lines).replace("+ −", "− ")
    said = _("%(adding)s = %(sum)s points.") % {"adding": adding, "sum": signed(score.sum)}
    if score.sum > Fraction(terms.maximum):
        said += " " + _("The criterion has %(maximum)s points at most.") % {"maximum": spoken(terms.maximum)}
    if score.sum < 0:
        said += " " + _("The result is never below 0.")
    return said + " " + _("Result, rounded to two decimals: %(points)s.") % {"points": full(score.points)}


def _of_share(counted: str, terms: ShareTerms, done: int, owed: int) -> str:
    share = share_of(done, owed)
    words = {
        "counted": counted,
        "percent": spoken(share * 100),
        "maximum": spoken(terms.points),
        "points": spoken(share * Fraction(terms.points)),
    }
    if not terms.bands:
        return _("%(counted)s (%(percent)s %%): %(percent)s %% of %(maximum)s points, %(points)s points.") % words
    return _by_share_band(words, terms, share)


def _by_share_band(words: dict[str, str], terms: ShareTerms, share: Fraction) -> str:
    band = reached(terms.bands, share * 100)
    if band is None:
        words["bound"] = spoken(terms.bands[0].bound)
        return _("%(counted)s (%(percent)s %%): below %(bound)s %%, no points.") % words
    words |= {"bound": spoken(band.bound), "points": spoken(band.points)}
    return _("%(counted)s (%(percent)s %%): from %(bound)s %% on, %(points)s points.") % words


def _periods(terms: ShareTerms, figures: Figures) -> str:
    counted = _("%(met)d of %(owed)d periods met") % {"met": figures.periods_met, "owed": figures.periods_owed}
    return _of_share(counted, terms, figures.periods_met, figures.periods_owed)


def _total(terms: ShareTerms, figures: Figures) -> str:
    words = {"published": figures.total_published, "owed": figures.total_owed}
    counted = _("%(published)d items published, %(owed)d owed in the year") % words
    return _of_share(counted, terms, figures.total_published, figures.total_owed)


def _timeliness(terms: TimelinessTerms, figures: Figures) -> str:
    median = figures.median_days
    if median is None:
        return _unmeasured(terms, figures)
    said = _measured(terms, figures, median)
    if figures.without_day:
        left_out = _("%(number)d items without the day of their event are left out.")
        said += " " + left_out % {"number": figures.without_day}
    return said


def _unmeasured(terms: TimelinessTerms, figures: Figures) -> str:
    if not figures.without_day:
        return _("No item was published: no points for timeliness.")
    words = {"points": spoken(terms.unmeasured), "number": figures.without_day}
    return _("None of %(number)d items bears the day of its event: %(points)s points.") % words


def _measured(terms: TimelinessTerms, figures: Figures, median: Fraction) -> str:
    band = reaching(terms.bands, median)
    words: dict[str, str | int] = {"median": spoken(median), "number": len(figures.days)}
    if band is None:
        said = _(
            "Median of %(median)s days from event to publication (%(number)d items): beyond every band, no points."
        )
        return said % words
    words |= {"bound": spoken(band.bound), "points": spoken(band.points)}
    said = _(
        "Median of %(median)s days from event to publication (%(number)d items): "
        "up to %(bound)s days, %(points)s points."
    )
    return said % words


def _number(terms: NumberTerms, figures: Figures) -> str:
    band = reached(terms.bands, Fraction(figures.total_published))
    told = {"published": figures.total_published}
    if band is None:
        return _("%(published)d items published: fewer than the first band, no points.") % told
    words = told | {"bound": spoken(band.bound), "points": spoken(band.points)}
    return _("%(published)d items published: from %(bound)s items on, %(points)s points.") % words


def _genres(terms: GenreTerms, figures: Figures) -> str:
    earning = [(code, each, figures.genres.get(code, 0)) for code, each in terms.each]
    names = figures.genre_names
    counted = [f"{number} × {spoken(each)} ({names.get(code, code)})" for code, each, number in earning if number]
    if not counted:
        return _("No item of the genres that earn a bonus.")
    earned = sum((Fraction(each) * number for _code, each, number in earning), Fraction(0))
    return _limited(" + ".join(counted), earned, Fraction(terms.limit))


def _limited(counted: str, earned: Fraction, limit: Fraction) -> str:
    words = {"counted": counted, "earned": spoken(earned), "limit": spoken(limit)}
    if earned > limit:
        return _("%(counted)s = %(earned)s, limited to %(limit)s points.") % words
    return _("%(counted)s = %(earned)s points.") % words


def _each(terms: EachWithLimit, count: int) -> str:
    return _limited(f"{count} × {spoken(terms.each)}", Fraction(terms.each) * count, Fraction(terms.limit))


def _above(terms: EachWithLimit, figures: Figures) -> str:
    more = figures.total_published - figures.total_owed
    if more <= 0:
        return _("No item above the quota.")
    return _("Items above the quota: %(counted)s") % {"counted": _each(terms, more)}


def _returns(terms: EachWithLimit, figures: Figures) -> str:
    if not figures.returns:
        return _("No item was returned.")
    return _("Returned before publication, taken off: %(counted)s") % {"counted": _each(terms, figures.returns)}


_UNAPPLIED = {
    Part.PERIODS: lambda: _("The unit owed no whole period in this year: this part gives and takes nothing."),
    Part.TOTAL: lambda: _("The unit owed no number in this year: this part gives and takes nothing."),
    Part.ABOVE: lambda: _("Without a quota there is nothing above it."),
}
_SENTENCES: dict[Part, Callable[[Any, Figures], str]] = {
    Part.PERIODS: _periods,
    Part.TOTAL: _total,
    Part.TIMELINESS: _timeliness,
    Part.NUMBER: _number,
    Part.GENRES: _genres,
    Part.ABOVE: _above,
    Part.RETURNS: _returns,
}
