"""The table as a workbook: exactly what is filtered, in the same order, with numbers that are numbers."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from tests.factories.publications import publish
from tests.factories.units import make_unit
from tests.quotas.board.federation import Federation, table

HEADINGS = 3


def workbook(client: Client, **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet below its headings."""
    answer = client.get(f"{reverse('quota_board:export')}?{urlencode({'nam': 2025} | asked)}")
    assert answer.status_code == 200
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return {sheet.title: list(sheet.iter_rows(min_row=HEADINGS + 1, values_only=True)) for sheet in book}


def test_it_has_the_units_of_the_screen_in_its_order(federation: Federation, board: Client) -> None:
    for asked in ({}, {"xep": "-tong"}, {"q": "cdcs"}, {"cham": "on", "xep": "ten"}, {"ngay": "10/07/2025"}):
        units, periods = workbook(board, **asked).values()
        shown = list(table(board, **asked).context["items"])
        assert [row[1] for row in units] == [row.entry.name for row in shown]
        assert [row[4:11] for row in units] == [
            (
                row.standing.periods_owed,
                row.standing.periods_over,
                row.kept,
                None if row.timeliness is None else round(row.timeliness * 100),
                row.missing,
                row.standing.total_published,
                row.standing.total_owed,
            )
            for row in shown
        ]
        assert [row[11:] for row in units] == [row.standing.by_month for row in shown]
        assert [row[5:8] for row in periods] == [
            (cell.owed, cell.published, cell.missing) for row in shown for cell in row.standing.cells
        ]


def test_days_are_days(federation: Federation, board: Client) -> None:
    _units, periods = workbook(board, q="duc").values()
    assert [(row[3].date(), row[4].date()) for row in periods] == [
        (dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
        (dt.date(2025, 7, 1), dt.date(2025, 12, 31)),
    ]


def test_a_name_that_reads_like_a_formula_is_text(federation: Federation, board: Client) -> None:
    publish(make_unit('=HYPERLINK("http://x")'), on=dt.date(2025, 3, 1))
    units, _periods = workbook(board, q="hyperlink").values()
    assert units[0][1].startswith("'=")


def test_that_it_was_taken_out_is_written_down(federation: Federation, board: Client) -> None:
    workbook(board, q="duc")
    entry = ModelLogEntry.objects.get(action="quotas.export")
    assert entry.data["units"] == 1
    assert entry.user_id == int(board.session["_auth_user_id"])


def test_more_than_a_page_is_exported(federation: Federation, board: Client) -> None:
    for number in range(60):
        make_unit(f"CĐCS Trường {number}", on=dt.date(2024, 1, 1))
    units, _periods = workbook(board, q="truong").values()
    assert len(units) == 60
