"""The public pages of units: where those of the past lead, and what they keep."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.units.days import today
from cms.units.models import Unit, UnitIndexPage, UnitKind
from cms.units.models.descent import predecessors_of, successors_of
from cms.units.roles import ADMINISTRATOR
from cms.units.successions import Decision, NewUnit, dissolve, divide, found, merge, rename, undo
from tests.factories.news import Desk
from tests.factories.units import UserFactory, join_group, make_unit

DAY = dt.date(2026, 1, 5)
DECISION = Decision("12/QĐ-LĐLĐ", dt.date(2025, 12, 20))


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def page_of(unit: Unit) -> str:
    return Unit.objects.get(pk=unit.pk).page.url


def new(name: str) -> NewUnit:
    return NewUnit(name, UnitKind.objects.get(code="grassroots"))


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_of_a_merged_unit_leads_for_good_to_the_unit_that_followed_it(
    administrator: User, client: Client
) -> None:
    old, heir = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    merge([old], heir, decision=DECISION, day=DAY, by=administrator)
    response = client.get(page_of(old))
    assert (response.status_code, response.url) == (301, page_of(heir))


def test_the_way_leads_on_through_several_mergers_to_a_unit_that_lives(administrator: User, client: Client) -> None:
    first, second, third = (make_unit(f"CĐCS số {number}") for number in range(3))
    merge([first], second, decision=DECISION, day=DAY, by=administrator)
    merge([second], third, decision=DECISION, day=DAY + dt.timedelta(days=30), by=administrator)
    assert client.get(page_of(first)).url == page_of(third)
    assert {unit.pk for unit in predecessors_of(third)} == {first.pk, second.pk}


def test_the_page_of_a_divided_unit_lists_the_units_that_followed_it(administrator: User, client: Client) -> None:
    old = make_unit("CĐCS lớn")
    divide(old, [new("CĐCS Đông"), new("CĐCS Tây")], keeps=False, decision=DECISION, day=DAY, by=administrator)
    text = text_of(client, page_of(old))
    for name in ("CĐCS Đông", "CĐCS Tây"):
        assert f">{name}</a>" in text


def test_the_page_of_a_dissolved_unit_says_so_and_keeps_its_archive(
    administrator: User, client: Client, desk: Desk
) -> None:
    item = desk.published()
    dissolve(desk.unit, decision=DECISION, day=today(), by=administrator)
    text = text_of(client, page_of(desk.unit))
    assert f"{today():%d/%m/%Y}" in text
    assert item.title in text
    assert client.get(item.url).status_code == 200


def test_items_of_a_merged_unit_keep_address_and_name_and_are_found_from_its_heir(
    administrator: User, client: Client, desk: Desk
) -> None:
    item, heir = desk.published(), make_unit("CĐCS Kế tục")
    merge([desk.unit], heir, decision=DECISION, day=today(), by=administrator)
    assert "Công đoàn cơ sở Trường A" in text_of(client, item.url)
    archive = Unit.objects.get(pk=desk.unit.pk).page.archive_url
    assert archive in text_of(client, page_of(heir))
    assert item.title in text_of(client, archive)


def test_the_list_of_units_shows_those_that_live(administrator: User, client: Client) -> None:
    old, heir = make_unit("CĐCS Đã nhập"), make_unit("CĐCS Còn lại")
    merge([old], heir, decision=DECISION, day=DAY, by=administrator)
    text = text_of(client, UnitIndexPage.objects.get().url)
    assert "CĐCS Còn lại" in text
    assert "CĐCS Đã nhập" not in text


def test_a_unit_that_lives_leads_nowhere(administrator: User, client: Client) -> None:
    unit = make_unit("CĐCS lớn")
    divide(unit, [new("CĐCS nhỏ")], keeps=True, decision=DECISION, day=DAY, by=administrator)
    assert client.get(page_of(unit)).status_code == 200
    assert not successors_of(unit).exists()


def test_a_merger_to_come_leads_nowhere_before_its_day(administrator: User, client: Client) -> None:
    old, heir = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    merge([old], heir, decision=DECISION, day=today() + dt.timedelta(days=3), by=administrator)
    assert client.get(page_of(old)).status_code == 200


def test_a_merger_that_was_undone_leads_nowhere(administrator: User, client: Client) -> None:
    old, heir = make_unit("CĐCS Một"), make_unit("CĐCS Hai")
    undo(merge([old], heir, decision=DECISION, day=DAY, by=administrator), reason="Nhầm", by=administrator)
    assert client.get(page_of(old)).status_code == 200


def test_a_unit_whose_day_has_not_come_or_whose_founding_was_undone_has_no_public_page(
    administrator: User, client: Client
) -> None:
    later = found(new("CĐCS Mai sau"), decision=DECISION, day=today() + dt.timedelta(days=3), by=administrator)
    undone = found(new("CĐCS Nhầm"), decision=DECISION, day=DAY, by=administrator)
    undo(undone, reason="Nhầm", by=administrator)
    for succession in (later, undone):
        assert client.get(page_of(succession.units_on("to")[0])).status_code == 404


def test_an_address_that_follows_a_name_and_comes_back_leads_in_no_circle(administrator: User, client: Client) -> None:
    unit = make_unit("CĐCS Tên cũ")
    before = page_of(unit)
    renaming = rename(unit, "CĐCS Tên mới", decision=DECISION, day=DAY, by=administrator, new_address=True)
    assert client.get(before).url == (after := page_of(unit))
    assert after != before
    undo(renaming, reason="Nhầm", by=administrator)
    assert page_of(unit) == before
    assert client.get(before).status_code == 200
    assert client.get(after).url == before


def test_an_address_that_another_unit_has_is_not_taken(administrator: User) -> None:
    make_unit("CĐCS Tên mới")
    unit = make_unit("CĐCS Tên cũ")
    rename(unit, "CĐCS Tên mới", decision=DECISION, day=DAY, by=administrator, new_address=True)
    assert page_of(unit).endswith("/cdcs-ten-moi-2/")
