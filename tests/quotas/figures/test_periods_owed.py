"""Which periods a unit owes: by the rule of their first day, and only if it lived through the whole of them."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.quotas.figures import CellState, standing_of
from cms.quotas.models import CountingDay
from cms.quotas.periods import PeriodKind
from cms.quotas.years import Year
from cms.units.models import Unit, UnitKind, UnitVersion
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import make_unit
from tests.units.acting import Office, new

YEAR = Year.calendar(2025)
LAST = YEAR.last


@pytest.fixture
def district(portal: None) -> Unit:
    return make_unit("LĐLĐ huyện Na Rì", UnitKind.INTERMEDIATE)


@pytest.fixture
def no_rules(portal: None) -> None:
    forget_rules()


def months_owed(unit: Unit, day: dt.date = LAST) -> list[int]:
    return [cell.period.first.month for cell in standing_of(unit, YEAR, day).cells]


def turn(unit: Unit, on: dt.date, **fields: object) -> None:
    """Let a unit be something else from a day on."""
    version = unit.versions.get(valid_to__isnull=True)
    version.valid_to = on
    version.save()
    values = {"name": version.name, "kind": version.kind, "size": version.size, "valid_from": on}
    UnitVersion.objects.create(unit=unit, **(values | fields))


def test_a_district_owes_one_item_in_each_month_and_twelve_in_the_year(district: Unit) -> None:
    standing = standing_of(district, YEAR, LAST)

    assert months_owed(district) == list(range(1, 13))
    assert {cell.owed for cell in standing.cells} == {1}
    assert (standing.total_owed, standing.lived_whole) == (12, True)


def test_a_grassroots_union_owes_one_item_in_each_half_year_and_two_in_the_year(portal: None) -> None:
    standing = standing_of(make_unit(), YEAR, LAST)

    assert [cell.period.label for cell in standing.cells] == ["6 tháng đầu năm 2025", "6 tháng cuối năm 2025"]
    assert standing.total_owed == 2


@pytest.mark.parametrize("kind", [UnitKind.DEPARTMENT, UnitKind.BOARD])
def test_departments_and_the_board_owe_no_number(portal: None, kind: str) -> None:
    unit = make_unit("Ban Tuyên giáo", kind)
    publish(unit, on=dt.date(2025, 3, 1))

    standing = standing_of(unit, YEAR, LAST)

    assert (standing.cells, standing.total_owed, standing.total_published) == ((), 0, 1)


def test_twelve_items_in_january_are_not_one_in_each_month(district: Unit) -> None:
    for _number in range(12):
        publish(district, on=dt.date(2025, 1, 15))

    standing = standing_of(district, YEAR, LAST)

    assert (standing.total_published, standing.missing_in_total) == (12, 0)
    assert (standing.periods_met, standing.periods_owed, standing.is_behind) == (1, 12, True)


def test_a_unit_founded_within_a_month_owes_from_the_next_on_and_the_sum_of_these(portal: None) -> None:
    unit = make_unit("LĐLĐ xã", UnitKind.INTERMEDIATE, on=dt.date(2025, 7, 2))

    assert months_owed(unit) == [8, 9, 10, 11, 12]
    assert standing_of(unit, YEAR, LAST).total_owed == 5


def test_a_unit_founded_on_the_first_day_of_a_month_owes_that_month(portal: None) -> None:
    assert months_owed(make_unit("LĐLĐ xã", UnitKind.INTERMEDIATE, on=dt.date(2025, 7, 1)))[0] == 7


def test_districts_that_are_merged_owe_what_was_over_and_keep_their_items(district: Unit) -> None:
    other = make_unit("LĐLĐ huyện Chợ Mới", UnitKind.INTERMEDIATE)
    publish(district, on=dt.date(2025, 6, 30))
    Office().merge([district, other], into=new("LĐLĐ khu vực", UnitKind.INTERMEDIATE))
    heir = Unit.objects.get(versions__name="LĐLĐ khu vực")
    publish(heir, on=dt.date(2025, 7, 1))

    assert months_owed(district) == [1, 2, 3, 4, 5, 6]
    assert (standing_of(district, YEAR, LAST).total_published, standing_of(district, YEAR, LAST).total_owed) == (1, 6)
    assert months_owed(heir) == [7, 8, 9, 10, 11, 12]
    assert standing_of(heir, YEAR, LAST).total_published == 1


def test_what_is_published_after_a_unit_ended_is_its_own_still(district: Unit) -> None:
    Office().dissolve(district)
    publish(district, on=dt.date(2025, 7, 3))

    standing = standing_of(district, YEAR, LAST)

    assert (standing.total_published, standing.by_month[6]) == (1, 1)


def test_the_kind_of_the_first_day_holds_for_the_whole_period(district: Unit) -> None:
    turn(district, dt.date(2025, 7, 2), kind=UnitKind.objects.get(code=UnitKind.DEPARTMENT))

    assert months_owed(district) == [1, 2, 3, 4, 5, 6, 7]


def test_a_year_lived_whole_is_owed_by_the_rule_of_its_first_day(district: Unit) -> None:
    turn(district, dt.date(2025, 7, 2), kind=UnitKind.objects.get(code=UnitKind.DEPARTMENT))

    assert standing_of(district, YEAR, LAST).total_owed == 12


def test_a_rule_for_sizes_asks_units_of_that_size_on_the_first_day(no_rules: None) -> None:
    make_rule(min_size=100)
    unit = make_unit()
    turn(unit, dt.date(2025, 2, 1), size=100)
    turn(unit, dt.date(2025, 5, 2), size=99)
    turn(unit, dt.date(2025, 8, 1), size=None)

    assert months_owed(unit) == [2, 3, 4, 5]


def test_a_rule_that_changes_within_the_year_changes_what_later_periods_owe(no_rules: None) -> None:
    make_rule(per_period=1, valid_to=dt.date(2025, 7, 15))
    make_rule(period=PeriodKind.QUARTER, per_period=2, valid_from=dt.date(2025, 7, 15))
    unit = make_unit()

    cells = standing_of(unit, YEAR, LAST).cells

    assert [cell.period.kind for cell in cells] == [PeriodKind.MONTH] * 7 + [PeriodKind.QUARTER]
    assert [cell.owed for cell in cells] == [1] * 7 + [2]


def test_a_week_belongs_to_the_year_of_its_monday(no_rules: None) -> None:
    make_rule(period=PeriodKind.WEEK)
    unit = make_unit()
    publish(unit, on=dt.date(2026, 1, 4))

    standing = standing_of(unit, YEAR, dt.date(2026, 1, 4))

    assert standing.cells[0].period.first == dt.date(2025, 1, 6)
    assert (standing.cells[-1].period.first, standing.cells[-1].published) == (dt.date(2025, 12, 29), 1)
    assert standing.total_published == 0


def test_a_year_of_schools_takes_the_half_years_that_begin_in_it(portal: None) -> None:
    unit = make_unit()
    publish(unit, on=dt.date(2026, 10, 1))

    standing = standing_of(unit, Year(dt.date(2025, 9, 1)), dt.date(2026, 12, 31))

    assert [cell.published for cell in standing.cells] == [0, 1]
    assert (standing.total_owed, standing.total_published) == (2, 0)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (dt.date(2025, 2, 28), CellState.COMING),
        (dt.date(2025, 3, 1), CellState.DUE),
        (dt.date(2025, 3, 31), CellState.DUE),
        (dt.date(2025, 4, 1), CellState.MISSED),
    ],
    ids=["before", "its first day", "its last day", "after"],
)
def test_an_item_is_due_until_the_last_day_of_its_period(district: Unit, day: dt.date, state: CellState) -> None:
    march = standing_of(district, YEAR, day).cells[2]

    assert (march.state, march.missing) == (state, 1)


def test_the_day_of_approval_counts_if_the_rule_of_the_day_of_publication_says_so(no_rules: None) -> None:
    make_rule(valid_to=dt.date(2025, 5, 1))
    make_rule(valid_from=dt.date(2025, 5, 1), counting_day=CountingDay.APPROVAL)
    unit = make_unit()
    publish(unit, on=dt.date(2025, 4, 30), approved_on=dt.date(2025, 3, 31))
    publish(unit, on=dt.date(2025, 5, 1), approved_on=dt.date(2025, 3, 31))

    assert standing_of(unit, YEAR, LAST).by_month[2:5] == (1, 1, 0)
