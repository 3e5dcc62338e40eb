"""The screens of the news desk: who finds what there, and what a decision does."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.news.models import NewsPage, State
from tests.factories.news import Desk, change, current
from tests.factories.units import UserFactory, make_approver, make_unit, make_writer
from tests.signing_in import signed_in


def act(client: Client, page: NewsPage, name: str, **fields: str):
    """Press a button on the item's screen, as the browser sends it: with the digest that the screen bears."""
    screen = client.get(reverse("news:item", args=[page.pk]))
    digest = screen.context["digest"] if screen.status_code == 200 else ""
    data = {f"{name}-digest": digest} | {f"{name}-{field}": value for field, value in fields.items()}
    return client.post(reverse("news:act", args=[page.pk, name]), data)


def test_an_item_goes_through_on_the_screens_alone(desk: Desk) -> None:
    page = desk.draft()
    act(signed_in(desk.writer), page, "submit")
    assert current(page).state == State.AT_UNIT
    act(signed_in(desk.approver), page, "approve", comment="Đồng ý")
    assert current(page).state == State.AT_BOARD
    act(signed_in(desk.board), page, "publish")
    assert current(page).state == State.PUBLISHED


@pytest.mark.parametrize("list_name", ["waiting", "mine"])
def test_people_of_a_unit_open_their_lists(desk: Desk, list_name: str) -> None:
    desk.submitted(title="Tin chờ duyệt")
    person = desk.approver if list_name == "waiting" else desk.writer
    response = signed_in(person).get(reverse(f"news:{list_name}"))
    assert response.status_code == 200
    assert "Tin chờ duyệt" in response.content.decode()


def test_the_home_page_shows_each_person_their_own_work(desk: Desk) -> None:
    desk.submitted(title="Tin chờ đơn vị")
    desk.at_board(title="Tin chờ tỉnh")
    assert "Tin chờ đơn vị" in signed_in(desk.approver).get("/admin/").content.decode()
    board = signed_in(desk.board).get("/admin/").content.decode()
    assert "Tin chờ tỉnh" in board
    assert "Tin chờ đơn vị" not in board


def test_the_board_sees_that_an_item_waits_at_a_unit_and_with_whom_but_not_its_headline(desk: Desk) -> None:
    desk.submitted(title="Nội dung riêng của đơn vị")
    page = signed_in(desk.board).get(reverse("news:board")).content.decode()
    assert str(desk.unit) in page
    assert str(desk.approver) in page
    assert "Nội dung riêng của đơn vị" not in page


def test_an_item_of_another_unit_does_not_exist_for_a_person(desk: Desk) -> None:
    stranger = make_writer(make_unit("Công đoàn cơ sở B"))
    page = desk.draft()
    for name in ("news:item", "news:preview", "wagtailadmin_pages:edit", "wagtailadmin_pages:history"):
        assert signed_in(stranger).get(reverse(name, args=[page.pk])).status_code == 404


def test_a_decision_about_a_content_that_changed_meanwhile_is_refused(desk: Desk) -> None:
    page = desk.submitted()
    second = make_approver(desk.unit)
    client = signed_in(desk.approver)
    digest = client.get(reverse("news:item", args=[page.pk])).context["digest"]
    change(page, by=second, title="Tít đã sửa")
    response = client.post(reverse("news:act", args=[page.pk, "approve"]), {"approve-digest": digest})
    assert response.status_code == 409
    assert current(page).state == State.AT_UNIT


def test_a_return_needs_a_reason_and_keeps_what_was_typed_elsewhere(desk: Desk) -> None:
    page = desk.submitted()
    response = act(signed_in(desk.approver), page, "return", reason="   ")
    assert response.status_code == 422
    assert current(page).state == State.AT_UNIT


def test_the_writer_finds_the_reason_of_a_return_in_their_list_and_on_the_item(desk: Desk) -> None:
    page = desk.submitted()
    act(signed_in(desk.approver), page, "return", reason="Thiếu tên người nhận quà")
    writer = signed_in(desk.writer)
    assert "Thiếu tên người nhận quà" in writer.get(reverse("news:mine")).content.decode()
    assert "Thiếu tên người nhận quà" in writer.get(reverse("news:item", args=[page.pk])).content.decode()


def test_all_that_is_missing_is_listed_at_once_each_with_the_way_to_its_field(desk: Desk) -> None:
    page = desk.draft(photos=0, text="<p>Ngắn</p>")
    response = act(signed_in(desk.writer), page, "submit")
    assert response.status_code == 409
    fields = [entry.field for entry in response.context["missing"]]
    assert fields == ["body", "photos"]
    assert current(page).state == State.DRAFT


def test_a_caption_of_blanks_and_invisible_characters_does_not_count(desk: Desk) -> None:
    page = desk.draft()
    latest = page.latest
    use = latest.photos.all()[0]
    use.caption = " \u200b\u00a0\u2060"
    latest.photos = [use]
    latest.save_revision(user=desk.writer, clean=False)
    assert act(signed_in(desk.writer), page, "submit").status_code == 409


def test_a_writer_for_one_unit_comes_straight_to_the_form_with_themselves_as_the_author(desk: Desk) -> None:
    client = signed_in(desk.writer)
    response = client.get(reverse("news:write"), follow=True)
    assert response.status_code == 200
    assert str(desk.writer) in response.content.decode()


def test_the_form_offers_a_writer_nothing_that_is_the_boards(desk: Desk) -> None:
    page = desk.draft()
    screen = signed_in(desk.writer).get(reverse("news:writing", args=[page.pk]))
    offered = set(re.findall(r'name="([a-z_]+)"', screen.content.decode())) | set(screen.context["form"].fields)
    assert not {"lead", "sections", "origin", "slug", "participating_units"} & offered
    assert {"title", "event_date", "genre"} <= offered


def test_someone_without_a_role_does_not_enter(portal: None) -> None:
    response = signed_in(UserFactory()).get("/admin/")
    assert response.status_code == 302


def test_a_menu_of_few_entries_awaits_people_of_units(desk: Desk) -> None:
    page = signed_in(desk.writer).get("/admin/").content.decode()
    assert reverse("news:write") in page
    assert "/admin/reports/" not in page
    assert "explorer" not in page
