"""Between the opening of a page and the click: another browser, a changed text, a role that ended, a unit dissolved."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from cms.units.models import Membership, Publication
from tests.factories.news import Desk, change, current
from tests.factories.units import leave_groups, make_approver
from tests.news.attempts import act, assert_refused, browser_of, nothing_reaches_readers
from tests.news.test_routes_acts import FIELDS, item_in


def test_two_browsers_at_once_decide_once(desk: Desk) -> None:
    page = desk.at_board()
    digest = page.latest.digest
    assert act(desk.board, page, "publish", digest=digest).status_code == 302
    for name in ("publish", "schedule", "return", "not-used"):
        response = act(desk.other_board, page, name, **(FIELDS | {"digest": digest}))
        assert response.status_code == 409
        assert_refused(response)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(("first", "then"), [("hide", "hide"), ("show", "show"), ("withdraw", "withdraw")])
def test_two_browsers_that_take_down_an_item_are_told_so(desk: Desk, first: str, then: str) -> None:
    page = item_in(desk, "hidden" if first == "show" else "published")
    assert act(desk.board, page, first, reason="Kiểm tra").status_code == 302
    response = act(desk.other_board, page, then, reason="Kiểm tra")
    assert response.status_code == 409
    assert_refused(response)


def act_with_stale_screen(user: User, page: NewsPage, name: str, digest: str) -> HttpResponse:
    return browser_of(user).post(reverse("news:act", args=[page.pk, name]), {f"{name}-digest": digest})


@pytest.mark.parametrize("stage", ["unit", "board"])
def test_a_text_that_changed_under_the_approvers_eyes_is_not_approved(desk: Desk, stage: str) -> None:
    page = desk.submitted() if stage == "unit" else desk.at_board()
    seen = page.latest.digest
    first, second = (desk.approver, make_approver(desk.unit)) if stage == "unit" else (desk.board, desk.other_board)
    change(page, by=second, title="Sửa cùng lúc")
    name = "approve" if stage == "unit" else "publish"
    with nothing_reaches_readers():
        response = act_with_stale_screen(first, page, name, seen)
    assert response.status_code == 409
    assert "Sửa cùng lúc" in response.content.decode()


def test_a_role_that_ends_between_the_opening_of_the_page_and_the_click_decides_nothing(desk: Desk) -> None:
    make_approver(desk.unit)
    page = desk.submitted()
    browser = browser_of(desk.approver)
    digest = browser.get(reverse("news:item", args=[page.pk])).context["digest"]
    Membership.objects.filter(user=desk.approver).update(valid_to=timezone.localdate())
    response = browser.post(reverse("news:act", args=[page.pk, "approve"]), {"approve-digest": digest})
    assert response.status_code in {302, 403, 404}
    assert current(page).state == State.AT_UNIT
    for address in (reverse("news:item", args=[page.pk]), reverse("wagtailadmin_pages:edit", args=[page.pk])):
        assert browser.get(address).status_code in {302, 403, 404}


def test_a_board_member_who_left_publishes_nothing(desk: Desk) -> None:
    page = desk.at_board()
    digest = page.latest.digest
    leave_groups(desk.board)
    with nothing_reaches_readers():
        assert act_with_stale_screen(desk.board, page, "publish", digest).status_code in {302, 403, 404}


def test_a_person_who_was_deactivated_decides_nothing(desk: Desk) -> None:
    page = desk.submitted()
    browser = browser_of(desk.approver)
    User.objects.filter(pk=desk.approver.pk).update(is_active=False)
    response = browser.post(reverse("news:act", args=[page.pk, "approve"]), {"approve-digest": page.latest.digest})
    assert response.status_code in {302, 403, 404}
    assert current(page).state == State.AT_UNIT


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_nothing_of_a_unit_dissolved_meanwhile_goes_past_the_unit(desk: Desk, state: str) -> None:
    page = item_in(desk, state)
    desk.unit.versions.update(valid_to=timezone.localdate())
    for user, name in ((desk.writer, "submit"), (desk.approver, "approve"), (desk.board, "publish")):
        with nothing_reaches_readers():
            response = act(user, page, name)
        assert_refused(response)
    assert not Publication.objects.exists()


def test_the_board_can_close_the_item_of_a_unit_that_was_dissolved(desk: Desk) -> None:
    page = desk.at_board()
    desk.unit.versions.update(valid_to=timezone.localdate())
    assert browser_of(desk.board).get(reverse("news:item", args=[page.pk])).status_code == 200
    assert act(desk.board, page, "not-used", reason="Đơn vị đã giải thể").status_code == 302
