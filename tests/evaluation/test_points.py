"""Points, against an independent computation: decimals, loops and sorted lists, sharing no code with the rooms."""

from __future__ import annotations

import statistics
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.evaluation.points.figures import Figures
from cms.evaluation.points.scoring import score
from cms.evaluation.points.sentences import sentence, verdict
from cms.evaluation.points.words import in_words
from cms.evaluation.terms import (
    Band,
    EachWithLimit,
    GenreTerms,
    GoneUnits,
    NumberTerms,
    OwingNothing,
    ShareTerms,
    Terms,
    TimelinessTerms,
)

GENRES = ["tin", "bai", "phong-su"]
POINTS = st.decimals(0, 20, places=2)


def bands(bounds: st.SearchStrategy[Decimal]) -> st.SearchStrategy[tuple[Band, ...]]:
    rows = st.lists(st.tuples(bounds, POINTS), min_size=1, max_size=5, unique_by=lambda row: row[0])
    return rows.map(lambda found: tuple(Band(*row) for row in sorted(found)))


PERCENT = st.decimals(0, 100, places=1)
SHARES = st.one_of(st.builds(ShareTerms, POINTS, st.just(())), st.builds(ShareTerms, POINTS, bands(PERCENT)))
EACH = st.builds(EachWithLimit, st.decimals(0, 3, places=2), POINTS)
TERMS = st.builds(
    Terms,
    maximum=st.decimals(1, 30, places=2),
    periods=st.none() | SHARES,
    total=st.none() | SHARES,
    timeliness=st.none() | st.builds(TimelinessTerms, bands(st.decimals(0, 40, places=1)), POINTS),
    number=st.none() | st.builds(NumberTerms, bands(st.integers(0, 30).map(Decimal))),
    genres=st.none()
    | st.builds(
        GenreTerms,
        st.lists(st.tuples(st.sampled_from(GENRES), POINTS), max_size=3, unique_by=lambda row: row[0]).map(
            lambda rows: tuple(sorted(rows))
        ),
        POINTS,
    ),
    above=st.none() | EACH,
    returns=st.none() | EACH,
    owing_nothing=st.sampled_from(OwingNothing),
    gone_units=st.sampled_from(GoneUnits),
)


@st.composite
def years(draw: st.DrawFn) -> Figures:
    owed = draw(st.integers(0, 53))
    items = draw(
        st.lists(st.tuples(st.none() | st.integers(0, 60), st.sampled_from(GENRES), st.integers(0, 3)), max_size=25)
    )
    days = sorted(day for day, _genre, _returns in items if day is not None)
    return Figures(
        periods_owed=owed,
        periods_met=draw(st.integers(0, owed)),
        total_owed=draw(st.integers(0, 60)),
        total_published=len(items),
        days=tuple(days),
        without_day=len(items) - len(days),
        genres={genre: sum(own == genre for _day, own, _returns in items) for genre in GENRES},
        returns=sum(returned for _day, _genre, returned in items),
    )


def band_points(rows: tuple[Band, ...], fits: list[bool], *, last: bool) -> Decimal:
    found = [row.points for row, is_fitting in zip(rows, fits, strict=True) if is_fitting]
    return Decimal(0) if not found else found[-1 if last else 0]


def share_points(terms: ShareTerms, done: int, owed: int) -> Decimal:
    done = min(done, owed)
    if not terms.bands:
        return terms.points * done / owed
    return band_points(terms.bands, [Decimal(done) * 100 >= row.bound * owed for row in terms.bands], last=True)


def oracle(terms: Terms, year: Figures) -> Decimal | None:
    """The points of a year, computed in decimals with 60 digits."""
    parts: list[Decimal] = []
    if year.periods_owed == 0 and year.total_owed == 0 and terms.owing_nothing == OwingNothing.UNGRADED:
        return None
    if terms.periods and year.periods_owed:
        parts.append(share_points(terms.periods, year.periods_met, year.periods_owed))
    if terms.total and year.total_owed:
        parts.append(share_points(terms.total, year.total_published, year.total_owed))
    if terms.timeliness:
        if year.days:
            median = Decimal(str(statistics.median(year.days)))
            rows = terms.timeliness.bands
            parts.append(band_points(rows, [median <= row.bound for row in rows], last=False))
        else:
            parts.append(terms.timeliness.unmeasured if year.without_day else Decimal(0))
    if terms.number:
        rows = terms.number.bands
        parts.append(band_points(rows, [year.total_published >= row.bound for row in rows], last=True))
    if terms.genres:
        earned = [points for code, points in terms.genres.each for _item in range(year.genres[code])]
        parts.append(min(sum(earned, Decimal(0)), terms.genres.limit))
    if terms.above and year.total_owed:
        more = max(0, year.total_published - year.total_owed)
        parts.append(min(more * terms.above.each, terms.above.limit))
    if terms.returns:
        parts.append(-min(year.returns * terms.returns.each, terms.returns.limit))
    if not parts:
        return None
    total = min(max(sum(parts, Decimal(0)), Decimal(0)), terms.maximum)
    # Thirds and the like have no last digit: what lies a hair below a half there is one.
    return total.quantize(Decimal("1e-40")).quantize(Decimal("0.01"), ROUND_HALF_UP)


