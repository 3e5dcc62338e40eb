"""Wagtail's own editor: whatever its buttons, a crafted form or autosave post, it keeps text and decides nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.units import make_unit, make_writer
from tests.news.attempts import (
    assert_refused,
    browser_of,
    edit_address,
    nothing_reaches_readers,
    posted,
    save,
    text_posted,
)

BUTTONS = [
    {"action-publish": "action-publish"},
    {"action-submit": "action-submit"},
    {"action-restart-workflow": "1"},
    {"action-cancel-workflow": "1"},
    {"action-workflow-action": "1", "workflow-action-name": "approve"},
    {"action-workflow-action": "1", "workflow-action-name": "reject"},
]
FORGED_FIELDS = {
    "live": "on",
    "state": State.PUBLISHED,
    "has_unpublished_changes": "",
    "go_live_at": "01/01/2020 00:00",
    "expire_at": "01/01/2030 00:00",
    "unit": "1",
    "owner": "1",
    "locked": "on",
    "approved_go_live_at": "2020-01-01",
    "show_in_menus": "on",
}
PEOPLE = ["writer", "approver", "board", "superuser"]
STATES = ["draft", "submitted", "at_board", "published"]


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create_superuser(username="quan-tri-he-thong", password="mat-khau")


def person(desk: Desk, superuser: User, name: str) -> User:
    return superuser if name == "superuser" else getattr(desk, name)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_button_of_the_editor_moves_an_item_on(desk: Desk, superuser: User, who: str, state: str) -> None:
    page = getattr(desk, state)()
    user = person(desk, superuser, who)
    before = page.state
    for number, button in enumerate(BUTTONS):
        with nothing_reaches_readers():
            response = browser_of(user).post(edit_address(page), posted(page, title=f"Sửa {number}") | button)
        assert response.status_code in {200, 302, 404}
        # Only writing on a published item is a move: to a draft of a change.
        allowed = {before, State.DRAFT} if state == "published" else {before}
        assert current(page).state in allowed
    assert current(page).approvals.of_board().count() == (1 if state == "published" else 0)


def test_what_a_form_does_not_offer_cannot_be_posted_to_a_draft(desk: Desk) -> None:
    page = desk.draft()
    with nothing_reaches_readers():
        save(desk.writer, page, **FORGED_FIELDS)
    page = current(page)
    assert not page.live
    assert page.latest.go_live_at is page.latest.expire_at is page.go_live_at is None
    assert (page.state, page.unit, page.owner) == (State.DRAFT, desk.unit, desk.writer)


def test_an_item_cannot_be_created_live_or_in_a_later_state(desk: Desk) -> None:
    template = desk.draft()
    data = posted(template, title="Tin tạo thẳng", slug="tin-tao-thang", **FORGED_FIELDS) | BUTTONS[0]
    for relation in ("photos", "authors"):
        data |= {f"{relation}-INITIAL_FORMS": "0", f"{relation}-0-id": ""}
    with nothing_reaches_readers():
        browser_of(desk.writer).post(
            reverse("wagtailadmin_pages:add", args=["news", "newspage", desk.unit.page.pk]), data
        )
    created = NewsPage.objects.exclude(pk=template.pk).get()
    assert created.title == "Tin tạo thẳng"
    assert (created.live, created.state, created.unit) == (False, State.DRAFT, desk.unit)
    assert not created.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("who", ["another unit's writer", "the approver alone", "the board", "a superuser"])
def test_nobody_writes_into_a_unit_for_which_they_do_not_write(desk: Desk, superuser: User, who: str) -> None:
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    user = {
        "another unit's writer": stranger,
        "the approver alone": desk.approver,
        "the board": desk.board,
        "a superuser": superuser,
    }[who]
    template = desk.draft()
    data = posted(template, title="Tin viết hộ", slug="tin-viet-ho")
    for relation in ("photos", "authors"):
        data |= {f"{relation}-INITIAL_FORMS": "0", f"{relation}-0-id": ""}
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", desk.unit.page.pk])
    response = browser_of(user).post(address, data)
    if NewsPage.objects.count() == 1:
        assert_refused(response)
    else:
        # Whoever may write must be able to go on with what they wrote, and nothing is vetted by it.
        assert who == "a superuser"
        assert NewsPage.objects.exclude(pk=template.pk).get().state == State.DRAFT


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("submitted", "writer"),
        ("submitted", "superuser"),
        ("at_board", "writer"),
        ("at_board", "approver"),
        ("at_board", "superuser"),
    ],
)
def test_who_is_not_at_turn_changes_no_text(desk: Desk, superuser: User, state: str, who: str) -> None:
    page = getattr(desk, state)()
    digest = page.latest.digest
    response = save(person(desk, superuser, who), page, title="Chữ chưa ai duyệt")
    assert current(page).latest.digest == digest
    assert response.status_code in {200, 302, 403}
    assert "Chữ chưa ai duyệt" not in current(page).draft_title


@pytest.mark.parametrize("state", ["submitted", "at_board", "published"])
def test_autosave_of_a_form_that_was_opened_before_changes_nothing(desk: Desk, state: str) -> None:
    draft = desk.draft()
    stale = posted(draft, title="Tự lưu sau khi đã gửi") | {"overwrite_revision_id": str(draft.latest_revision_id)}
    page = getattr(desk, state)()
    stale = stale | {"overwrite_revision_id": str(page.latest_revision_id)}
    content = page.latest_revision.content
    with nothing_reaches_readers():
        response = browser_of(desk.writer).post(edit_address(page), stale, headers={"accept": "application/json"})
    page = current(page)
    if state == "published":
        # The person of a unit proposes a change of what is published; readers keep what they see.
        assert page.release.headline == draft.title
        return
    assert response.status_code in {400, 403, 409, 422}
    assert page.latest_revision.content == content


def test_autosave_cannot_overwrite_what_was_approved(desk: Desk) -> None:
    page = desk.at_board()
    approved = page.latest_revision
    browser = browser_of(desk.board)
    data = posted(page, title="Ban Biên tập sửa") | {"overwrite_revision_id": str(approved.pk)}
    browser.post(edit_address(page), data, headers={"accept": "application/json"})
    assert page.approvals.of_unit().get().content["title"] != "Ban Biên tập sửa"
    assert page.approvals.of_unit().get().is_intact()


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_the_writer_brings_no_earlier_text_back_during_moderation(desk: Desk, state: str) -> None:
    draft = desk.draft(title="Bản nháp đầu")
    first = draft.latest_revision
    change(draft, by=desk.writer, title="Bản đã gửi")
    page = current(draft)
    from_stage = {"submitted": [desk.writer], "at_board": [desk.writer, desk.approver]}
    _send_on(desk, page, state)
    digest = current(page).latest.digest
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    for user in from_stage[state]:
        with nothing_reaches_readers():
            browser_of(user).get(address)
            browser_of(user).post(address, posted(page, title="Bản nháp đầu"))
            browser_of(user).post(edit_address(page), posted(page, title="Bản nháp đầu") | {"revision": str(first.pk)})
        assert current(page).latest.digest == digest


def test_a_mark_for_publication_on_a_revision_is_never_written_by_saving(desk: Desk) -> None:
    page = desk.draft()
    later = timezone.now() + dt.timedelta(hours=1)
    latest = page.latest
    latest.go_live_at = latest.expire_at = later
    latest.save_revision(user=desk.writer, approved_go_live_at=later)
    page = current(page)
    assert page.latest_revision.approved_go_live_at is None
    assert page.latest.go_live_at is page.latest.expire_at is None


def test_an_image_or_document_smuggled_into_the_text_does_not_stay_there(desk: Desk) -> None:
    page = desk.draft()
    smuggled = (
        '{"blocks": [{"key": "a", "text": " ", "type": "atomic", "depth": 0, "inlineStyleRanges": [],'
        ' "entityRanges": [{"offset": 0, "length": 1, "key": 0}], "data": {}}], "entityMap": {"0":'
        ' {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"id": "1", "format": "left", "alt": "x"}}}}'
    )
    response = save(
        desk.writer,
        page,
        body=text_posted("<p>x</p>") | {"0": {"type": "text", "value": smuggled, "deleted": "", "order": "0"}},
    )
    assert response.status_code < 500
    assert "<embed" not in str(current(page).latest_revision.content["body"])


def _send_on(desk: Desk, page: NewsPage, state: str) -> None:
    page = submit(page, by=desk.writer)
    if state == "at_board":
        approve(page, by=desk.approver)
