"""Honest work is not blocked: slips are mended where they are found, and an unchanged save loses nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from cms.news.models import NewsPage, State
from cms.units.models import Publication, Unit, UnitKind
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.photos import PhotoFactory
from tests.factories.units import make_approver, make_writer
from tests.news.attempts import act, browser_of, edit_address, nothing_reaches_readers, posted, save, text_posted

TURNS = [("draft", "writer"), ("submitted", "approver"), ("at_board", "board"), ("published", "board")]


@pytest.mark.parametrize(("state", "who"), TURNS)
def test_an_unchanged_save_changes_nothing_and_loses_no_approval(desk: Desk, state: str, who: str) -> None:
    page = getattr(desk, state)(photos=2)
    edits = page.edits.count()
    for _time in range(2):
        with nothing_reaches_readers():
            assert save(getattr(desk, who), current(page)).status_code == 302
    now = current(page)
    assert now.latest.digest == page.latest.digest
    assert (now.state, now.edits.count()) == (page.state, edits)
    ways = {"draft": ["submit", "approve", "publish"], "submitted": ["approve", "publish"], "at_board": ["publish"]}
    people = {"submit": desk.writer, "approve": desk.approver, "publish": desk.board}
    for name in ways.get(state, []):
        assert act(people[name], current(page), name).status_code == 302
    assert current(page).live


@pytest.mark.parametrize(("state", "who"), TURNS)
def test_an_unchanged_save_of_what_was_typed_in_the_editor_changes_nothing(desk: Desk, state: str, who: str) -> None:
    draft = desk.draft()
    save(desk.writer, draft)
    page = current(draft)
    for wanted, step, by in (
        ("submitted", submit, desk.writer),
        ("at_board", approve, desk.approver),
        ("published", publish, desk.board),
    ):
        if state in {"submitted", "at_board", "published"} and page.state != state:
            page = step(page, by=by)
        if wanted == state:
            break
    with nothing_reaches_readers():
        assert save(getattr(desk, who), page).status_code == 302
    assert (current(page).latest.digest, current(page).state) == (page.latest.digest, page.state)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_an_unchanged_save_by_the_unit_proposes_nothing(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    assert save(desk.writer, page).status_code == 302
    assert current(page).state == page.state


def test_the_board_mends_a_slip_in_a_published_item_in_one_act(desk: Desk) -> None:
    page = desk.published(title="Tặng qùa đoàn viên")
    with nothing_reaches_readers():
        assert save(desk.board, page, title="Tặng quà đoàn viên").status_code == 302
    assert act(desk.board, current(page), "correct").status_code == 302
    said = Client().get(page.url).content.decode()
    assert "Tặng quà đoàn viên" in said
    assert "qùa" not in said
    assert Publication.objects.count() == 1


def test_an_approver_mends_a_slip_in_a_submitted_item_and_approves_it(desk: Desk) -> None:
    page = desk.submitted(title="Tặng qùa đoàn viên")
    assert save(desk.approver, page, title="Tặng quà đoàn viên").status_code == 302
    assert act(desk.approver, current(page), "approve").status_code == 302
    assert current(page).approvals.of_unit().get().content["title"] == "Tặng quà đoàn viên"


def test_the_board_completes_an_item_and_publishes_it_without_the_unit_again(desk: Desk) -> None:
    page = desk.at_board()
    changes = {"lead": "Sa-pô của Ban Biên tập", "body": text_posted(f"<p>{'Chữ đã biên tập. ' * 20}</p>")}
    assert save(desk.board, page, **changes).status_code == 302
    assert act(desk.other_board, current(page), "publish").status_code == 302
    assert "Sa-pô của Ban Biên tập" in Client().get(page.url).content.decode()


def test_two_members_of_the_board_edit_one_after_the_other(desk: Desk) -> None:
    page = desk.at_board()
    for number, member in enumerate((desk.board, desk.other_board, desk.board)):
        save(member, current(page), lead=f"Lần {number}")
    save(desk.board, current(page), lead="")
    assert act(desk.other_board, current(page), "publish").status_code == 302


def test_a_returned_item_is_mended_and_goes_through(desk: Desk) -> None:
    page = desk.at_board()
    assert act(desk.board, page, "return", reason="Thêm tên người").status_code == 302
    assert save(desk.writer, current(page), title="Đã thêm tên người").status_code == 302
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve"), (desk.board, "publish")):
        assert act(user, current(page), name).status_code == 302, name
    assert "Đã thêm tên người" in Client().get(page.url).content.decode()


def test_a_returned_item_goes_through_the_unit_again_even_unchanged(desk: Desk) -> None:
    page = desk.at_board()
    act(desk.board, page, "return", reason="Xem lại")
    act(desk.writer, current(page), "submit")
    assert current(page).state in {State.AT_UNIT, State.AT_BOARD}
    if current(page).state == State.AT_UNIT:
        assert act(desk.approver, current(page), "approve").status_code == 302
    assert act(desk.board, current(page), "publish").status_code == 302


def test_a_unit_proposes_a_change_of_a_published_item_while_readers_see_the_old_one(desk: Desk) -> None:
    page = desk.published(title="Tin cũ")
    save(desk.writer, page, title="Tin mới")
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve")):
        assert "Tin cũ" in Client().get(page.url).content.decode()
        assert act(user, current(page), name).status_code == 302
    assert "Tin cũ" in Client().get(page.url).content.decode()
    assert act(desk.board, current(page), "publish").status_code == 302
    assert "Tin mới" in Client().get(page.url).content.decode()


def test_the_board_corrects_a_slip_while_the_unit_proposes_nothing_of_it(desk: Desk) -> None:
    page = desk.published()
    save(desk.board, page, lead="Sa-pô mới")
    act(desk.board, current(page), "correct")
    save(desk.board, current(page), lead="Sa-pô mới hơn")
    assert act(desk.board, current(page), "correct").status_code == 302
    assert current(page).release.lead == "Sa-pô mới hơn"


def test_a_hidden_item_is_corrected_and_shown_again(desk: Desk) -> None:
    page = desk.published()
    act(desk.board, page, "hide", reason="Kiểm tra")
    save(desk.board, current(page), lead="Đã kiểm tra")
    with nothing_reaches_readers():
        assert act(desk.board, current(page), "correct").status_code == 302
        assert Client().get(page.url).status_code == 404
    assert act(desk.board, current(page), "show").status_code == 302
    assert "Đã kiểm tra" in Client().get(page.url).content.decode()


def test_a_writer_saves_an_unfinished_draft_with_a_headline_only(desk: Desk) -> None:
    template = desk.draft()
    data = posted(template, title="Chỉ có tít", slug="chi-co-tit", body={"count": "0"})
    for relation in ("photos", "authors"):
        data |= {f"{relation}-TOTAL_FORMS": "0", f"{relation}-INITIAL_FORMS": "0"}
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", desk.unit.page.pk])
    assert browser_of(desk.writer).post(address, data).status_code == 302
    page = NewsPage.objects.get(draft_title="Chỉ có tít")
    response = act(desk.writer, page, "submit")
    assert response.status_code == 409
    assert current(page).state == State.DRAFT


def test_autosave_keeps_the_text_of_whose_turn_it_is(desk: Desk) -> None:
    for state, who in TURNS[:3]:
        page = getattr(desk, state)()
        browser = browser_of(getattr(desk, who))
        revision = ""
        for number in range(3):
            data = posted(current(page), title=f"Tự lưu {number}") | {"overwrite_revision_id": revision}
            answer = browser.post(edit_address(page), data, headers={"accept": "application/json"})
            assert answer.status_code == 200, answer.content
            revision = str(answer.json()["revision_id"])
        assert current(page).latest.title == "Tự lưu 2"


def test_an_earlier_text_is_brought_back_by_who_may_write(desk: Desk) -> None:
    page = desk.draft(title="Bản đầu")
    first = page.latest_revision
    page = change(page, by=desk.writer, title="Bản hỏng")
    browser = browser_of(desk.writer)
    opened = browser.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk]))
    assert opened.url == reverse("news:history", args=[page.pk])
    data = posted(page, title="Bản đầu") | {"revision": str(first.pk)}
    assert browser.post(edit_address(page), data).status_code == 302
    assert current(page).latest.title == "Bản đầu"


def test_photos_and_authors_added_by_a_writer_are_there_after_saving(desk: Desk) -> None:
    page = desk.draft()
    photo = PhotoFactory(unit=desk.unit)
    rows = posted(page)
    added = {"id": "", "photo": str(photo.pk), "caption": "Ảnh thứ hai", "alt_text": "", "credit": "Bế Thị L"}
    rows |= {f"photos-1-{name}": value for name, value in added.items()} | {
        "photos-1-ORDER": "1",
        "photos-1-DELETE": "",
    }
    rows["photos-TOTAL_FORMS"] = "2"
    assert browser_of(desk.writer).post(edit_address(page), rows).status_code == 302
    assert [use.caption for use in current(page).latest.photos.all()][-1] == "Ảnh thứ hai"


def test_the_board_takes_the_authors_of_a_joint_item_as_they_are(desk: Desk) -> None:
    page = desk.at_board()
    rows = inline_formset([{"id": "", "contributor": "", "byline": "Lục Văn Kín", "role": "text", "share": "1"}])
    assert save(desk.board, page, authors=rows).status_code in {200, 302}
    page = current(page)
    assert page.latest.authors.count() >= 1


def test_the_boards_own_item_goes_through_its_own_approver(desk: Desk) -> None:
    board = Unit.objects.of_kind(UnitKind.BOARD).get()
    own = Desk.__new__(Desk)
    own.unit, own.writer, own.approver, own.board = board, make_writer(board), make_approver(board), desk.board
    page = publish(approve(submit(own.draft(), by=own.writer), by=own.approver), by=desk.board)
    assert page.live
