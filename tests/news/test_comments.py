"""What the board remarks on parts of an item, and who reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Comment, PageSubscription

from cms.accounts.models import User
from cms.news import moderation
from cms.news.comments import comments_for, settle
from cms.news.models import NewsPage, State
from cms.news.refusals import ActRefused
from cms.outbox.models import Effect
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.news.attempts import browser_of, edit_address, posted
from tests.signing_in import signed_in


def remark(page: NewsPage, text: str, *, by: User, contentpath: str = "title", position: str = "") -> Comment:
    """A comment as the editor keeps it: its place in the text is known to the revision alone."""
    latest = current(page).latest
    comment = Comment(page=latest, user=by, text=text, contentpath=contentpath, position=position)
    latest.wagtail_admin_comments.add(comment)
    latest.save_revision(user=by, clean=False)
    return Comment.objects.get(text=text)


def comment_fields(text: str) -> dict[str, Any]:
    """What the editor posts for a new comment on the headline."""
    return {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
        "comments-0-text": text,
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }


def item_screen(page: NewsPage, person: User) -> str:
    return signed_in(person).get(reverse("news:item", args=[page.pk])).content.decode()


def test_a_comment_changes_nothing_in_what_the_unit_approved(desk: Desk) -> None:
    page = desk.at_board()
    before = page.latest_digest
    remark(page, "Tít hơi dài", by=desk.board)
    page = current(page)
    assert page.latest_digest == before
    assert publish(page, by=desk.other_board).state == State.PUBLISHED


def test_the_board_writes_comments_in_the_editor(desk: Desk) -> None:
    page = desk.at_board()
    editor = browser_of(desk.board).get(edit_address(page))
    assert "comments-data" in editor.content.decode()
    browser_of(desk.board).post(edit_address(page), posted(page) | comment_fields("Nêu rõ tên người nhận quà"))
    (comment,) = comments_for(current(page))
    assert (comment.text, comment.by) == ("Nêu rõ tên người nhận quà", str(desk.board))


def test_people_of_a_unit_write_no_comments(desk: Desk) -> None:
    page = desk.draft()
    browser_of(desk.writer).post(edit_address(page), posted(page) | comment_fields("Không phải của đơn vị"))
    assert not Comment.objects.exists()


def test_nobody_is_mailed_about_a_comment(desk: Desk, mailoutbox: list) -> None:
    page = desk.at_board()
    remark(page, "Nhận xét thứ nhất", by=desk.other_board)
    PageSubscription.objects.create(page=page, user=desk.other_board, comment_notifications=True)
    effects = Effect.objects.count()
    browser_of(desk.board).post(edit_address(page), posted(page) | comment_fields("Nhận xét thứ hai"))
    assert Comment.objects.filter(text="Nhận xét thứ hai").exists()
    assert not mailoutbox
    assert Effect.objects.count() == effects


def test_the_writer_of_a_returned_item_reads_the_comments_with_the_words_that_they_are_on(desk: Desk) -> None:
    body = [
        {"type": "text", "id": "b1", "value": '<p data-block-key="k1">Công đoàn trao 30 suất quà.</p>' + "chữ " * 30}
    ]
    page = desk.at_board(body=body)
    block = page.latest.body[0].id
    mark = json.dumps([{"key": "k1", "start": 10, "end": 26}])
    remark(page, "Số liệu này đã kiểm tra chưa?", by=desk.board, contentpath=f"body.{block}", position=mark)
    moderation.send_back(current(page), by=desk.board, reason="Xem các nhận xét")
    (comment,) = comments_for(current(page))
    assert comment.quote == "trao 30 suất quà"
    assert "Số liệu này đã kiểm tra chưa?" in item_screen(page, desk.writer)


def test_a_comment_outlives_the_words_that_it_was_on(desk: Desk) -> None:
    page = desk.at_board()
    remark(page, "Viết lại đoạn này", by=desk.board, contentpath=f"body.{page.latest.body[0].id}", position="[{}]")
    moderation.send_back(current(page), by=desk.board, reason="Viết lại")
    text = "<p>" + "Đoạn viết lại hoàn toàn khác. " * 8 + "</p>"
    page = change(page, by=desk.writer, body=[{"type": "text", "value": text}])
    (comment,) = comments_for(page)
    assert (comment.text, comment.quote) == ("Viết lại đoạn này", "")
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    assert "Viết lại đoạn này" in item_screen(page, desk.board)


@pytest.mark.parametrize(
    "position", ["", "[]", "không phải JSON", '{"a": 1}', '[{"key": "k", "start": "x", "end": 3}]', "3"]
)
def test_a_place_that_makes_no_sense_quotes_nothing(desk: Desk, position: str) -> None:
    page = desk.at_board()
    remark(page, "Ở đâu?", by=desk.board, contentpath=f"body.{page.latest.body[0].id}", position=position)
    assert comments_for(current(page))[0].quote == ""


def test_a_comment_that_is_done_with_is_shown_to_nobody(desk: Desk) -> None:
    page = desk.at_board()
    comment = remark(page, "Đã xong việc này", by=desk.board)
    client = signed_in(desk.other_board)
    response = client.post(reverse("news:settle_comment", args=[page.pk, comment.pk]))
    assert response.status_code == 302
    assert comments_for(current(page)) == []
    comment.refresh_from_db()
    assert comment.resolved_by == desk.other_board


def test_only_the_board_closes_comments_and_only_of_what_it_may_see(desk: Desk) -> None:
    page = desk.at_board()
    comment = remark(page, "Còn mở", by=desk.board)
    address = reverse("news:settle_comment", args=[page.pk, comment.pk])
    for person in (desk.writer, desk.approver, UserFactory(is_superuser=True), make_writer(make_unit("Đơn vị khác"))):
        assert signed_in(person).post(address).status_code == 404
    with pytest.raises(ActRefused):
        settle(page, comment.pk, by=desk.approver)
    other = Desk(make_unit("Công đoàn cơ sở Trường B")).at_board()
    crossed = reverse("news:settle_comment", args=[other.pk, comment.pk])
    assert signed_in(desk.board).post(crossed).status_code == 404
    moderation.send_back(current(page), by=desk.board, reason="Sửa")
    assert signed_in(desk.board).post(address).status_code == 404
    assert len(comments_for(current(page))) == 1


def test_a_comment_reaches_no_reader_and_no_other_unit(desk: Desk) -> None:
    page = desk.at_board()
    remark(page, "Chỉ nội bộ đọc", by=desk.board)
    page = publish(page, by=desk.other_board)
    stranger = signed_in(make_writer(make_unit("Đơn vị khác")))
    assert stranger.get(reverse("news:item", args=[page.pk])).status_code == 404
    assert "Chỉ nội bộ đọc" not in stranger.get(page.url).content.decode()
    assert "Chỉ nội bộ đọc" not in stranger.get("/").content.decode()


def test_a_hostile_comment_is_shown_as_text(desk: Desk) -> None:
    page = desk.at_board()
    remark(page, "<img src=x onerror=alert(1)>", by=desk.board)
    assert "<img src=x" not in item_screen(page, desk.writer)
