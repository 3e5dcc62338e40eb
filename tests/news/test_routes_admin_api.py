"""The admin's own REST API: no action on an item goes around moderation, and it names nothing that one may not know."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.units import make_unit, make_writer
from tests.news.attempts import assert_refused, browser_of, nothing_reaches_readers

ACTIONS = ["publish", "unpublish", "copy", "move", "convert_alias", "create_alias", "copy_for_translation", "delete"]
SECRET = "Bi mat cua don vi"


def call(user: User, page_id: int, action: str, **data: object) -> HttpResponse:
    address = f"/admin/api/main/pages/{page_id}/action/{action}/"
    return browser_of(user).post(address, data, content_type="application/json")


def arguments(page: NewsPage) -> dict[str, object]:
    unit_page = page.get_parent()
    return {
        "destination_page_id": unit_page.pk,
        "slug": "ban-sao",
        "update_slug": "ban-sao",
        "keep_live": True,
        "recursive": True,
        "locale": "vi",
    }


@pytest.mark.parametrize("state", ["draft", "submitted", "at_board", "published"])
@pytest.mark.parametrize("who", ["writer", "approver", "board", "superuser"])
def test_no_action_goes_around_moderation(desk: Desk, who: str, state: str) -> None:
    page = getattr(desk, state)()
    superuser = User.objects.create_superuser(username="goc", password="x")
    user = superuser if who == "superuser" else getattr(desk, who)
    for action in ACTIONS:
        with nothing_reaches_readers():
            response = call(user, page.pk, action, **arguments(page))
        assert_refused(response)
        assert NewsPage.objects.count() == 1
        assert current(page).state == page.state


@pytest.mark.parametrize("who", ["writer", "approver", "superuser"])
def test_a_revert_during_the_boards_stage_is_refused(desk: Desk, who: str) -> None:
    draft = desk.draft(title="Bản đầu")
    first = draft.latest_revision_id
    page = submit(change(draft, by=desk.writer, title="Bản gửi"), by=desk.writer)
    superuser = User.objects.create_superuser(username="goc", password="x")
    user = superuser if who == "superuser" else getattr(desk, who)
    page = approve(page, by=desk.approver)
    with nothing_reaches_readers():
        response = call(user, page.pk, "revert_to_page_revision", revision_id=first)
    assert_refused(response)
    assert current(page).latest.title == "Bản gửi"


def test_a_revert_by_the_board_is_the_boards_own_change_and_seen_as_one(desk: Desk) -> None:
    draft = desk.draft(title="Bản đầu")
    first = draft.latest_revision_id
    page = submit(change(draft, by=desk.writer, title="Bản gửi"), by=desk.writer)
    page = approve(page, by=desk.approver)
    with nothing_reaches_readers():
        call(desk.board, page.pk, "revert_to_page_revision", revision_id=first)
    page = current(page)
    assert page.state == State.AT_BOARD
    if page.latest.title == "Bản đầu":
        assert page.edits.latest("pk").stage == "board"


def test_a_revert_of_an_item_with_another_items_revision_finds_nothing(desk: Desk) -> None:
    page, other = desk.draft(title="Một"), desk.draft(title="Hai")
    superuser = User.objects.create_superuser(username="goc", password="x")
    response = call(superuser, page.pk, "revert_to_page_revision", revision_id=other.latest_revision_id)
    assert response.status_code == 404
    assert current(page).latest.title == "Một"


@pytest.mark.parametrize("who", ["a stranger", "the board"])
def test_an_item_that_one_may_not_know_of_is_answered_like_none(desk: Desk, who: str) -> None:
    page = desk.draft(title=SECRET)
    user = desk.board if who == "the board" else make_writer(make_unit("Cong doan Truong B"))
    for action in [*ACTIONS, "revert_to_page_revision", "khong-co"]:
        data = arguments(page) | {"revision_id": page.latest_revision_id}
        known, none = call(user, page.pk, action, **data), call(user, 999_999, action, **data)
        assert known.status_code == none.status_code == 404, action
    for address in ("", f"{page.pk}/", f"find/?id={page.pk}"):
        response = browser_of(user).get(f"/admin/api/main/pages/{address}", follow=True)
        assert SECRET not in response.content.decode()
        assert page.slug not in response.content.decode()


def test_the_explorers_count_of_children_does_not_tell_the_board_of_drafts(desk: Desk) -> None:
    address = f"/admin/api/main/pages/?child_of={desk.unit.page.get_parent().pk}&for_explorer=1&fields=*"
    before = browser_of(desk.board).get(address).json()
    desk.draft(title=SECRET)
    assert browser_of(desk.board).get(address).json() == before
