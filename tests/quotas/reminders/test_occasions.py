"""Of which periods units may be reminded on a day."""

from __future__ import annotations

import pytest

from cms.quotas.models import Occasion, ReminderSettings
from cms.quotas.periods import Period, PeriodKind
from cms.quotas.reminders.occasions import Offered, offered_on
from tests.factories.reminders import day


def due_soon(first: str, kind: PeriodKind) -> Offered:
    return Offered(Occasion.DUE_SOON, Period(day(first), kind))


def missed(first: str, kind: PeriodKind) -> Offered:
    return Offered(Occasion.MISSED, Period(day(first), kind))


@pytest.mark.parametrize(
    ("kind", "first", "before", "on"),
    [
        (PeriodKind.WEEK, "2026-10-19", "2026-10-22", "2026-10-23"),
        (PeriodKind.MONTH, "2026-10-01", "2026-10-23", "2026-10-24"),
        (PeriodKind.MONTH, "2028-02-01", "2028-02-21", "2028-02-22"),
        (PeriodKind.QUARTER, "2026-10-01", "2026-12-16", "2026-12-17"),
        (PeriodKind.HALF_YEAR, "2026-01-01", "2026-05-30", "2026-05-31"),
        (PeriodKind.YEAR, "2026-01-01", "2026-11-15", "2026-11-16"),
    ],
)
def test_a_period_is_offered_so_many_days_before_its_last_day(
    kind: PeriodKind, first: str, before: str, on: str
) -> None:
    settings = ReminderSettings(tells_missed=False)
    assert offered_on(day(before), [kind], settings) == []
    assert offered_on(day(on), [kind], settings) == [due_soon(first, kind)]
    assert offered_on(Period(day(first), kind).last, [kind], settings) == [due_soon(first, kind)]
    assert offered_on(Period(day(first), kind).end, [kind], settings) == []


def test_a_kind_with_no_days_is_not_offered_before_its_end() -> None:
    settings = ReminderSettings(tells_missed=False, days_month=0)
    assert offered_on(day("2026-10-31"), [PeriodKind.MONTH], settings) == []


def test_of_periods_that_are_over_the_last_of_each_kind_is_offered() -> None:
    offered = offered_on(day("2026-07-01"), [PeriodKind.MONTH, PeriodKind.HALF_YEAR], ReminderSettings())
    assert offered == [missed("2026-06-01", PeriodKind.MONTH), missed("2026-01-01", PeriodKind.HALF_YEAR)]


def test_a_period_of_the_year_before_is_offered_in_january() -> None:
    assert offered_on(day("2027-01-04"), [PeriodKind.MONTH], ReminderSettings()) == [
        missed("2026-12-01", PeriodKind.MONTH)
    ]


def test_what_can_still_be_met_goes_before_what_is_over_the_soonest_first() -> None:
    offered = offered_on(day("2026-12-28"), [PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.YEAR], ReminderSettings())
    assert [one.occasion for one in offered] == [Occasion.DUE_SOON] * 2 + [Occasion.MISSED] * 3
    assert [one.period.kind for one in offered] == [
        PeriodKind.MONTH,
        PeriodKind.YEAR,
        PeriodKind.WEEK,
        PeriodKind.MONTH,
        PeriodKind.YEAR,
    ]
