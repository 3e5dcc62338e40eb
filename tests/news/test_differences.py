"""What changed between two contents of an item, in words that people can read."""

from __future__ import annotations

from django.urls import reverse

from cms.news import moderation
from cms.news.differences import (
    Difference,
    differences_between,
    differences_since_approval,
    differences_to_readers,
    mended_by_approver,
)
from cms.news.models import ItemCorrection, ItemPhoto, NewsPage
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.photos import PhotoFactory
from tests.signing_in import signed_in

PARAGRAPHS = [f"Đoạn số {number} kể việc công đoàn đã làm trong ngày hôm ấy." for number in range(1, 9)]


def text(paragraphs: list[str]) -> list[dict[str, str]]:
    return [{"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}]


def since_approval(page: NewsPage) -> list[Difference]:
    page = current(page)
    return differences_since_approval(page, page.latest)


def edited(desk: Desk, paragraphs: list[str]) -> Difference:
    """The difference of the text after the board has put ``paragraphs`` in place of eight."""
    page = change(desk.at_board(body=text(PARAGRAPHS)), by=desk.board, body=text(paragraphs))
    (difference,) = since_approval(page)
    return difference


def kinds(difference: Difference) -> list[str]:
    return [paragraph.kind for paragraph in difference.paragraphs]


def test_what_nobody_changed_shows_no_difference(desk: Desk) -> None:
    page = desk.at_board()
    assert since_approval(page) == []
    assert since_approval(change(page, by=desk.board)) == []


def test_a_word_changed_in_the_headline_is_shown_between_the_words_that_stay(desk: Desk) -> None:
    page = change(desk.at_board(title="Công đoàn trao quà"), by=desk.board, title="Công đoàn tặng quà")
    (difference,) = since_approval(page)
    assert difference.words == [(" ", "Công đoàn"), ("-", "trao"), ("+", "tặng"), (" ", "quà")]


def test_only_the_changed_paragraph_is_shown_with_its_neighbours(desk: Desk) -> None:
    changed = [*PARAGRAPHS[:3], PARAGRAPHS[3].replace("việc", "chuyện"), *PARAGRAPHS[4:]]
    difference = edited(desk, changed)
    assert kinds(difference) == ["folded", "same", "changed", "same", "folded"]
    assert [paragraph.count for paragraph in difference.paragraphs] == [2, 1, 1, 1, 3]
    assert ("-", "việc") in difference.paragraphs[2].words
    assert ("+", "chuyện") in difference.paragraphs[2].words


def test_paragraphs_that_come_and_go_are_shown_whole(desk: Desk) -> None:
    difference = edited(desk, [*PARAGRAPHS[1:], "Ban Biên tập thêm lời kết hoàn toàn mới."])
    assert kinds(difference) == ["removed", "same", "folded", "same", "added"]
    assert difference.paragraphs[0].words == [("-", PARAGRAPHS[0])]


def test_a_paragraph_that_only_moved_is_shown_once_where_it_stands_now(desk: Desk) -> None:
    difference = edited(desk, [*PARAGRAPHS[1:], PARAGRAPHS[0]])
    assert kinds(difference).count("moved") == 1
    assert not {"added", "removed"} & set(kinds(difference))


def test_a_change_of_the_setting_alone_is_said_to_be_one(desk: Desk) -> None:
    difference = edited(desk, [f"<b>{PARAGRAPHS[0]}</b>", *PARAGRAPHS[1:]])
    assert kinds(difference) == ["formatted", "same", "folded"]


def test_a_link_that_leads_elsewhere_is_a_difference_that_can_be_read(desk: Desk) -> None:
    linked = '<a href="https://example.com/{}">nghị quyết</a>'
    page = desk.at_board(body=text([linked.format("cu"), *PARAGRAPHS]))
    page = change(page, by=desk.board, body=text([linked.format("moi"), *PARAGRAPHS]))
    (difference,) = since_approval(page)
    words = " ".join(run for _mark, run in difference.paragraphs[0].words)
    assert "https://example.com/cu" in words
    assert "https://example.com/moi" in words


def test_a_table_is_compared_row_by_row(desk: Desk) -> None:
    def table(last: str) -> list[dict[str, object]]:
        rows = [["Đơn vị", "Số suất"], ["Trường A", "10"], ["Trường B", last]]
        return [*text(PARAGRAPHS), {"type": "table", "value": {"data": rows}}]

    page = change(desk.at_board(body=table("20")), by=desk.board, body=table("25"))
    (difference,) = since_approval(page)
    changed = [paragraph for paragraph in difference.paragraphs if paragraph.kind == "changed"]
    assert [paragraph.words[-2:] for paragraph in changed] == [[("-", "20"), ("+", "25")]]


def test_photos_that_came_went_moved_or_got_another_caption_are_each_said_so(desk: Desk) -> None:
    page = desk.at_board(photos=4)
    first, second, third, fourth = page.latest.photos.all()
    new = ItemPhoto(photo=PhotoFactory(unit=desk.unit, with_board=True), caption="Ảnh do Ban Biên tập thêm")
    second.caption = "Chú thích đã sửa"
    page = change(page, by=desk.board, photos=[fourth, first, second, new])
    (difference,) = since_approval(page)
    assert [(found.photo.pk, found.kinds) for found in difference.photos] == [
        (fourth.photo_id, ["moved"]),
        (second.photo_id, ["changed"]),
        (new.photo_id, ["added"]),
        (third.photo_id, ["removed"]),
    ]
    assert [(found.was, found.now) for found in difference.photos] == [(4, 1), (2, 3), (None, 4), (3, None)]


def test_a_photo_moved_into_the_text_is_a_difference_of_the_text(desk: Desk) -> None:
    page = desk.at_board()
    use = page.latest.photos.get()
    placed = [*text(PARAGRAPHS[:1]), {"type": "photo", "value": {"photo": use.photo_id, "caption": "Đặt vào bài"}}]
    (difference,) = since_approval(change(page, by=desk.board, body=placed))
    words = [run for paragraph in difference.paragraphs for mark, run in paragraph.words if mark == "+"]
    assert any("Đặt vào bài" in run for run in words)


def test_whatever_is_content_and_differs_is_never_passed_over(desk: Desk) -> None:
    page = desk.published()
    before = page.latest
    after = current(page).latest
    after.corrections.add(ItemCorrection(text="Số suất quà là 25."))
    assert differences_between(before, after)
    table = {"type": "table", "value": {"data": [["a"]], "table_caption": ""}}
    one, other = desk.draft(body=[table]).latest, desk.draft(body=[table]).latest
    other.body = [("table", {"data": [["a"]], "table_caption": "Tên bảng"})]
    assert differences_between(one, other)


def test_the_unit_sees_what_the_board_changed_after_its_approval(desk: Desk) -> None:
    page = change(desk.at_board(title="Tít của đơn vị"), by=desk.board, title="Tít của Ban Biên tập")
    for person in (desk.writer, desk.approver, desk.other_board):
        screen = signed_in(person).get(reverse("news:item", args=[page.pk]))
        assert screen.context["differences"][0].label
        html = screen.content.decode()
        assert "<ins>" in html
        assert "<del>" in html


def test_the_writer_sees_what_the_approver_mended_and_the_board_does_not(desk: Desk) -> None:
    page = change(desk.submitted(title="Có lổi"), by=desk.approver, title="Có lỗi")
    page = approve(page, by=desk.approver)
    mending = mended_by_approver(page)
    assert mending is not None
    assert mending.by == str(desk.approver)
    assert mending.differences[0].words == [(" ", "Có"), ("-", "lổi"), ("+", "lỗi")]
    address = reverse("news:item", args=[page.pk])
    assert "lổi" in signed_in(desk.writer).get(address).content.decode()
    assert "lổi" not in signed_in(desk.board).get(address).content.decode()


def test_what_the_writer_changed_after_a_return_is_not_the_approvers(desk: Desk) -> None:
    page = change(desk.submitted(), by=desk.approver, title="Người duyệt sửa")
    moderation.send_back(page, by=desk.approver, reason="Viết thêm")
    assert mended_by_approver(current(page)) is not None
    page = submit(change(page, by=desk.writer, title="Người viết sửa"), by=desk.writer)
    assert mended_by_approver(page) is None


def test_a_purged_revision_leaves_the_mending_without_its_words(desk: Desk) -> None:
    page = change(desk.submitted(), by=desk.approver, title="Người duyệt sửa")
    page.revisions.exclude(pk=page.latest_revision_id).delete()
    mending = mended_by_approver(current(page))
    assert mending is not None
    assert mending.differences == []
    assert signed_in(desk.writer).get(reverse("news:item", args=[page.pk])).status_code == 200


def test_a_proposed_change_is_compared_with_what_readers_see_meanwhile(desk: Desk) -> None:
    page = change(desk.published(title="Bản đang đăng"), by=desk.writer, title="Bản đề nghị")
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    assert since_approval(page) == []
    (difference,) = differences_to_readers(page, page.latest)
    assert ("-", "đang đăng") in difference.words


def test_a_hostile_text_is_shown_as_text(desk: Desk) -> None:
    page = change(desk.at_board(), by=desk.board, title="<script>alert(1)</script>")
    html = signed_in(desk.other_board).get(reverse("news:item", args=[page.pk])).content.decode()
    assert "<script>alert(1)</script>" not in html


def test_a_very_long_text_is_compared_without_keeping_anybody_waiting(desk: Desk) -> None:
    many = [f"Đoạn {number} " + "chữ " * 40 for number in range(300)]
    page = change(desk.at_board(body=text(many)), by=desk.board, body=text([line.upper() for line in many]))
    (difference,) = since_approval(page)
    assert difference.paragraphs
