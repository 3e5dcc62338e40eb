"""Passing on: who is told of an item's turn, with which message, and whether they have seen it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.news import moderation
from cms.news.messages import item_link
from cms.news.models import NewsPage, Sighting
from cms.news.passing_on.panel import PassingOn, passing_on
from cms.news.passing_on.sightings import note_seen
from cms.units.days import today
from cms.units.models import Membership, Role
from cms.units.phones import read_number_of, ringable
from tests.factories.news import Desk, approve, current, publish, submit
from tests.factories.units import ContributorFactory, UserFactory, add_member, make_approver, make_unit, make_writer
from tests.signing_in import signed_in

NUMBER = "+84912345678"


def told(page: NewsPage, user: User) -> PassingOn:
    panel = passing_on(current(page), user)
    assert panel is not None
    return panel


def people(page: NewsPage, user: User) -> set[User]:
    return {recipient.user for recipient in told(page, user).people}


def seen(page: NewsPage, user: User) -> dict[User, bool]:
    return {recipient.user: recipient.seen_at is not None for recipient in told(page, user).people}


def returned(desk: Desk, by: str) -> NewsPage:
    page = desk.submitted() if by == "approver" else desk.at_board()
    moderation.send_back(page, by=getattr(desk, by), reason="Thiếu tên người nhận quà")
    return current(page)


def test_who_sent_an_item_tells_the_approvers_who_are_asked(desk: Desk) -> None:
    colleague = make_approver(desk.unit)
    page = desk.submitted(title="Tặng quà Tết")
    assert people(page, desk.writer) == {desk.approver, colleague}
    assert "Tặng quà Tết" in told(page, desk.writer).message
    assert item_link(page) in told(page, desk.writer).message


def test_an_approver_who_wrote_is_not_among_those_asked(desk: Desk) -> None:
    colleague = make_approver(desk.unit)
    page = desk.draft()
    page = submit(page, by=colleague)
    assert people(page, colleague) == {desk.approver}


def test_who_is_asked_has_nothing_to_pass_on(desk: Desk) -> None:
    assert passing_on(desk.submitted(), desk.approver) is None


def test_of_a_draft_there_is_nothing_to_pass_on(desk: Desk) -> None:
    assert passing_on(desk.draft(), desk.writer) is None


def test_a_colleague_who_did_not_send_the_item_does_not_see_who_has_seen_it(desk: Desk) -> None:
    assert passing_on(desk.submitted(), make_writer(desk.unit)) is None


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_after_the_units_approval_the_board_is_told(desk: Desk, who: str) -> None:
    assert {desk.board, desk.other_board} <= people(desk.at_board(), getattr(desk, who))


def test_who_returns_an_item_tells_its_writer_with_the_reason(desk: Desk) -> None:
    page = returned(desk, "approver")
    assert people(page, desk.approver) == {desk.writer}
    assert "Thiếu tên người nhận quà" in told(page, desk.approver).message
    assert passing_on(page, desk.writer) is None


def test_what_the_board_returns_is_told_to_the_approver_too(desk: Desk) -> None:
    page = returned(desk, "board")
    assert people(page, desk.board) == {desk.writer, desk.approver}
    assert passing_on(page, desk.other_board) is None


def test_who_returned_an_item_for_the_board_learns_nothing_of_what_the_unit_writes_now(desk: Desk) -> None:
    page = desk.at_board(title="Tít mà Ban Biên tập đã thấy")
    moderation.send_back(page, by=desk.board, reason="Thiếu ảnh")
    latest = current(page).latest
    latest.title = "Tít mới của đơn vị"
    latest.save_revision(user=desk.writer, clean=False)
    screen = signed_in(desk.board).get(reverse("news:passed_on", args=[page.pk])).content.decode()
    assert "Tít mà Ban Biên tập đã thấy" in screen
    assert "Tít mới của đơn vị" not in screen


def test_the_board_tells_those_concerned_where_the_item_stands_and_the_unit_gets_the_address_too(desk: Desk) -> None:
    page = desk.published()
    assert people(page, desk.board) == {desk.writer, desk.approver}
    for person in (desk.board, desk.writer):
        assert page.full_url in told(page, person).message
    assert told(page, desk.writer).people == []


@pytest.mark.parametrize("act", ["hide", "withdraw"])
def test_what_readers_do_not_see_is_passed_on_by_the_link_of_the_desk(desk: Desk, act: str) -> None:
    page = desk.published()
    getattr(moderation, act)(page, by=desk.board, reason="Kiểm tra số liệu")
    message = told(page, desk.board).message
    assert item_link(page) in message
    assert page.full_url not in message
    assert "Kiểm tra số liệu" in message
    assert passing_on(current(page), desk.writer) is None


@pytest.mark.parametrize("was_scheduled", [False, True])
def test_what_is_not_used_is_told_with_its_reason(desk: Desk, was_scheduled: bool) -> None:
    page = desk.at_board()
    if was_scheduled:
        page = publish(page, by=desk.other_board, publish_at=timezone.now() + dt.timedelta(days=1))
    moderation.set_aside(page, by=desk.board, reason="Đã có tin khác")
    assert people(page, desk.board) == {desk.writer, desk.approver}
    assert "Đã có tin khác" in told(page, desk.board).message


def test_the_sender_sees_who_has_opened_the_item(desk: Desk) -> None:
    colleague = make_approver(desk.unit)
    page = desk.submitted()
    assert seen(page, desk.writer) == {desk.approver: False, colleague: False}
    note_seen(page, desk.approver)
    assert seen(page, desk.writer) == {desk.approver: True, colleague: False}


def test_opening_twice_is_noted_once_with_the_first_time(desk: Desk) -> None:
    page = desk.submitted()
    note_seen(page, desk.approver)
    first = Sighting.objects.get().seen_at
    note_seen(page, desk.approver)
    assert Sighting.objects.get().seen_at == first


def test_what_was_seen_at_an_earlier_turn_counts_no_more(desk: Desk) -> None:
    page = desk.submitted()
    note_seen(page, desk.approver)
    moderation.recall(page, by=desk.writer)
    page = submit(current(page), by=desk.writer)
    assert seen(page, desk.writer) == {desk.approver: False}


@pytest.mark.parametrize("who", ["writer", "board"])
def test_nobody_else_leaves_a_sighting(desk: Desk, who: str) -> None:
    note_seen(desk.submitted(), getattr(desk, who))
    assert not Sighting.objects.exists()


def test_one_does_not_see_oneself_among_those_told(desk: Desk) -> None:
    page = submit(desk.draft(), by=desk.writer)
    page = publish(approve(page, by=desk.approver), by=desk.board)
    assert desk.board not in people(page, desk.board)


def test_the_screen_after_an_act_names_the_people_and_offers_the_message(desk: Desk) -> None:
    page = desk.submitted()
    screen = signed_in(desk.writer).get(reverse("news:passed_on", args=[page.pk]))
    assert screen.status_code == 200
    assert str(desk.approver) in screen.content.decode()
    assert item_link(page) in screen.content.decode()


def test_where_nobody_has_to_be_told_the_screen_leads_on_to_the_item(desk: Desk) -> None:
    page = desk.draft()
    response = signed_in(desk.writer).get(reverse("news:passed_on", args=[page.pk]))
    assert response.url == reverse("news:item", args=[page.pk])


@pytest.mark.parametrize("state", ["submitted", "at_board", "published"])
def test_a_stranger_gets_no_screen(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    assert signed_in(stranger).get(reverse("news:passed_on", args=[page.pk])).status_code == 404


def test_the_link_shows_nothing_before_sign_in(desk: Desk) -> None:
    page = desk.submitted(title="Tít chưa ai được biết")
    for user_agent in ("Mozilla/5.0", "facebookexternalhit/1.1", "ZaloPC-linkpreview"):
        response = Client().get(reverse("news:item", args=[page.pk]), follow=True, headers={"user-agent": user_agent})
        assert "Tít chưa ai được biết" not in response.content.decode()
        assert str(desk.unit) not in response.content.decode()
        assert 'property="og:title"' in response.content.decode()


def reachable(person: User, number: str = NUMBER) -> User:
    person.phone = number
    person.save()
    return person


def ring(client: Client, page: NewsPage, person: User):
    return client.post(reverse("news:ring", args=[page.pk, person.pk]))


def readings() -> list[tuple[int | None, str]]:
    return list(ModelLogEntry.objects.filter(action="units.read_phone").values_list("user", "object_id"))


def test_the_sender_rings_an_approver_and_that_is_written_down(desk: Desk) -> None:
    page = desk.submitted()
    reachable(desk.approver)
    client = signed_in(desk.writer)
    screen = client.get(reverse("news:passed_on", args=[page.pk])).content.decode()
    assert reverse("news:ring", args=[page.pk, desk.approver.pk]) in screen
    assert "912345678" not in screen
    assert f"tel:{NUMBER}" in ring(client, page, desk.approver).content.decode()
    assert readings() == [(desk.writer.pk, str(desk.approver.pk))]


def test_the_number_of_the_contributor_comes_before_that_of_the_login(desk: Desk) -> None:
    reachable(desk.approver, "+84911111111")
    ContributorFactory(user=desk.approver, unit=desk.unit, phone=NUMBER)
    assert read_number_of(desk.approver, by=desk.writer) == NUMBER


def test_the_board_rings_the_writer_whose_item_it_returned(desk: Desk) -> None:
    page = returned(desk, "board")
    reachable(desk.writer)
    assert ring(signed_in(desk.board), page, desk.writer).status_code == 200


def test_people_of_units_do_not_ring_members_of_the_board(desk: Desk) -> None:
    page = desk.at_board()
    reachable(desk.board)
    assert ring(signed_in(desk.writer), page, desk.board).status_code == 404
    assert readings() == []


def test_nobody_rings_somebody_who_has_nothing_to_do_with_the_item(desk: Desk) -> None:
    page = desk.submitted()
    bystander = reachable(make_writer(desk.unit))
    reachable(desk.writer, "+84911111111")
    assert ring(signed_in(desk.writer), page, bystander).status_code == 404
    assert ring(signed_in(desk.approver), page, desk.writer).status_code == 404
    assert readings() == []


def test_who_has_no_number_is_not_offered(desk: Desk) -> None:
    assert not any(recipient.rings for recipient in told(desk.submitted(), desk.writer).people)


def test_only_colleagues_and_the_province_may_ring(desk: Desk) -> None:
    person = reachable(desk.approver)
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    assert ringable(desk.writer, {person.pk}) == ringable(desk.board, {person.pk}) == {person.pk}
    for other in (stranger, UserFactory()):
        assert ringable(other, {person.pk}) == set()
        with pytest.raises(PermissionDenied):
            read_number_of(person, by=other)
    assert readings() == []


def test_looking_at_a_number_needs_a_press_of_the_button(desk: Desk) -> None:
    page = desk.submitted()
    reachable(desk.approver)
    assert signed_in(desk.writer).get(reverse("news:ring", args=[page.pk, desk.approver.pk])).status_code == 405
    assert readings() == []


@pytest.mark.parametrize("state", ["at_unit", "at_board", "returned"])
def test_whose_role_in_the_unit_ended_is_told_nothing_more_of_what_they_sent(desk: Desk, state: str) -> None:
    page = desk.at_board() if state == "at_board" else desk.submitted()
    sender = desk.writer
    if state == "returned":
        sender = desk.approver
        moderation.send_back(page, by=sender, reason="Thiếu ảnh")
    Membership.objects.filter(user=sender).update(valid_to=today())
    add_member(make_unit("Công đoàn cơ sở Trường B"), Role.WRITER, sender)
    assert signed_in(sender).get(reverse("news:passed_on", args=[page.pk])).status_code == 404
