"""Which items count, in which period, and as of which day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from cms.quotas.figures import counted, counted_in_year, standing_of, standings
from cms.quotas.years import Year
from cms.units.models import (
    Channel,
    Origin,
    Publication,
    PublicationAmendment,
    PublicationUnit,
    Unit,
    UnitKind,
)
from tests.factories.publications import local_moment, publish, take_part
from tests.factories.units import UserFactory, make_unit

YEAR = Year.calendar(2024)
LAST = YEAR.last


@pytest.fixture
def unit(portal: None) -> Unit:
    return make_unit("LĐLĐ huyện Na Rì", UnitKind.INTERMEDIATE)


def by_month(unit: Unit, day: dt.date = LAST) -> tuple[int, ...]:
    return standing_of(unit, YEAR, day).by_month


@pytest.mark.parametrize(
    ("day", "time", "month"),
    [
        (dt.date(2023, 12, 31), dt.time(23, 59, 59), None),
        (dt.date(2024, 1, 1), dt.time(0, 0, 0), 0),
        (dt.date(2024, 2, 29), dt.time(23, 59, 59), 1),
        (dt.date(2024, 3, 1), dt.time(0, 0, 0), 2),
        (dt.date(2024, 12, 31), dt.time(23, 59, 59), 11),
        (dt.date(2025, 1, 1), dt.time(0, 0, 0), None),
    ],
    ids=["the last second before", "the first", "29 February", "1 March", "the last", "the first after"],
)
def test_an_item_counts_on_its_local_day(unit: Unit, day: dt.date, time: dt.time, month: int | None) -> None:
    publish(unit, at=local_moment(day, time))

    assert by_month(unit, dt.date(2025, 6, 1)) == tuple(int(number == month) for number in range(12))


def test_what_is_published_later_is_not_known_yet(unit: Unit) -> None:
    publish(unit, on=dt.date(2024, 5, 2))

    assert sum(by_month(unit, dt.date(2024, 5, 1))) == 0
    assert sum(by_month(unit, dt.date(2024, 5, 2))) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn_at": timezone.now()},
        {"hidden_at": timezone.now()},
        {"origin": Origin.REPOSTED},
        {"channel": Channel.FACEBOOK_GROUP},
        {"counts": False},
    ],
    ids=["withdrawn", "hidden", "reposted", "in the Facebook group", "joint, not counted"],
)
def test_what_does_not_count_stands_in_no_figure(unit: Unit, fields: dict[str, object]) -> None:
    publish(unit, on=dt.date(2024, 5, 2), **fields)

    assert sum(by_month(unit)) == 0
    assert not counted(unit.pk, YEAR.first, YEAR.end, LAST).exists()


def test_a_hidden_item_counts_in_its_own_period_once_it_is_shown_again(unit: Unit) -> None:
    publication = publish(unit, on=dt.date(2024, 5, 2))
    publication.hide(by=UserFactory(board=True), reason="Đang kiểm tra")
    assert sum(by_month(unit)) == 0

    publication.show()
    assert by_month(unit)[4] == 1


def test_a_joint_item_counts_for_each_unit_as_the_board_says(unit: Unit) -> None:
    other, third = make_unit("Công đoàn cơ sở B"), make_unit("Công đoàn cơ sở C")
    publish(unit, on=dt.date(2024, 5, 2), joint=[(other, True), (third, False)])

    assert [standing_of(each, YEAR, LAST).total_published for each in (unit, other, third)] == [1, 1, 0]


def test_figures_follow_an_amendment_of_the_record(unit: Unit) -> None:
    right = make_unit("Công đoàn cơ sở B")
    publication = publish(unit, on=dt.date(2024, 5, 2))
    amend(publication, unit, right)

    assert standing_of(unit, YEAR, LAST).total_published == 0
    assert standing_of(right, YEAR, LAST).total_published == 1


def amend(publication: Publication, wrong: Unit, right: Unit) -> None:
    """Put one unit in the place of another in the record."""
    by = UserFactory(board=True)
    amendment = PublicationAmendment.objects.create(publication=publication, reason="Sai đơn vị", by=by)
    QuerySet(PublicationUnit).filter(unit=wrong).update(superseded_by=amendment)
    take_part(publication, right, amendment=amendment)


def test_units_are_those_that_lived_in_the_year_or_published_in_it(unit: Unit) -> None:
    make_unit("Sau năm", on=dt.date(2025, 1, 1))
    old = make_unit("Trước năm")
    old.versions.update(valid_to=dt.date(2024, 1, 1))
    late = make_unit("Đăng muộn")
    late.versions.update(valid_to=dt.date(2023, 12, 1))
    publish(late, on=dt.date(2024, 1, 5))

    found = standings(YEAR, LAST)

    assert unit.pk in found
    assert late.pk in found
    assert found[late.pk].total_published == 1
    assert {standing.unit_id for standing in found.values()}.isdisjoint(
        Unit.objects.filter(versions__name__in=["Sau năm", "Trước năm"]).values_list("pk", flat=True)
    )


def test_named_units_are_answered_for_whether_they_lived_or_not(unit: Unit) -> None:
    after = make_unit("Sau năm", on=dt.date(2026, 1, 1))

    found = standings(YEAR, LAST, [unit.pk, after.pk])

    assert set(found) == {unit.pk, after.pk}
    assert (found[after.pk].cells, found[after.pk].lived_whole) == ((), False)
    assert standings(YEAR, LAST, []) == {}


def test_the_rows_of_a_year_are_what_its_totals_count(unit: Unit) -> None:
    other = make_unit("Công đoàn cơ sở B")
    publish(unit, on=dt.date(2024, 1, 1), joint=[(other, True)])
    publish(other, on=dt.date(2025, 1, 1))

    rows = counted_in_year(YEAR, dt.date(2025, 2, 1))

    assert sorted(row.unit_id for row in rows) == sorted([unit.pk, other.pk])
    assert {row.counted_on for row in rows} == {dt.date(2024, 1, 1)}
