"""A unit's standing in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.quotas.periods import PeriodKind
from cms.units.models import UnitKind
from tests.factories.publications import publish
from tests.factories.quotas import make_rule
from tests.factories.units import make_unit
from tests.quotas.desk.telling import NOVEMBER, summary
from tests.units.acting import Office

pytestmark = pytest.mark.usefixtures("rules", "source_language")


def publish_in(unit: object, *months: int) -> None:
    for month in months:
        publish(unit, on=dt.date(2025, month, 3))


def test_it_says_how_many_of_how_many_and_what_is_due_until_when() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    publish_in(unit, 1, 2, 3, 4, 5, 6, 7, 8, 9)
    told = summary(unit, NOVEMBER)
    assert told.figures == "Year 2025: 9 of 12 items published; 9 of the 10 months gone by met."
    assert told.due == ("1 more wanted for month 11/2025, by 30/11/2025.",)
    assert told.missed == "Not met: month 10/2025."
    assert told.total == "For the whole year 3 more items are wanted, by 31/12/2025."
    assert told.well == ""


def test_twelve_items_in_january_are_not_one_in_each_month() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    publish_in(unit, *[1] * 12)
    told = summary(unit)
    assert told.figures == "Year 2025: 12 of 12 items published; 1 of the 12 months gone by met."
    assert told.total == ""
    assert told.missed == "Not met: 11 months."


def test_who_lacks_nothing_is_told_so() -> None:
    unit = make_unit()
    publish_in(unit, 3, 8)
    assert summary(unit, NOVEMBER).well == "At present nothing is wanted."
    assert summary(unit, NOVEMBER).figures == "Year 2025: 2 of 2 items published; 1 of the 1 half-years gone by met."
    assert summary(unit).well == "Everything that was owed is there."


def test_in_a_year_that_is_over_nothing_can_be_done_any_more() -> None:
    unit = make_unit()
    publish_in(unit, 3)
    told = summary(unit)
    assert told.due == ()
    assert told.total == "The year's total is short of 1 items."


def test_of_a_unit_that_ended_within_the_year_nothing_more_is_wanted(office: Office) -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    publish_in(unit, 1)
    office.dissolve(unit, day=dt.date(2025, 4, 1))
    told = summary(unit, NOVEMBER)
    assert told.figures == "Year 2025: 1 of 3 items published; 1 of the 3 months gone by met."
    assert told.total == "The year's total is short of 2 items."
    assert told.due == ()


def test_before_the_first_period_is_over_no_period_is_spoken_of() -> None:
    told = summary(make_unit(), dt.date(2025, 2, 1))
    assert told.figures == "Year 2025: 0 of 2 items published."
    assert told.due == ("1 more wanted for first half of 2025, by 30/06/2025.",)


def test_of_a_unit_without_a_rule_only_the_items_are_told() -> None:
    unit = make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)
    publish_in(unit, 3, 8)
    told = summary(unit)
    assert told.figures == "Year 2025: 2 items published; no number is owed."
    assert (told.due, told.missed, told.total, told.well) == ((), "", "", "")


def test_a_unit_that_came_too_late_owes_no_period_though_there_is_a_rule() -> None:
    unit = make_unit(on=dt.date(2025, 9, 1))
    assert summary(unit).figures == "Year 2025: 0 items published; no period of the year is owed."


def test_weeks_are_called_weeks() -> None:
    make_rule(UnitKind.DEPARTMENT, PeriodKind.WEEK, 1)
    unit = make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)
    told = summary(unit, dt.date(2025, 1, 14))
    assert told.figures == "Year 2025: 0 of 52 items published; 0 of the 1 weeks gone by met."
    assert told.missed == "Not met: week 06/01–12/01/2025."
