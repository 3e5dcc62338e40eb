"""The screen *Thống kê* and its workbooks: for whom, of what, and in any year."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.statistics.tables import BY_KIND, BY_SECTION, STAGES, WAY
from cms.units.days import today
from cms.units.models import Publication
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import UserFactory, join_group
from tests.signing_in import signed_in

PLOT = 'class="plot"'
INDEX = reverse("statistics:index")
WORKBOOKS = [reverse("statistics:workbook", args=[name]) for name in (BY_SECTION, BY_KIND, STAGES, WAY)]


@pytest.fixture
def board(desk: Desk) -> Client:
    publish(
        desk.unit, on=dt.date(2025, 3, 31), headline="Tin", sections=["Phong trào"], event_date=dt.date(2025, 3, 29)
    )
    return signed_in(desk.board)


def rows_of(client: Client, address: str, **asked: str) -> list[tuple]:
    response = client.get(address, asked)
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_the_screen_shows_each_plot_with_its_table(board: Client) -> None:
    page = board.get(INDEX, {"nam": "2025"}).content.decode()
    assert page.count(PLOT) >= 4
    assert page.count("<table>") == 4
    assert "Phong trào: 1" in page
    assert "<script" not in re.sub(r"(?s)^.*?<main|</main>.*$", "", page)


def test_the_table_says_what_the_workbook_says(board: Client) -> None:
    for panel, address in zip(board.get(INDEX, {"nam": "2025"}).context["panels"], WORKBOOKS, strict=True):
        rows = rows_of(board, address, nam="2025")
        headings = rows.index(tuple(panel.table.headings))
        assert [list(row) for row in rows[headings + 1 :]] == panel.table.rows


def test_a_year_without_items_says_so(board: Client) -> None:
    page = board.get(INDEX)
    assert page.context["is_empty"]
    assert page.context["scope"].year == today().year
    assert PLOT not in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"nam": "1"}, {"nam": "x"}, {"nam": "99999999999"}, {"loai": "?"}, {"nam": "2025", "loai": "board"}],
    ids=str,
)
def test_what_is_no_choice_is_answered_with_this_year_and_all_kinds(board: Client, asked: dict) -> None:
    for address in (INDEX, *WORKBOOKS):
        assert board.get(address, asked).status_code == 200


def test_a_kind_narrows_all_figures(board: Client, desk: Desk) -> None:
    page = board.get(INDEX, {"nam": "2025", "loai": "grassroots"})
    assert not page.context["is_empty"]
    assert page.context["scope"].kind == "grassroots"


def test_an_unknown_table_is_not_found(board: Client) -> None:
    assert board.get(reverse("statistics:workbook", args=["khac"])).status_code == 404


@pytest.mark.parametrize("role", [None, ACCOUNTANT])
def test_the_statistics_are_the_boards_and_the_administrators(desk: Desk, role: str | None) -> None:
    person = desk.approver if role is None else UserFactory()
    if role:
        join_group(person, role)
    client = signed_in(person)
    assert {client.get(address).status_code for address in (INDEX, *WORKBOOKS)} == {404}


def test_administrators_read_them_too(desk: Desk) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    assert signed_in(administrator).get(INDEX).status_code == 200


def test_items_that_went_through_the_desk_are_measured(desk: Desk) -> None:
    desk.published()
    publication = Publication.objects.get()
    page = signed_in(desk.board).get(INDEX)
    whole = page.context["panels"][2].table.rows[-1]
    assert whole[1:] == [1, *[max((publication.local_date - publication.event_date).days, 0)] * 3]
