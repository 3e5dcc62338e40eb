"""What the board finds of quotas on other screens, and what the table costs."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.quotas.board.home_panel import StandingsPanel
from cms.units.days import today
from tests.factories.publications import publish
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.quotas.board.federation import Federation, names
from tests.signing_in import signed_in

MOST_QUERIES = 30


def queries(client: Client, address: str) -> int:
    """How many queries a screen costs once the caches of the process are warm."""
    assert client.get(address).status_code == 200
    cache.clear()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
        assert answer.status_code == 200
        if answer.streaming:
            b"".join(answer.streaming_content)
    return len(captured)


def test_the_table_and_the_workbook_cost_the_same_for_few_units_and_for_many(
    federation: Federation, board: Client
) -> None:
    addresses = [f"{reverse('quota_board:table')}?nam=2025&in=1", f"{reverse('quota_board:export')}?nam=2025"]
    addresses += [f"{reverse('quota_board:table')}?nam=2025&xep=ten&q=cd&cu=on", "/admin/"]
    few = [queries(board, address) for address in addresses]
    for number in range(12):
        unit = make_unit(f"CĐCS Trường {number}", on=dt.date(2024, 1, 1))
        publish(unit, on=dt.date(2025, 1 + number, 1))
    assert [queries(board, address) for address in addresses] == few
    assert few[0] <= MOST_QUERIES


def test_the_home_page_says_how_many_units_are_behind_as_the_table_does(federation: Federation, board: Client) -> None:
    told = StandingsPanel().get_context_data({})
    assert told["behind"] == len(names(board, nam=today().year, cham="on"))
    assert reverse("quota_board:table") in board.get("/admin/").content.decode()


def test_a_dissolved_unit_is_behind_in_nothing_on_the_home_page(federation: Federation) -> None:
    before = StandingsPanel().get_context_data({})
    federation.office.dissolve(federation["Bình"], day=today())
    after = StandingsPanel().get_context_data({})
    assert after["behind"] + after["due"] < before["behind"] + before["due"]


def test_people_of_units_find_no_table_on_their_home_page(federation: Federation) -> None:
    home = signed_in(make_writer(federation["Ân"])).get("/admin/").content.decode()
    assert reverse("quota_board:table") not in home


def test_a_units_screen_in_the_register_tells_the_board_where_it_stands(federation: Federation, board: Client) -> None:
    unit = federation["Ân"]
    address = reverse("wagtailsnippets_units_unit:inspect", args=[unit.pk])
    said = board.get(f"{address}?ngay=30/06/2025").content.decode()
    assert f'href="{reverse("quotas:unit", args=[unit.pk])}?ngay=30%2F06%2F2025"' in said


def test_the_menu_leads_the_board_to_the_table_and_nobody_else(federation: Federation) -> None:
    entry = reverse("quota_board:table")
    assert entry in signed_in(UserFactory(board=True)).get(reverse("accounts:account")).content.decode()
    assert entry not in signed_in(make_writer(federation["Ân"])).get(reverse("accounts:account")).content.decode()
