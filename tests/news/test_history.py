"""*Lịch sử sửa*: what happened to an item, and the way back to an earlier text."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.news import moderation
from cms.news.history import history_of
from cms.news.models import NewsPage, State
from cms.units.days import today
from tests.factories.news import Desk, change, current
from tests.factories.units import make_unit, make_writer
from tests.signing_in import signed_in


def kinds(page: NewsPage, who: User) -> list[str]:
    return [event.kind for event in reversed(history_of(current(page), who))]


def restore(desk: Desk, page: NewsPage, revision: int, who: str = "writer"):
    return signed_in(getattr(desk, who)).post(reverse("news:restore", args=[page.pk, revision]))


def first_text(page: NewsPage) -> int:
    return page.revisions.order_by("created_at", "pk").first().pk


def test_the_history_tells_the_whole_way_of_an_item(desk: Desk) -> None:
    page = desk.submitted()
    moderation.send_back(page, by=desk.approver, reason="Thiếu tên người nhận quà")
    page = change(page, by=desk.writer, title="Đã thêm tên")
    moderation.submit(page, by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest_digest, comment="Đồng ý")
    moderation.approve_for_board(current(page), by=desk.board, digest=current(page).latest_digest)
    assert kinds(page, desk.writer)[:6] == ["text", "sent", "returned", "text", "sent", "approved"]
    assert sorted(kinds(page, desk.writer)[6:]) == ["approved", "published"]
    screen = signed_in(desk.writer).get(reverse("news:history", args=[page.pk])).content.decode()
    assert "Thiếu tên người nhận quà" in screen
    assert "Đồng ý" in screen
    assert str(desk.approver) in screen


def test_a_save_that_changes_nothing_is_no_entry(desk: Desk) -> None:
    page = desk.draft()
    current(page).latest.save_revision(user=desk.writer, clean=False)
    assert kinds(page, desk.writer) == ["text"]


def test_a_change_is_opened_to_see_what_it_was(desk: Desk) -> None:
    page = change(desk.draft(title="Tít cũ"), by=desk.writer, title="Tít mới")
    address = reverse("news:history", args=[page.pk])
    screen = signed_in(desk.writer).get(f"{address}?xem={page.latest_revision_id}")
    assert screen.context["differences"][0].words == [(" ", "Tít"), ("-", "cũ"), ("+", "mới")]
    first = signed_in(desk.writer).get(f"{address}?xem={first_text(page)}")
    assert first.context["differences"] == []


def test_a_text_of_another_item_is_not_opened_or_taken(desk: Desk) -> None:
    page, other = desk.draft(), desk.draft(title="Tin khác")
    address = reverse("news:history", args=[page.pk])
    assert signed_in(desk.writer).get(f"{address}?xem={other.latest_revision_id}").status_code == 404
    assert restore(desk, page, other.latest_revision_id).status_code == 404
    assert current(page).latest.title == page.title


def test_the_board_reads_what_reached_it_and_not_how_the_unit_came_to_it(desk: Desk) -> None:
    page = desk.submitted(title="Nháp riêng của đơn vị")
    draft = first_text(page)
    moderation.send_back(page, by=desk.approver, reason="Lý do trong đơn vị")
    page = change(page, by=desk.writer, title="Bản đơn vị duyệt")
    moderation.submit(page, by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest_digest)
    page = change(page, by=desk.board, title="Bản đã biên tập")
    address, board = reverse("news:history", args=[page.pk]), signed_in(desk.board)
    for asked in ("", f"?xem={page.latest_revision_id}"):
        shown = board.get(address + asked).content.decode()
        assert "Nháp riêng của đơn vị" not in shown
        assert "Lý do trong đơn vị" not in shown
    assert kinds(page, desk.board) == ["sent", "text", "sent", "approved", "text"]
    assert board.get(f"{address}?xem={draft}").status_code == 404
    assert restore(desk, page, draft, who="board").status_code == 404
    assert kinds(page, desk.writer) == ["text", "sent", "returned", "text", "sent", "approved", "text"]


def test_wagtails_own_histories_tell_the_board_no_more(desk: Desk) -> None:
    page = change(desk.draft(title="Nháp riêng của đơn vị"), by=desk.writer, title="Bản đơn vị duyệt")
    draft = first_text(page)
    moderation.submit(page, by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest_digest)
    run = current(page).workflow_states.get()
    board = signed_in(desk.board)
    for name, *rest in (
        ("history",),
        ("history_results",),
        ("revisions_view", draft),
        ("revisions_compare", draft, page.latest_revision_id),
        ("workflow_history",),
        ("workflow_history_detail", run.pk),
    ):
        assert board.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *rest])).status_code == 404, name
    reverted = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, draft])
    for answer in (board.get(reverted), board.post(reverted)):
        assert answer.url == reverse("news:history", args=[page.pk])


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "9" * 5000])
def test_a_senseless_question_is_no_failure(desk: Desk, asked: str) -> None:
    page = desk.draft()
    response = signed_in(desk.writer).get(f"{reverse('news:history', args=[page.pk])}?xem={asked}")
    assert response.status_code in {200, 404}


def test_who_writes_takes_an_earlier_text_back_as_an_edit_of_their_own(desk: Desk) -> None:
    page = change(desk.draft(title="Tít cũ"), by=desk.writer, title="Tít mới")
    edits = page.edits.count()
    assert restore(desk, page, first_text(page)).status_code == 302
    page = current(page)
    assert page.latest.title == "Tít cũ"
    assert page.edits.count() == edits + 1
    assert page.edits.order_by("-pk").first().user == desk.writer


def test_the_text_that_is_there_already_makes_no_new_entry(desk: Desk) -> None:
    page = desk.draft()
    restore(desk, page, page.latest_revision_id)
    assert page.revisions.count() == 1


def test_an_earlier_text_of_a_published_item_is_a_proposal_like_any_other(desk: Desk) -> None:
    page = change(desk.draft(title="Tít cũ"), by=desk.writer, title="Tít mới")
    first = first_text(page)
    moderation.submit(page, by=desk.writer)
    moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest_digest)
    moderation.approve_for_board(current(page), by=desk.board, digest=current(page).latest_digest)
    restore(desk, page, first)
    assert current(page).state == State.DRAFT
    assert "Tít mới" in signed_in(desk.writer).get(page.url).content.decode()


def test_an_earlier_text_takes_away_nothing_that_the_board_says_to_readers(desk: Desk) -> None:
    page = desk.published(title="Tít cũ")
    first = first_text(page)
    page = change(page, by=desk.board, lead="Sa-pô của Ban Biên tập", title="Tít mới")
    moderation.correct(page, by=desk.board, digest=page.latest_digest)
    page = current(page)
    moderation.add_correction(page, by=desk.board, digest=page.latest_digest, text="Số tiền là 5 triệu.", on=today())
    restore(desk, page, first)
    latest = current(page).latest
    assert (latest.title, latest.lead) == ("Tít cũ", "Sa-pô của Ban Biên tập")
    assert [correction.text for correction in latest.corrections.all()] == ["Số tiền là 5 triệu."]


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_out_of_turn_nobody_brings_an_earlier_text_back(desk: Desk, state: str) -> None:
    page = change(desk.draft(title="Tít cũ"), by=desk.writer, title="Tít mới")
    first = first_text(page)
    moderation.submit(page, by=desk.writer)
    if state == "at_board":
        moderation.approve_for_unit(current(page), by=desk.approver, digest=current(page).latest_digest)
    assert restore(desk, page, first).status_code == 302
    assert current(page).latest.title == "Tít mới"


def test_another_units_history_does_not_exist(desk: Desk) -> None:
    page = desk.draft()
    stranger = signed_in(make_writer(make_unit("Công đoàn cơ sở Trường B")))
    assert stranger.get(reverse("news:history", args=[page.pk])).status_code == 404
    assert stranger.post(reverse("news:restore", args=[page.pk, page.latest_revision_id])).status_code == 404
    assert stranger.get(reverse("news:discard", args=[page.pk])).status_code == 404
    assert stranger.post(reverse("news:discard", args=[page.pk])).status_code == 404
    assert current(page).pk == page.pk


def test_a_draft_that_nobody_was_sent_is_deleted_after_a_question(desk: Desk) -> None:
    page = desk.draft()
    client = signed_in(desk.writer)
    assert client.get(reverse("news:discard", args=[page.pk])).status_code == 200
    assert NewsPage.objects.filter(pk=page.pk).exists()
    assert client.post(reverse("news:discard", args=[page.pk])).url == reverse("news:mine")
    assert not NewsPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("state", ["submitted", "at_board", "published"])
@pytest.mark.parametrize("who", ["writer", "approver", "board"])
def test_what_was_sent_once_is_not_deleted(desk: Desk, who: str, state: str) -> None:
    page = getattr(desk, state)()
    response = signed_in(getattr(desk, who)).post(reverse("news:discard", args=[page.pk]))
    assert response.status_code in {302, 404}
    assert NewsPage.objects.filter(pk=page.pk).exists()


def test_a_long_history_costs_no_more_queries_than_a_short_one(desk: Desk) -> None:
    page = desk.draft()

    def cost() -> int:
        client = signed_in(desk.writer)
        client.get(reverse("news:history", args=[page.pk]))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("news:history", args=[page.pk])).status_code == 200
        return len(captured)

    change(page, by=desk.writer, title="Lần 1")
    few = cost()
    for number in range(2, 8):
        change(page, by=desk.writer, title=f"Lần {number}")
    assert cost() == few
