"""The numbers behind the plots, against a count of the same records by hand."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from collections import Counter, defaultdict
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.statistics.figures.by_month import by_kind, by_section
from cms.statistics.figures.scope import Scope, kinds_to_choose, years_to_choose
from cms.statistics.figures.spreads import Spread
from cms.statistics.figures.stages import stages, whole_way_by_month
from cms.statistics.panels import panels_of
from cms.units.amending import amend
from cms.units.models import Publication, PublicationImport, PublicationUnit, Unit, UnitKind
from tests.factories.publications import local_moment, publish
from tests.factories.units import UserFactory, make_unit

NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def random_year(units: list[Unit], seed: int) -> None:
    """Publications of three years of every sort, on the edges of months and days too."""
    chance = random.Random(seed)
    source = PublicationImport.objects.create(file_name="cu.xlsx", digest="0" * 64)
    for _ in range(60):
        event = dt.date(2024, 12, 20) + dt.timedelta(days=chance.randrange(400))
        sent = event + dt.timedelta(days=chance.randrange(-2, 5))
        approved = sent + dt.timedelta(days=chance.randrange(-1, 4))
        day = approved + dt.timedelta(days=chance.randrange(4))
        at = chance.choice([dt.time(0, 0), dt.time(12, 0), dt.time(23, 59, 59)])
        fates: list[dict[str, Any]] = [{}] * 5 + [
            {"hidden_at": NOW},
            {"withdrawn_at": NOW},
            {"origin": "reposted"},
            {"channel": "facebook_group"},
            {"imported_by": source},
        ]
        first, second = chance.sample(units, k=2)
        publish(
            first,
            at=local_moment(day, at),
            joint=[(second, chance.random() < 0.5)] if chance.random() < 0.4 else [],
            event_date=event if chance.random() < 0.9 else None,
            submitted_at=local_moment(sent, at) if chance.random() < 0.9 else None,
            approved_on=approved,
            sections=chance.sample(["Phong trào", "Chế độ", "An toàn"], k=chance.randrange(3)),
            **chance.choice(fates),
        )


@pytest.fixture
def units(portal: None) -> list[Unit]:
    grassroots = [make_unit(f"Trường {letter}") for letter in "AB"]
    return [*grassroots, make_unit("Huyện Na Rì", UnitKind.INTERMEDIATE), make_unit("Ban Tuyên giáo", "department")]


def counted_by_hand(year: int, kind: str = "") -> list[Publication]:
    """The publications that count for statistics, one after the other."""
    return [
        row
        for row in Publication.objects.all()
        if row.local_date.year == year
        and row.withdrawn_at is None
        and row.hidden_at is None
        and (row.origin, row.channel) == ("own", "portal")
        and (not kind or kind in {unit.kind_code for unit in row.units.all() if unit.superseded_by_id is None})
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["", "grassroots", "department"])
def test_months_sections_and_kinds_agree_with_a_count_by_hand(units: list[Unit], seed: int, kind: str) -> None:
    random_year(units, seed)
    sections: defaultdict[str, Counter[int]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[int]] = defaultdict(Counter)
    whole: Counter[int] = Counter()
    for row in counted_by_hand(2025, kind):
        month = row.local_date.month
        whole[month] += 1
        for name in {section.name for section in row.sections.all()} or {"–"}:
            sections[name][month] += 1
        for name in {unit.kind_name for unit in row.units.all()}:
            kinds[name][month] += 1
    found, scope = by_section(Scope(2025, kind)), Scope(2025, kind)
    assert found.whole.numbers == tuple(whole[month] for month in range(1, 13))
    expected = {tuple(months[month] for month in range(1, 13)) for months in sections.values()}
    assert {row.numbers for row in found.rows} == expected
    assert {(row.label, row.numbers) for row in by_kind(scope).rows} == {
        (name, tuple(months[month] for month in range(1, 13))) for name, months in kinds.items()
    }


def spread_by_hand(days: list[int]) -> Spread:
    if not days:
        return Spread(0, None, None, None)
    if len(days) == 1:
        return Spread(1, *[float(days[0])] * 3)
    return Spread(len(days), *statistics.quantiles(days, n=4, method="inclusive"))


def way_by_hand(row: Publication) -> tuple[int | None, ...]:
    """The days of the three stages and of the whole way, none below nought."""
    sent = (row.submitted_at + dt.timedelta(hours=7)).date() if row.submitted_at else None
    steps = [(row.event_date, sent), (sent, row.unit_approved_on), (row.unit_approved_on, row.local_date)]
    steps.append((row.event_date, row.local_date))
    return tuple(max((end - start).days, 0) if start and end else None for start, end in steps)


def plain(spread: Spread) -> tuple[Any, ...]:
    return (spread.number, *(pytest.approx(value) for value in (spread.lower, spread.median, spread.upper)))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("kind", ["", "grassroots"])
def test_days_of_each_stage_agree_with_quartiles_by_hand(units: list[Unit], seed: int, kind: str) -> None:
    random_year(units, seed)
    ways = [(row.local_date.month, way_by_hand(row)) for row in counted_by_hand(2025, kind) if not row.imported_by_id]
    for place, stage in enumerate(stages(Scope(2025, kind))):
        days = [way[place] for _month, way in ways if way[place] is not None]
        spread = spread_by_hand(days)
        assert (stage.spread.number, stage.spread.lower, stage.spread.median, stage.spread.upper) == plain(spread)
    for month, spread in enumerate(whole_way_by_month(Scope(2025, kind)), start=1):
        expected = spread_by_hand([way[3] for at, way in ways if at == month and way[3] is not None])
        assert (spread.number, spread.lower, spread.median, spread.upper) == plain(expected)


def test_items_in_no_section_stand_last_and_only_if_there_are_some(units: list[Unit]) -> None:
    publish(units[0], on=dt.date(2025, 3, 1), sections=["Phong trào"])
    assert [row.label for row in by_section(Scope(2025)).rows] == ["Phong trào"]
    for _ in range(2):
        publish(units[0], on=dt.date(2025, 4, 1))
    assert [row.total for row in by_section(Scope(2025)).rows] == [1, 2]


def test_an_amended_item_is_counted_with_the_kind_that_it_has_now(units: list[Unit]) -> None:
    publication = publish(units[0], on=dt.date(2025, 3, 1))
    amend(publication, by=UserFactory(board=True), reason="Nhầm", units=[(units[2], True)])
    assert [row.total for row in by_kind(Scope(2025)).rows] == [1]
    assert by_section(Scope(2025, UnitKind.GRASSROOTS)).whole.total == 0
    assert by_section(Scope(2025, UnitKind.INTERMEDIATE)).whole.total == 1


def test_a_unit_that_took_part_without_counting_is_seen_in_its_kind(units: list[Unit]) -> None:
    publish(units[0], on=dt.date(2025, 3, 1), joint=[(units[2], False)])
    assert {row.total for row in by_kind(Scope(2025)).rows} == {1}
    assert PublicationUnit.objects.counting().count() == 1


def test_years_go_from_the_first_publication_to_today(units: list[Unit]) -> None:
    assert years_to_choose(dt.date(2026, 5, 1)) == [2026]
    publish(units[0], on=dt.date(2023, 12, 31))
    assert years_to_choose(dt.date(2026, 5, 1)) == [2026, 2025, 2024, 2023]


def test_kinds_are_those_of_the_record(units: list[Unit]) -> None:
    publish(units[2], on=dt.date(2023, 12, 31))
    assert list(kinds_to_choose()) == [UnitKind.INTERMEDIATE]


@pytest.mark.parametrize(
    ("day", "begun"), [(dt.date(2025, 3, 1), 3), (dt.date(2026, 1, 1), 12), (dt.date(2024, 12, 31), 0)], ids=str
)
def test_months_that_have_not_come_are_known(day: dt.date, begun: int) -> None:
    assert Scope(2025).months_begun(day) == begun


def test_the_plots_cost_the_same_queries_whatever_they_count(units: list[Unit]) -> None:
    costs = []
    for seed in (1, 2):
        random_year(units, seed)
        with CaptureQueriesContext(connection) as queries:
            panels_of(Scope(2025))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize("days", [[3], [1, 2], [0, 0, 5], [1, 2, 3, 4], [7] * 9 + [1]], ids=str)
def test_median_and_quartiles_are_those_of_a_spreadsheet(days: list[int]) -> None:
    spread = Spread.of(Counter(days))
    assert (spread.number, spread.lower, spread.median, spread.upper) == plain(spread_by_hand(days))
