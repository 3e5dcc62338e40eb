"""Points of a unit's year: exact to the end, rounded once, halves up."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cms.evaluation.terms import (
    Band,
    EachWithLimit,
    GenreTerms,
    NumberTerms,
    OwingNothing,
    Part,
    ShareTerms,
    Terms,
    TimelinessTerms,
)

from .figures import Figures

_ZERO = Fraction(0)
_NEED_A_QUOTA = {Part.PERIODS, Part.TOTAL, Part.ABOVE}


@dataclass(frozen=True)
class Line:
    """What a part gives, or (below zero) takes; ``is_applied`` is false where it has nothing to measure."""

    part: Part
    points: Fraction
    is_applied: bool = True


@dataclass(frozen=True)
class Score:
    """The lines and what they come to; ``points`` is None for a unit that is not graded."""

    lines: tuple[Line, ...]
    points: Decimal | None

    @property
    def sum(self) -> Fraction:
        """The lines together, before the result is kept between 0 and the maximum and rounded."""
        return sum((line.points for line in self.lines), _ZERO)


def rounded(points: Fraction) -> Decimal:
    """Points with two decimals, halves up (away from zero for what is taken)."""
    hundredths = math.floor(abs(points) * 100 + Fraction(1, 2))
    return Decimal(hundredths if points >= 0 else -hundredths).scaleb(-2)


def score(terms: Terms, figures: Figures) -> Score:
    """The points of a year by a table: the sum of its parts, kept between 0 and the maximum, rounded once.

    A unit that owes nothing at all is graded only if the table says so, and then by the parts that need no quota.
    """
    if figures.owes_nothing and terms.owing_nothing is OwingNothing.UNGRADED:
        return Score((), None)
    lines = tuple(_line(part, terms, figures) for part in terms.parts)
    if not any(line.is_applied for line in lines):
        return Score(lines, None)
    within = min(max(Score(lines, None).sum, _ZERO), Fraction(terms.maximum))
    return Score(lines, rounded(within))


def reached(bands: tuple[Band, ...], value: Fraction) -> Band | None:
    """The last band whose bound ``value`` reaches, or None."""
    return next((band for band in reversed(bands) if value >= Fraction(band.bound)), None)


def reaching(bands: tuple[Band, ...], value: Fraction) -> Band | None:
    """The first band that reaches as far as ``value``, or None."""
    return next((band for band in bands if value <= Fraction(band.bound)), None)


def share_of(done: int, owed: int) -> Fraction:
    """The share of what was owed that was done, never more than the whole; raises ``ZeroDivisionError`` for none."""
    return min(Fraction(done, owed), Fraction(1))


def _line(part: Part, terms: Terms, figures: Figures) -> Line:
    if part in _NEED_A_QUOTA and not _has_quota(part, figures):
        return Line(part, _ZERO, is_applied=False)
    return Line(part, _POINTS[part](getattr(terms, part.value), figures))


def _has_quota(part: Part, figures: Figures) -> bool:
    return bool(figures.periods_owed if part is Part.PERIODS else figures.total_owed)


def _of_share(terms: ShareTerms, done: int, owed: int) -> Fraction:
    share = share_of(done, owed)
    return share * Fraction(terms.points) if not terms.bands else _given(reached(terms.bands, share * 100))


def _given(band: Band | None) -> Fraction:
    return Fraction(band.points) if band else _ZERO


def _periods(terms: ShareTerms, figures: Figures) -> Fraction:
    return _of_share(terms, figures.periods_met, figures.periods_owed)


def _total(terms: ShareTerms, figures: Figures) -> Fraction:
    return _of_share(terms, figures.total_published, figures.total_owed)


def _timeliness(terms: TimelinessTerms, figures: Figures) -> Fraction:
    if figures.median_days is None:
        return Fraction(terms.unmeasured) if figures.without_day else _ZERO
    return _given(reaching(terms.bands, figures.median_days))


def _number(terms: NumberTerms, figures: Figures) -> Fraction:
    return _given(reached(terms.bands, Fraction(figures.total_published)))


def _genres(terms: GenreTerms, figures: Figures) -> Fraction:
    earned = sum((Fraction(each) * figures.genres.get(code, 0) for code, each in terms.each), _ZERO)
    return min(earned, Fraction(terms.limit))


def _limited(terms: EachWithLimit, count: int) -> Fraction:
    return min(Fraction(terms.each) * count, Fraction(terms.limit))


def _above(terms: EachWithLimit, figures: Figures) -> Fraction:
    return _limited(terms, max(figures.total_published - figures.total_owed, 0))


def _returns(terms: EachWithLimit, figures: Figures) -> Fraction:
    return -_limited(terms, figures.returns)


_POINTS: dict[Part, Callable[[Any, Figures], Fraction]] = {
    Part.PERIODS: _periods,
    Part.TOTAL: _total,
    Part.TIMELINESS: _timeliness,
    Part.NUMBER: _number,
    Part.GENRES: _genres,
    Part.ABOVE: _above,
    Part.RETURNS: _returns,
}
