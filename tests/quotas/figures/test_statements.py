"""Figures cost as many statements for many units as for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.quotas.figures import counted_in_year, standings
from cms.quotas.models import CountingDay
from cms.quotas.years import Year
from cms.units.models import UnitKind
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import make_unit

YEAR = Year.calendar(2025)


def fill(number: int) -> None:
    """So many more units, each with items."""
    for each in range(number):
        unit = make_unit("LĐLĐ huyện", UnitKind.INTERMEDIATE, on=dt.date(2025, 1, 1 + each))
        publish(unit, on=dt.date(2025, 3, 1))
        publish(unit, on=dt.date(2025, 4, 1), approved_on=dt.date(2025, 3, 31))


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert act()
    return len(captured)


@pytest.mark.parametrize(("counting_day", "number"), [(CountingDay.PUBLICATION, 3), (CountingDay.APPROVAL, 4)])
def test_a_constant_number_of_statements(portal: None, counting_day: str, number: int) -> None:
    forget_rules()
    make_rule(UnitKind.INTERMEDIATE, counting_day=counting_day)
    fill(1)
    assert statements(lambda: standings(YEAR, YEAR.last)) == number

    fill(7)
    assert statements(lambda: standings(YEAR, YEAR.last)) == number
    assert statements(lambda: list(counted_in_year(YEAR, YEAR.last))) == 1
