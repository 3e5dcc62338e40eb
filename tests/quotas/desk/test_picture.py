"""The small picture of a year: its slots cover the twelve months, whatever the periods are."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.quotas.figures import standing_of
from cms.quotas.periods import PeriodKind
from cms.quotas.picture import Lane, lanes_of
from cms.quotas.years import Year
from cms.units.models import UnitKind
from tests.factories.publications import publish
from tests.factories.quotas import make_rule
from tests.factories.units import make_unit
from tests.quotas.desk.telling import LATER, YEAR, standing
from tests.units.acting import Office, kind

pytestmark = pytest.mark.usefixtures("rules")
SCHOOL_YEAR = Year(dt.date(2024, 9, 1))


def widths(lane: Lane) -> list[int]:
    return [slot.width for slot in lane.slots]


def test_months_are_twelve_cells_each_with_its_items() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    for day in (dt.date(2025, 1, 1), dt.date(2025, 1, 31), dt.date(2025, 12, 31)):
        publish(unit, on=day)
    (lane,) = lanes_of(standing(unit))
    assert widths(lane) == [1] * 12
    assert [slot.published for slot in lane.slots] == [2, *[0] * 10, 1]
    assert [slot.cells[0].published for slot in lane.slots] == [2, *[0] * 10, 1]


def test_half_years_hold_six_months_each() -> None:
    unit = make_unit()
    publish(unit, on=dt.date(2025, 6, 30))
    publish(unit, on=dt.date(2025, 7, 1))
    (lane,) = lanes_of(standing(unit))
    assert widths(lane) == [6, 6]
    assert [month.published for slot in lane.slots for month in slot.months] == [*[0] * 5, 1, 1, *[0] * 5]


@pytest.mark.parametrize(
    ("period", "expected"), [(PeriodKind.QUARTER, [3] * 4), (PeriodKind.YEAR, [12]), (PeriodKind.WEEK, [1] * 12)]
)
def test_every_kind_of_period_covers_the_year(period: PeriodKind, expected: list[int]) -> None:
    make_rule(UnitKind.DEPARTMENT, period, 1)
    (lane,) = lanes_of(standing(make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)))
    assert widths(lane) == expected


def test_weeks_stand_in_the_month_of_their_monday() -> None:
    make_rule(UnitKind.DEPARTMENT, PeriodKind.WEEK, 1)
    (lane,) = lanes_of(standing(make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)))
    for slot in lane.slots:
        assert all(cell.period.first.month == slot.period.first.month for cell in slot.cells)
    assert [len(slot.cells) for slot in lane.slots] == [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]


def test_a_period_that_is_not_owed_stays_in_the_picture_without_a_cell() -> None:
    (lane,) = lanes_of(standing(make_unit(on=dt.date(2025, 2, 1))))
    assert widths(lane) == [6, 6]
    assert [bool(slot.cells) for slot in lane.slots] == [False, True]


def test_a_unit_of_two_kinds_within_the_year_has_a_lane_for_each(office: Office) -> None:
    unit = make_unit()
    office.change_kind(unit, kind(UnitKind.INTERMEDIATE), day=dt.date(2025, 5, 10))
    halves, months = lanes_of(standing(unit))
    assert (halves.kind, months.kind) == (PeriodKind.HALF_YEAR, PeriodKind.MONTH)
    assert [bool(slot.cells) for slot in halves.slots] == [True, False]
    assert [bool(slot.cells) for slot in months.slots] == [False] * 5 + [True] * 7


def test_where_nothing_is_owed_the_months_are_shown() -> None:
    (lane,) = lanes_of(standing(make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)))
    assert widths(lane) == [1] * 12
    assert not any(slot.cells for slot in lane.slots)


def test_an_evaluation_year_begins_with_its_first_month_and_cuts_the_last_period() -> None:
    (lane,) = lanes_of(standing_of(make_unit(), SCHOOL_YEAR, LATER))
    assert widths(lane) == [1, 1, 1, 1, 6, 2]
    assert [slot.goes_on for slot in lane.slots] == [False] * 5 + [True]
    assert [len(slot.cells) for slot in lane.slots] == [0] * 4 + [1, 1]
    assert lane.slots[0].months[0].period.first == SCHOOL_YEAR.first


def test_every_owed_cell_stands_in_the_picture_once(office: Office) -> None:
    unit = make_unit()
    office.change_kind(unit, kind(UnitKind.INTERMEDIATE), day=dt.date(2025, 3, 10))
    for year in (YEAR, SCHOOL_YEAR):
        figures = standing_of(unit, year, LATER)
        shown = [cell for lane in lanes_of(figures) for slot in lane.slots for cell in slot.cells]
        assert sorted(shown, key=lambda cell: cell.period) == sorted(figures.cells, key=lambda cell: cell.period)
