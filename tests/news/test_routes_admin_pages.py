"""Wagtail's screens about pages, asked and posted to by everybody: none moves, copies, hides or shows an item."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from cms.units.models import Publication, UnitIndexPage
from tests.factories.news import Desk, current
from tests.factories.units import make_unit, make_writer
from tests.news.attempts import assert_refused, browser_of, nothing_reaches_readers

STATES = ["draft", "submitted", "at_board", "published"]
PEOPLE = ["writer", "approver", "board", "superuser"]


@pytest.fixture
def people(desk: Desk) -> dict[str, User]:
    superuser = User.objects.create_superuser(username="goc", password="x")
    return {"writer": desk.writer, "approver": desk.approver, "board": desk.board, "superuser": superuser}


def attempts_on(page: NewsPage, elsewhere: Page) -> dict[str, tuple[str, dict[str, str]]]:
    """Every address of Wagtail's that acts on a page, with what its form posts."""

    def at(name: str, *arguments: object) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *arguments])

    task_state = page.current_workflow_task_state
    task = task_state.pk if task_state else 1
    copied = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": str(elsewhere.pk),
        "copy_subpages": "on",
        "publish_copies": "on",
        "alias": "on",
    }
    return {
        "unpublish": (at("unpublish"), {"include_descendants": "on"}),
        "convert_alias": (at("convert_alias"), {}),
        "move": (at("move"), {"new_parent_page": str(elsewhere.pk)}),
        "move_confirm": (at("move_confirm", elsewhere.pk), {}),
        "set_position": (at("set_page_position"), {"position": "0"}),
        "copy": (at("copy"), copied),
        "lock": (at("lock"), {}),
        "unlock": (at("unlock"), {}),
        "set_privacy": (at("set_privacy"), {"restriction_type": "login"}),
        "workflow_action approve": (at("workflow_action", "approve", task), {"comment": "x"}),
        "workflow_action reject": (at("workflow_action", "reject", task), {"comment": "x"}),
        "collect_action_data": (at("collect_workflow_action_data", "approve", task), {"comment": "x"}),
        "confirm_cancellation": (at("confirm_workflow_cancellation"), {}),
        "unschedule": (at("revisions_unschedule", page.latest_revision_id), {}),
        "add below": (reverse("wagtailadmin_pages:add", args=["news", "newspage", page.pk]), {"title": "Con"}),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_screen_about_a_page_acts_on_an_item(desk: Desk, people: dict[str, User], who: str, state: str) -> None:
    page = getattr(desk, state)()
    elsewhere = make_unit("Công đoàn cơ sở Trường B").page
    browser = browser_of(people[who])
    for name, (address, data) in attempts_on(page, elsewhere).items():
        with nothing_reaches_readers():
            assert browser.get(address).status_code < 500, name
            response = browser.post(address, data)
        assert response.status_code < 500, name
        now = current(page)
        assert NewsPage.objects.count() == 1, name
        assert (now.state, now.live, now.path) == (page.state, page.live, page.path), name
        assert (now.locked, now.latest.digest) == (False, page.latest.digest), name
        assert not PageViewRestriction.objects.exists(), name
        still = page.current_workflow_state
        assert (still and still.status) == (now.current_workflow_state and now.current_workflow_state.status), name


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_bulk_action_touches_an_item(desk: Desk, people: dict[str, User], who: str, state: str) -> None:
    page = getattr(desk, state)()
    elsewhere = make_unit("Công đoàn cơ sở Trường B").page
    browser = browser_of(people[who])
    for action in ("publish", "unpublish", "move", "delete"):
        for chosen in (f"id={page.pk}", "id=all", f"id={page.get_parent().pk}"):
            address = f"/admin/bulk/wagtailcore/page/{action}/?{chosen}&childOf={page.get_parent().pk}"
            data = {"include_descendants": "on", "chooser": str(elsewhere.pk), "move_applicable": "on"}
            with nothing_reaches_readers():
                assert browser.get(address).status_code < 500
                assert browser.post(address, data).status_code < 500
            now = current(page)
            assert (now.state, now.live, now.path) == (page.state, page.live, page.path), (action, chosen)


@pytest.mark.parametrize("state", ["submitted", "at_board", "published"])
@pytest.mark.parametrize("who", PEOPLE)
def test_an_item_that_was_submitted_is_not_deleted(desk: Desk, people: dict[str, User], who: str, state: str) -> None:
    page = getattr(desk, state)()
    browser = browser_of(people[who])
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    with nothing_reaches_readers():
        assert browser.get(address).status_code in {302, 403, 404}
        assert_refused(browser.post(address))
    assert NewsPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("state", STATES)
def test_evidence_is_not_deleted_with_the_pages_above_it(desk: Desk, people: dict[str, User], state: str) -> None:
    page = getattr(desk, state)()
    above_it = [page.get_parent(), page.get_parent().get_parent(), Page.objects.get(depth=2)]
    for above in above_it if state != "draft" else above_it[:1]:
        for who in ("board", "superuser"):
            address = reverse("wagtailadmin_pages:delete", args=[above.pk])
            with nothing_reaches_readers():
                response = browser_of(people[who]).post(address)
            assert_refused(response)
            assert NewsPage.objects.filter(pk=page.pk).exists(), (who, above)


def test_a_published_item_does_not_leave_the_portal_with_the_pages_above_it(
    desk: Desk, people: dict[str, User]
) -> None:
    page = desk.published()
    for above in (page.get_parent(), UnitIndexPage.objects.get()):
        for who in ("board", "superuser"):
            address = reverse("wagtailadmin_pages:unpublish", args=[above.pk])
            browser_of(people[who]).post(address, {"include_descendants": "on"})
            assert current(page).live, (who, above)
    assert current(page).state == State.PUBLISHED
    assert Publication.objects.standing().count() == 1


def test_the_units_page_is_not_moved_copied_or_deleted_by_anybody(desk: Desk, people: dict[str, User]) -> None:
    desk.published()
    elsewhere = make_unit("Công đoàn cơ sở Trường B").page
    unit_page = desk.unit.page
    for who in PEOPLE:
        browser = browser_of(people[who])
        for name, arguments, data in (
            ("move_confirm", [elsewhere.pk], {}),
            ("copy", [], {"new_title": "x", "new_slug": "x", "new_parent_page": "3", "copy_subpages": "on"}),
            ("delete", [], {}),
        ):
            address = reverse(f"wagtailadmin_pages:{name}", args=[unit_page.pk, *arguments])
            with nothing_reaches_readers():
                response = browser.post(address, data)
            assert response.status_code < 500
    unit_page.refresh_from_db()
    assert unit_page.unit == desk.unit
    assert NewsPage.objects.child_of(unit_page).count() == 1


def test_people_of_a_unit_reach_no_screen_to_change_other_pages(desk: Desk) -> None:
    for page in Page.objects.filter(depth__gt=1):
        for name in ("edit", "delete", "unpublish", "copy", "move", "history", "usage"):
            address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            for user in (desk.writer, desk.approver):
                assert browser_of(user).get(address).status_code in {302, 403, 404}, (name, page)


def test_a_stranger_is_told_of_no_item_of_another_unit(desk: Desk) -> None:
    stranger = browser_of(make_writer(make_unit("Công đoàn cơ sở Trường C")))
    for state in STATES:
        page = getattr(desk, state)()
        for name, (address, data) in attempts_on(page, desk.unit.page).items():
            assert stranger.get(address).status_code in {404, 405}, name
            assert stranger.post(address, data).status_code in {404, 405}, name
