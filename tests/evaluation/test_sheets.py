"""What a year evaluates: which units, as what, and by which items."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from decimal import Decimal

import pytest

from cms.evaluation import acts
from cms.evaluation.models import EvaluationCalendar, PointsTable
from cms.evaluation.sheets.gathering import gather
from cms.evaluation.sheets.sheet import Item, Sheet
from cms.evaluation.terms import (
    GoneUnits,
    NumberTerms,
    OwingNothing,
    ShareTerms,
    Terms,
    TimelinessTerms,
)
from cms.evaluation.terms.parts import Band
from cms.evaluation.years import years_of
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.models import Origin, Publication, PublicationUnit, Unit, UnitKind, UnitVersion
from tests.factories.evaluation import give_points, kind_of
from tests.factories.news import Desk
from tests.factories.publications import local_moment, publish
from tests.factories.units import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("source_language")]
YEAR = Year.calendar(2025)


def sheets(year: Year = YEAR, *kinds: str) -> dict[int, Sheet]:
    codes = kinds or (UnitKind.GRASSROOTS,)
    return {sheet.unit: sheet for sheet, _items in gather(year, [kind_of(code) for code in codes], today())}


def becomes(unit: Unit, day: dt.date, kind: str) -> None:
    """Another kind from a day on."""
    old = UnitVersion.objects.get(unit=unit, valid_to=None)
    UnitVersion.objects.filter(pk=old.pk).update(valid_to=day)
    UnitVersion.objects.create(unit=unit, name=old.name, kind=kind_of(kind), valid_from=day)


def ends(unit: Unit, day: dt.date) -> None:
    UnitVersion.objects.filter(unit=unit, valid_to=None).update(valid_to=day)


def test_a_unit_is_evaluated_with_the_kind_of_its_last_day_in_the_year(desk: Desk) -> None:
    becomes(desk.unit, dt.date(2025, 7, 1), UnitKind.INTERMEDIATE)
    assert desk.unit.pk not in sheets()
    sheet = sheets(YEAR, UnitKind.INTERMEDIATE)[desk.unit.pk]
    # One half-year as a grassroots unit, six months as an intermediate one.
    assert sheet.figures.periods_owed == 7
    assert "From 01/07/2025 on it was of the kind" in " ".join(sheet.notes)


def test_what_a_unit_becomes_after_the_year_changes_nothing(desk: Desk) -> None:
    becomes(desk.unit, dt.date(2026, 1, 1), UnitKind.INTERMEDIATE)
    assert sheets()[desk.unit.pk].notes == ()


def test_a_unit_founded_within_the_year_owes_what_it_lived_through(desk: Desk) -> None:
    unit = make_unit("Công đoàn cơ sở mới", on=dt.date(2025, 5, 2))
    sheet = sheets()[unit.pk]
    assert (sheet.figures.periods_owed, sheet.figures.total_owed) == (1, 1)
    assert sheet.notes[0].startswith("Founded on 02/05/2025")


def test_a_unit_that_owed_nothing_is_not_graded(desk: Desk) -> None:
    unit = make_unit("Công đoàn cơ sở mới", on=dt.date(2025, 9, 1))
    sheet = sheets()[unit.pk]
    assert (sheet.points, sheet.lines) == (None, ())
    assert sheet.verdict.startswith("Not graded")


def test_a_unit_that_was_gone_before_the_year_or_comes_after_it_is_no_unit_of_the_year(desk: Desk) -> None:
    early, late = make_unit("Cũ"), make_unit("Sau", on=dt.date(2026, 1, 1))
    ends(early, YEAR.first)
    assert {early.pk, late.pk}.isdisjoint(sheets())


@pytest.mark.parametrize("gone_units", list(GoneUnits))
def test_a_unit_gone_by_the_last_day_stands_in_the_annex(desk: Desk, gone_units: GoneUnits) -> None:
    terms = Terms(Decimal(10), periods=ShareTerms(Decimal(5)), gone_units=gone_units)
    give_points(terms, by=desk.board)
    publish(desk.unit, on=dt.date(2025, 3, 1))
    ends(desk.unit, dt.date(2025, 7, 1))
    sheet = sheets()[desk.unit.pk]
    assert sheet.is_annex
    assert sheet.points == (None if gone_units == GoneUnits.ANNEX else Decimal("5.00"))
    assert "Since 01/07/2025 the unit no longer exists" in " ".join(sheet.notes)


def test_departments_are_judged_by_timeliness_and_number(desk: Desk) -> None:
    terms = Terms(
        Decimal(10),
        timeliness=TimelinessTerms((Band(Decimal(1), Decimal(5)),)),
        number=NumberTerms((Band(Decimal(2), Decimal(4)),)),
        owing_nothing=OwingNothing.OTHER_PARTS,
    )
    give_points(terms, by=desk.board, kind=UnitKind.DEPARTMENT)
    unit = make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)
    for day in (2, 3):
        publish(unit, on=dt.date(2025, 3, day), event_date=dt.date(2025, 3, 2))
    assert sheets(YEAR, UnitKind.DEPARTMENT)[unit.pk].points == Decimal("9.00")


def test_the_table_of_the_years_last_day_decides(desk: Desk) -> None:
    later = PointsTable(
        kind=kind_of(),
        source="Hướng dẫn",
        valid_from=YEAR.last,
        plain_terms=Terms(Decimal(7), number=NumberTerms((Band(Decimal(0), Decimal(7)),))).as_json(),
    )
    acts.establish(later, by=desk.board)
    assert sheets()[desk.unit.pk].points == Decimal("7.00")
    assert sheets(Year.calendar(2024))[desk.unit.pk].points != Decimal("7.00")


def test_a_school_year_counts_from_september_to_august(desk: Desk) -> None:
    year = Year(dt.date(2023, 9, 1))
    assert year.last == dt.date(2024, 8, 31)
    for on in (dt.date(2023, 8, 31), dt.date(2023, 9, 1), dt.date(2024, 2, 29), dt.date(2024, 8, 31), year.end):
        publish(desk.unit, on=on)
    publish(desk.unit, at=local_moment(dt.date(2024, 8, 31), dt.time(23, 59, 59)))
    sheet = sheets(year)[desk.unit.pk]
    assert sheet.figures.total_published == 4
    assert [row.label for row in sheet.periods] == ["First half of 2024", "Second half of 2024"]


def test_a_calendar_that_begins_within_a_year_begins_a_year_of_its_own(desk: Desk) -> None:
    school = EvaluationCalendar(
        kind=kind_of(), month=9, day_of_month=1, valid_from=dt.date(2025, 3, 1), source="Hướng dẫn"
    )
    acts.establish(school, by=desk.board)
    firsts = [year.first for year in years_of([kind_of()], [2024, 2025, 2026])[kind_of().pk]]
    assert firsts == [dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2025, 9, 1), dt.date(2026, 9, 1)]


def test_only_own_standing_items_that_count_are_told(desk: Desk) -> None:
    other = make_unit("Công đoàn cơ sở B")
    on = dt.date(2025, 3, 5)
    publish(desk.unit, on=on, headline="Tính", joint=[(other, False)])
    publish(desk.unit, on=on, headline="Đăng lại", origin=Origin.REPOSTED)
    publish(desk.unit, on=on, headline="Gỡ").withdraw(by=desk.board, reason="Sai")
    publish(desk.unit, on=on, headline="Ẩn").hide(by=desk.board, reason="Kiểm tra")
    found = {sheet.unit: [item.headline for item in items] for sheet, items in gather(YEAR, [kind_of()], today())}
    assert found == {desk.unit.pk: ["Tính"], other.pk: []}


def test_an_item_announced_before_its_event_took_no_days() -> None:
    item = Item("", "", "tin", "Tin", dt.date(2025, 3, 1), dt.date(2025, 3, 1), dt.date(2025, 3, 9), 0)
    assert item.days == 0


def test_figures_are_those_of_loops_over_the_raw_rows(desk: Desk) -> None:
    chance = random.Random(7)
    units = [desk.unit, *(make_unit(f"Công đoàn cơ sở số {number}") for number in range(4))]
    for number in range(60):
        on = dt.date(2024, 12, 1) + dt.timedelta(days=chance.randrange(430))
        publish(
            chance.choice(units),
            on=on,
            headline=f"Tin {number}",
            genre=chance.choice([("tin", "Tin"), ("bai", "Bài")]),
            event_date=chance.choice([None, on - dt.timedelta(days=chance.randrange(-1, 15))]),
            returns=chance.randrange(3),
        )
    for unit, sheet in sheets().items():
        rows = [row for row in PublicationUnit.objects.all() if row.unit_id == unit and row.counts]
        own = list(Publication.objects.filter(pk__in=[row.publication_id for row in rows]))
        own = [item for item in own if dt.date(2025, 1, 1) <= item.local_date <= dt.date(2025, 12, 31)]
        days = [max(0, (item.local_date - item.event_date).days) for item in own if item.event_date]
        figures = sheet.figures
        assert figures.total_published == len(own)
        assert figures.returns == sum(item.returns for item in own)
        assert {code: figures.genres.get(code, 0) for code in ("tin", "bai")} == {
            code: sum(item.genre_code == code for item in own) for code in ("tin", "bai")
        }
        assert figures.without_day == len(own) - len(days)
        assert (figures.median_days is None) == (not days)
        assert not days or float(figures.median_days or 0) == statistics.median(days)


def test_a_sheet_reads_back_as_it_was_frozen(desk: Desk) -> None:
    publish(desk.unit, on=dt.date(2025, 3, 5), event_date=dt.date(2025, 3, 1))
    [(sheet, items)] = gather(YEAR, [kind_of()], today())
    assert Sheet.from_json(sheet.as_json()) == sheet
    assert [Item.from_json(item.as_json()) for item in items] == items