@settings(max_examples=600, deadline=None)
@given(TERMS, years())
def test_points_are_those_of_an_independent_computation(terms: Terms, year: Figures) -> None:
    with localcontext() as precise:
        precise.prec = 60
        expected = oracle(terms, year)
    assert score(terms, year).points == expected


@settings(max_examples=200, deadline=None)
@given(TERMS, years())
def test_every_result_explains_itself(terms: Terms, year: Figures) -> None:
    result = score(terms, year)
    assert all(sentence(line, terms, year) for line in result.lines)
    assert verdict(result, terms)
    assert len(in_words(terms, {})) == 3 + len(terms.parts)
    if result.points is not None:
        assert 0 <= result.points <= terms.maximum
        assert result.points == result.points.quantize(Decimal("0.01"))


@settings(max_examples=200, deadline=None)
@given(TERMS)
def test_a_table_reads_back_as_it_was_written(terms: Terms) -> None:
    assert Terms.from_json(terms.as_json()).as_json() == terms.as_json()


def year_of(**fields: object) -> Figures:
    return Figures(**({"periods_owed": 12, "total_owed": 12} | fields))


@pytest.mark.parametrize(
    ("met", "expected"), [(0, "0.00"), (1, "0.42"), (5, "2.08"), (12, "5.00")], ids=["none", "one", "five", "all"]
)
def test_a_share_gives_points_in_proportion_rounded_halves_up(met: int, expected: str) -> None:
    terms = Terms(Decimal(10), periods=ShareTerms(Decimal(5)))
    assert score(terms, year_of(periods_met=met)).points == Decimal(expected)


def test_a_half_of_a_hundredth_is_rounded_up() -> None:
    terms = Terms(Decimal(10), periods=ShareTerms(Decimal("0.01")))
    assert score(terms, year_of(periods_owed=2, periods_met=1)).points == Decimal("0.01")


def test_the_result_is_rounded_once_and_not_its_parts() -> None:
    third = ShareTerms(Decimal(5))
    terms = Terms(Decimal(10), periods=third, total=third)
    year = Figures(periods_owed=3, periods_met=1, total_owed=3, total_published=1)
    assert score(terms, year).points == Decimal("3.33")
    year = Figures(periods_owed=6, periods_met=1, total_owed=6, total_published=1, without_day=1)
    assert score(terms, year).points == Decimal("1.67")


@pytest.mark.parametrize("maximum", ["4", "10"])
def test_a_bonus_does_not_lift_the_result_above_the_maximum(maximum: str) -> None:
    terms = Terms(Decimal(maximum), periods=ShareTerms(Decimal(4)), above=EachWithLimit(Decimal(1), Decimal(3)))
    year = year_of(periods_met=12, total_published=20)
    assert score(terms, year).points == min(Decimal(maximum), Decimal(7))


def test_a_deduction_does_not_push_the_result_below_zero() -> None:
    terms = Terms(Decimal(10), periods=ShareTerms(Decimal(1)), returns=EachWithLimit(Decimal(1), Decimal(5)))
    assert score(terms, year_of(returns=9)).points == Decimal("0.00")


@pytest.mark.usefixtures("source_language")
def test_a_sentence_names_numbers_bands_and_limits() -> None:
    terms = Terms(
        Decimal(10),
        periods=ShareTerms(Decimal(5), (Band(Decimal(50), Decimal(2)), Band(Decimal(80), Decimal(4)))),
        timeliness=TimelinessTerms((Band(Decimal(2), Decimal(2)), Band(Decimal(5), Decimal(1)))),
        returns=EachWithLimit(Decimal("0.5"), Decimal(1)),
    )
    year = year_of(periods_met=10, days=(1, 4), without_day=1, total_published=3, returns=3)
    told = [sentence(line, terms, year) for line in score(terms, year).lines]
    assert told == [
        "10 of 12 periods met (83.33 %): from 80 % on, 4 points.",
        (
            "Median of 2.5 days from event to publication (2 items): up to 5 days, 1 points. "
            "1 items without the day of their event are left out."
        ),
        "Returned before publication, taken off: 3 × 0.5 = 1.5, limited to 1 points.",
    ]
    assert verdict(score(terms, year), terms) == "4 + 1 − 1 = 4 points. Result, rounded to two decimals: 4.00."
