"""The screens of *Nhập hộ*: what each person meets there, and who learns nothing of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.accounts.models import User
from cms.news.models import NewsPage, PaperVetting, State
from cms.units.days import today
from cms.units.models import ApprovalMeans
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk, current
from tests.factories.papers import PDF, PaperDesk, hand_in, scan
from tests.factories.photos import picture_bytes, picture_file
from tests.factories.units import UserFactory, join_group, make_approver, make_unit, make_writer
from tests.signing_in import signed_in


@pytest.fixture
def papers(portal: None) -> PaperDesk:
    return PaperDesk(make_unit("Công đoàn cơ sở Trường Xa"))


def filled_in(page: NewsPage, **fields: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    given = {
        "digest": page.latest_digest,
        "means": ApprovalMeans.SIGNED_SHEET,
        "approver_name": "Hoàng Thị M",
        "approver_position": "Chủ tịch công đoàn cơ sở",
        "vetted_on": today().isoformat(),
        "sender": "",
        "file": scan(),
    }
    return given | fields


def screen(page: NewsPage) -> str:
    return reverse("news:paper", args=[page.pk])


def decision(page: NewsPage, name: str) -> str:
    return reverse("news:paper_decision", args=[page.pk, name])


def file_of(page: NewsPage) -> str:
    return reverse("news:paper_file", args=[page.pk, page.paper_vettings.get().pk])


def province(role: str) -> User:
    person = UserFactory()
    join_group(person, role)
    return person


# The way over the screens


def test_one_hands_in_and_another_confirms_in_one_tap(papers: PaperDesk) -> None:
    page = papers.entered()
    first, second = signed_in(papers.entrant), signed_in(papers.second)
    answer = first.post(screen(page), filled_in(page))
    assert (answer.status_code, answer.url) == (302, reverse("news:passed_on", args=[page.pk]))
    assert str(papers.second) in first.get(answer.url).content.decode()
    assert first.get(screen(page)).status_code == 200
    shown = second.get(screen(page))
    assert decision(page, "xac-nhan") in shown.content.decode()
    assert reverse("news:preview", args=[page.pk]) in shown.content.decode()
    answer = second.post(decision(page, "xac-nhan"), {"digest": page.latest_digest})
    assert (answer.status_code, answer.url) == (302, reverse("news:item", args=[page.pk]))
    assert current(page).state == State.AT_BOARD


def test_who_handed_in_is_offered_no_confirmation(papers: PaperDesk) -> None:
    page = papers.handed_in()
    client = signed_in(papers.entrant)
    assert decision(page, "xac-nhan") not in client.get(screen(page)).content.decode()
    client.post(decision(page, "xac-nhan"), {"digest": page.latest_digest})
    assert current(page).state == State.AT_CONFIRMATION


def test_a_form_that_was_sent_twice_makes_one_paper(papers: PaperDesk) -> None:
    page = papers.entered()
    client = signed_in(papers.entrant)
    client.post(screen(page), filled_in(page))
    assert client.post(screen(page), filled_in(page)).status_code == 409
    assert PaperVetting.objects.count() == 1


def test_what_cannot_be_is_said_at_its_field_with_what_was_typed(papers: PaperDesk) -> None:
    page = papers.entered()
    client = signed_in(papers.entrant)
    answer = client.post(screen(page), filled_in(page, vetted_on="2999-01-01", approver_name="Hoàng Thị Mai"))
    assert answer.status_code == 422
    assert "Hoàng Thị Mai" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"vetted_on"}
    assert client.post(screen(page), filled_in(page, file=picture_file("anh.gif", held="GIF"))).status_code == 422
    assert client.post(screen(page), filled_in(page, approver_name="x" * 300)).status_code == 422
    assert client.post(screen(page), {"digest": page.latest_digest}).status_code == 422
    assert client.post(screen(page), filled_in(page, approver_name="nul\x00")).status_code == 422


def test_a_form_about_another_content_is_refused(papers: PaperDesk) -> None:
    page = papers.entered()
    client = signed_in(papers.entrant)
    assert client.post(screen(page), filled_in(page, digest="0" * 64)).status_code == 409
    assert current(page).state == State.DRAFT


def test_a_refusal_comes_with_its_reason_and_an_empty_one_decides_nothing(papers: PaperDesk) -> None:
    page = papers.handed_in()
    client = signed_in(papers.second)
    client.post(decision(page, "khong-xac-nhan"), {"reason": " "})
    assert current(page).state == State.AT_CONFIRMATION
    client.post(decision(page, "khong-xac-nhan"), {"reason": "Không có chữ ký"})
    assert current(page).state == State.RETURNED
    assert "Không có chữ ký" in signed_in(papers.entrant).get(screen(page)).content.decode()


def test_the_item_says_on_its_own_screen_that_it_is_vetted_on_paper(papers: PaperDesk) -> None:
    page = papers.confirmed()
    shown = signed_in(papers.third).get(reverse("news:item", args=[page.pk]))
    assert shown.status_code == 200


def test_an_unknown_decision_is_not_there(papers: PaperDesk) -> None:
    page = papers.handed_in()
    assert signed_in(papers.second).post(decision(page, "dang-bai")).status_code == 404


def test_a_state_set_by_hand_without_a_paper_confirms_nothing(papers: PaperDesk) -> None:
    page = papers.entered()
    page.enter(State.AT_CONFIRMATION)
    client = signed_in(papers.second)
    assert client.get(screen(page)).status_code == 200
    assert client.post(decision(page, "xac-nhan"), {"digest": page.latest_digest}).status_code == 302
    assert client.post(decision(page, "khong-xac-nhan"), {"reason": "nul\x00"}).status_code == 302
    assert current(page).state == State.AT_CONFIRMATION


# The units to choose from


def test_the_board_finds_a_unit_without_diacritics_and_is_told_why_not_of_others(papers: PaperDesk, desk: Desk) -> None:
    client = signed_in(papers.entrant)
    shown = client.get(reverse("news:on_behalf"), {"q": "truong xa"})
    assert [unit.unit for unit in shown.context["open_units"]] == [papers.unit]
    shown = client.get(reverse("news:on_behalf"), {"q": "truong a"})
    assert str(desk.approver) in shown.content.decode()
    answer = client.get(reverse("news:on_behalf_unit", args=[desk.unit.pk]))
    assert answer.url == reverse("news:on_behalf")
    answer = client.get(reverse("news:on_behalf_unit", args=[papers.unit.pk]))
    assert answer.url == reverse("news:writing_new", args=[papers.unit.pk])


def test_the_list_says_whose_confirmation_is_asked(papers: PaperDesk) -> None:
    page = papers.handed_in()
    for person, is_own in ((papers.entrant, True), (papers.second, False)):
        shown = signed_in(person).get(reverse("news:on_behalf"))
        assert [(item.pk, item.is_own) for item in shown.context["to_confirm"]] == [(page.pk, is_own)]


def test_the_boards_list_says_how_many_papers_wait_for_whom(papers: PaperDesk) -> None:
    papers.handed_in()
    address, papers_screen = reverse("news:board"), f'"{reverse("news:on_behalf")}"'
    shown = {
        person: signed_in(person).get(address).content.decode().count(f"<a href={papers_screen}>")
        for person in (papers.entrant, papers.second)
    }
    assert shown == {papers.entrant: 0, papers.second: 1}


# Secrecy


@pytest.mark.parametrize("who", ["writer", "stranger", "accountant", "administrator", "superuser"])
def test_whoever_is_not_of_the_board_learns_nothing_of_papers(papers: PaperDesk, who: str) -> None:
    page = papers.handed_in()
    people = {
        "writer": lambda: make_writer(papers.unit),
        "stranger": lambda: make_approver(make_unit("Công đoàn cơ sở B")),
        "accountant": lambda: province(ACCOUNTANT),
        "administrator": lambda: province(ADMINISTRATOR),
        "superuser": lambda: UserFactory(is_superuser=True, is_staff=True),
    }
    client = signed_in(people[who]())
    addresses = [screen(page), file_of(page), f"{file_of(page)}?xem", reverse("news:on_behalf")]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(screen(page), filled_in(page)).status_code == 404
    assert client.post(decision(page, "xac-nhan"), {"digest": page.latest_digest}).status_code == 404
    assert current(page).state == State.AT_CONFIRMATION


def test_nothing_is_shown_before_signing_in(papers: PaperDesk) -> None:
    page = papers.handed_in()
    for address in (screen(page), file_of(page), reverse("news:on_behalf")):
        assert Client().get(address).status_code == 302


def test_the_board_knows_of_no_draft_of_a_unit_by_this_way(papers: PaperDesk, desk: Desk) -> None:
    page = desk.draft()
    client = signed_in(papers.entrant)
    assert client.get(screen(page)).status_code == 404
    assert client.post(screen(page), filled_in(page)).status_code == 404


def test_an_entered_draft_is_known_to_the_board_and_to_no_other_unit(papers: PaperDesk) -> None:
    page = papers.entered()
    address = reverse("news:item", args=[page.pk])
    explorer = reverse("wagtailadmin_pages:edit", args=[page.pk])
    board, stranger = signed_in(papers.third), signed_in(make_approver(make_unit("Công đoàn cơ sở B")))
    assert board.get(address).status_code == 200
    assert board.get(explorer).status_code == 200
    assert stranger.get(address).status_code == 404
    assert stranger.get(explorer).status_code == 404


def test_a_file_of_another_item_is_not_there(papers: PaperDesk) -> None:
    page, other = papers.handed_in(), papers.entered(title="Tin khác")
    vetting = page.paper_vettings.get()
    client = signed_in(papers.second)
    assert client.get(reverse("news:paper_file", args=[other.pk, vetting.pk])).status_code == 404


# The file


def test_the_file_comes_out_as_it_went_in_and_its_opening_is_written_down(papers: PaperDesk) -> None:
    page = papers.handed_in()
    answer = signed_in(papers.second).get(file_of(page))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    read = PageLogEntry.objects.filter(page=page.pk, action="news.read_paper")
    assert [entry.user_id for entry in read] == [papers.second.pk]


def test_a_photo_of_the_paper_is_looked_at_without_what_the_camera_wrote(papers: PaperDesk) -> None:
    page = papers.entered()
    secret = picture_bytes(comment=b"noi-o-cua-nguoi-chup")
    hand_in(page, by=papers.entrant, file=scan("phieu.jpg", secret))
    answer = signed_in(papers.second).get(f"{file_of(page)}?xem")
    shown = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"noi-o-cua" in secret
    assert b"noi-o-cua" not in shown


# Cost


def test_the_screen_costs_the_same_for_few_items_and_units_and_for_many(papers: PaperDesk) -> None:
    client = signed_in(papers.second)
    address = reverse("news:on_behalf")

    def cost() -> int:
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def more(first: int, last: int) -> None:
        for number in range(first, last):
            papers.handed_in(title=f"Tin nộp {number}")
            papers.entered(title=f"Tin đang nhập {number}")
            make_approver(make_unit(f"Công đoàn cơ sở có người duyệt {number}"))
            make_unit(f"Công đoàn cơ sở giấy {number}")

    more(0, 2)
    few = cost()
    more(2, 6)
    assert cost() == few
    assert few <= 45


# What the second person is told besides


def test_the_second_person_is_told_that_the_file_was_handed_in_for_another_text(papers: PaperDesk) -> None:
    earlier, page = papers.confirmed(title="Tin thứ nhất"), papers.handed_in(title="Tin thứ hai")
    assert screen(earlier) in signed_in(papers.second).get(screen(page)).content.decode()
    assert screen(page) not in signed_in(papers.second).get(screen(earlier)).content.decode()


def test_where_the_unit_has_got_an_approver_confirming_is_not_offered_and_giving_back_is(papers: PaperDesk) -> None:
    page = papers.handed_in()
    make_approver(papers.unit)
    shown = signed_in(papers.second).get(screen(page)).content.decode()
    assert decision(page, "xac-nhan") not in shown
    assert decision(page, "khong-xac-nhan") in shown


def test_the_form_says_in_its_heading_for_which_unit_the_board_writes(papers: PaperDesk) -> None:
    for address in (
        reverse("news:writing_new", args=[papers.unit.pk]),
        reverse("news:writing", args=[papers.entered().pk]),
    ):
        shown = signed_in(papers.second).get(address).content.decode()
        heading = shown.partition("<h1")[2].partition("</h1>")[0]
        assert "Công đoàn cơ sở Trường Xa" in heading
