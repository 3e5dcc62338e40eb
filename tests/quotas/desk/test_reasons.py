"""Every figure is explained: by rule and letter, and for units that came, went or changed within the year."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.quotas.models import CountingDay
from cms.quotas.periods import PeriodKind
from cms.quotas.years import Year
from cms.units.models import UnitKind
from tests.factories.quotas import make_rule
from tests.factories.units import make_unit
from tests.quotas.desk.conftest import LETTER
from tests.quotas.desk.telling import owed, reasons, why_not
from tests.units.acting import Office, kind, new

pytestmark = pytest.mark.usefixtures("rules", "source_language")
MAY = dt.date(2025, 5, 10)


def test_the_rule_is_told_with_its_letter_and_the_day_that_counts() -> None:
    said = reasons(make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE))
    assert "At least 1 items in each month; 12 items in the whole year." in said
    assert f"By: {LETTER}." in said
    assert "An item counts on the day on which it was first published." in said
    assert "Total of the year: 12: the number for the whole year, by the rule of its first day." in said


def test_that_the_day_of_approval_counts_is_told() -> None:
    make_rule(UnitKind.DEPARTMENT, PeriodKind.QUARTER, 2, counting_day=CountingDay.APPROVAL)
    said = reasons(make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT))
    assert "At least 2 items in each quarter." in said
    assert "An item counts on the day on which the unit approved it." in said
    assert "Total of the year: 8: the sum of the owed periods." in said


def test_of_a_unit_founded_within_the_year_the_first_owed_period_is_told() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE, on=MAY)
    said = reasons(unit)
    assert "Beginning: The unit was founded on 10/05/2025. The first period that it owes is month 6/2025." in said
    assert "7: the sum of the owed periods, for the unit did not live through the whole year." in said
    assert why_not(unit, PeriodKind.MONTH, MAY) == (
        "The unit was founded on 10/05/2025. The period had begun by then, so that it is not owed."
    )


def test_of_a_unit_founded_too_late_that_it_owes_nothing_is_told() -> None:
    said = reasons(make_unit(on=dt.date(2025, 8, 1)))
    assert "The unit was founded on 01/08/2025. It owes no period of this year." in said
    assert "Total of the year" not in said


def test_of_a_merged_unit_into_whom_and_when_is_told(office: Office) -> None:
    first, second = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE), make_unit("LĐLĐ huyện B", UnitKind.INTERMEDIATE)
    merged = office.merge([first, second], new("LĐLĐ huyện AB", UnitKind.INTERMEDIATE), day=MAY).units_on("to")[0]
    said = reasons(first)
    assert "End of the unit: The unit was merged into LĐLĐ huyện AB on 10/05/2025." in said
    assert "Its items stay its own." in said
    assert why_not(first, PeriodKind.MONTH, MAY) == (
        "The unit was merged into LĐLĐ huyện AB on 10/05/2025. The period was not over by then, so that it is not owed."
    )
    assert why_not(first, PeriodKind.MONTH, dt.date(2025, 6, 1)).endswith(
        "The period came after it, so that it is not owed."
    )
    assert owed(first) == ["Month 1/2025", "Month 2/2025", "Month 3/2025", "Month 4/2025"]
    assert "The unit came out of a merger on 10/05/2025. The first period that it owes is month 6/2025." in reasons(
        merged
    )


def test_of_a_divided_unit_into_which_ones_is_told(office: Office) -> None:
    unit = make_unit("LĐLĐ huyện AB", UnitKind.INTERMEDIATE)
    parts = [new("LĐLĐ huyện A", UnitKind.INTERMEDIATE), new("LĐLĐ huyện B", UnitKind.INTERMEDIATE)]
    part = office.divide(unit, parts, keeps=False, day=MAY).units_on("to")[0]
    assert "The unit was divided into LĐLĐ huyện A, LĐLĐ huyện B on 10/05/2025." in reasons(unit)
    assert "The unit came out of a division on 10/05/2025." in reasons(part)


def test_of_a_dissolved_unit_the_day_is_told(office: Office) -> None:
    unit = make_unit()
    office.dissolve(unit, day=MAY)
    assert "End of the unit: The unit was dissolved on 10/05/2025." in reasons(unit)
    assert owed(unit) == []


def test_a_change_of_kind_within_the_year_gives_each_part_its_rule(office: Office) -> None:
    unit = make_unit()
    office.change_kind(unit, kind(UnitKind.INTERMEDIATE), day=MAY)
    said = reasons(unit)
    assert f"From 01/01/2025 to 09/05/2025: {kind()}: At least 1 items in each half-year" in said
    assert f"From 10/05/2025 to 31/12/2025: {kind(UnitKind.INTERMEDIATE)}: At least 1 items in each month" in said
    assert "The rule, kind and size of its first day hold for the whole period." in said
    assert owed(unit)[:3] == ["First half of 2025", "Month 6/2025", "Month 7/2025"]
    assert why_not(unit, PeriodKind.MONTH, MAY) == (
        "No rule of 01/05/2025 asks such a unit for items in this period by itself."
    )


def test_a_rule_that_follows_within_the_year_is_told_from_its_first_day() -> None:
    make_rule(UnitKind.DEPARTMENT, PeriodKind.QUARTER, 1, valid_to=MAY, letter="Công văn cũ")
    make_rule(UnitKind.DEPARTMENT, PeriodKind.MONTH, 2, valid_from=MAY, letter="Công văn mới")
    said = reasons(make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)).splitlines()
    old = next(line for line in said if "Công văn cũ" in line)
    later = next(line for line in said if "Công văn mới" in line)
    assert old.startswith("From 01/01/2025 to 09/05/2025")
    assert later.startswith("From 10/05/2025 to 31/12/2025")


def test_a_rule_for_a_size_is_told_when_the_unit_has_grown_into_it(office: Office) -> None:
    make_rule(UnitKind.DEPARTMENT, PeriodKind.MONTH, 1, min_size=100)
    unit = make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)
    office.resize(unit, 120, day=MAY)
    said = reasons(unit)
    assert "From 01/01/2025 to 09/05/2025" in said
    assert "No number of items is owed by such a unit in this time." in said
    assert "At least 1 items in each month." in said


def test_what_went_before_and_came_after_an_evaluation_year_is_not_told(office: Office) -> None:
    unit = make_unit(on=dt.date(2024, 9, 1))
    school_year = Year(dt.date(2024, 9, 1))
    said = reasons(unit, dt.date(2025, 6, 1), school_year)
    assert "Beginning" not in said
    assert "End of the unit" not in said


def test_a_unit_of_which_all_is_superseded_is_told_without_an_error(office: Office) -> None:
    founding = office.found(new("CĐCS nhầm"), day=MAY)
    unit = founding.units_on("to")[0]
    office.undo(founding)
    unit.refresh_from_db()
    assert "What is counted" in reasons(unit)
    assert why_not(unit, PeriodKind.MONTH, MAY) == "The period had begun by then, so that it is not owed."
