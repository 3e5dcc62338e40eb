"""What is measured is the same: the bare aggregate and the figures give equal numbers, and the table tells them."""

from __future__ import annotations

import pytest

from bench.comparing import YEAR, Comparison, compare, table
from bench.figures import bare_aggregate
from bench.province import Province
from cms.quotas.figures import standings
from cms.units.models import Publication, Unit


@pytest.fixture
def province(portal: None) -> None:
    Province(units=40, publications=600).build()


def test_the_bare_aggregate_counts_what_the_figures_count(province: None) -> None:
    bare = {(unit, month): number for unit, month, number in bare_aggregate(YEAR, YEAR.last)}

    figures = {
        (standing.unit_id, month): number
        for standing in standings(YEAR, YEAR.last).values()
        for month, number in enumerate(standing.by_month, start=1)
        if number
    }

    assert bare == figures
    assert sum(bare.values()) > 50


def test_the_province_is_as_large_as_asked(province: None) -> None:
    assert Publication.objects.count() == 600
    assert Unit.objects.filter(slug__startswith="don-vi-").count() == 40


def test_each_set_of_rules_is_measured(province: None) -> None:
    comparisons = compare(turns=1)

    assert [each.statements for each in comparisons] == [3, 3, 4]
    assert all(each.rules in table(comparisons) for each in comparisons)


def test_what_takes_too_long_is_refused() -> None:
    slow = Comparison("chậm", figures=31.0, bare=10.0, statements=3, bound=3.0)
    quick = Comparison("nhanh", figures=29.0, bare=10.0, statements=3, bound=3.0)

    assert (slow.is_refused, quick.is_refused) == (True, False)
    assert "TOO SLOW" in table([slow])
    assert "TOO SLOW" not in table([quick])
