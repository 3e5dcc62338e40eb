"""Whatever happens in a year, the figures are those that walking through the bare rows from day to day gives."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis.extra.django import TestCase

from cms.quotas.figures import Standing, counted, counted_in_year, standing_of, standings
from cms.quotas.years import Year
from tests.quotas.oracle.brute import Expected, Oracle
from tests.quotas.oracle.writing import write_year
from tests.quotas.oracle.years import MadeYear, made_years


def summary(standing: Standing) -> dict[str, Any]:
    cells = standing.cells
    return {
        "cells": sorted((c.period.first, c.period.kind.value, c.owed, c.published, c.state.value) for c in cells),
        "missing": sorted(cell.missing for cell in cells),
        "by_month": [*standing.by_month],
        "total_owed": standing.total_owed,
        "total_published": standing.total_published,
        "missing_in_total": standing.missing_in_total,
        "lived_whole": standing.lived_whole,
        "periods_owed": standing.periods_owed,
        "periods_met": standing.periods_met,
        "periods_over": standing.periods_over,
        "is_behind": standing.is_behind,
    }


class FiguresAreRight(TestCase):
    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made=made_years())
    def test_every_figure_of_every_unit(self, made: MadeYear) -> None:
        units = write_year(made)
        year = Year(made.first)
        oracle = Oracle(made.first, made.today)
        expected = oracle.units()

        found = standings(year, made.today)

        assert {key: summary(standing) for key, standing in found.items()} == {
            key: each.summary for key, each in expected.items()
        }
        for unit in units:
            each = expected.get(unit.pk) or oracle.unit(unit.pk)
            assert summary(standing_of(unit, year, made.today)) == each.summary
            self.check_items(unit.pk, year, made, each, standing_of(unit, year, made.today))
        event(f"{len(expected)} units, {sum(len(each.cells) for each in expected.values()) // 10 * 10}+ periods")

    def check_items(self, unit: int, year: Year, made: MadeYear, expected: Expected, standing: Standing) -> None:
        items_of = {cell[:2]: items for cell, items in zip(expected.cells, expected.items, strict=True)}
        for cell in standing.cells:
            rows = counted(unit, cell.period.first, cell.period.end, made.today)
            assert sorted(row.pk for row in rows) == sorted(items_of[cell.period.first, cell.period.kind.value])
            assert all(row.counted_on in cell.period for row in rows)
        rows = counted_in_year(year, made.today, [unit])
        assert sorted(row.pk for row in rows) == sorted(expected.year_items)
