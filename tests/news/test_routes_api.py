"""Both versions of Wagtail's public API, mounted for these tests: they read what readers read, and publish nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import APIToken

from cms.accounts.models import User
from cms.news.models import NewsPage, State
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.units import make_unit, make_writer
from tests.news.attempts import assert_refused, nothing_reaches_readers, tried

pytestmark = pytest.mark.urls("tests.api_urls")

# ASCII: JSON escapes other letters, and would hide a leak.
SECRET = "Bi mat cua don vi"
STATES = ["draft", "submitted", "at_board"]
LISTS = [
    "/api/v2/pages/",
    "/api/v2/pages/?type=news.NewsPage&fields=*",
    "/api/v2/pages/?search=mat",
    "/api/v2/pages/?type=units.UnitPage&fields=*",
    "/api/v2/pages/{pk}/",
    "/api/v2/pages/find/?id={pk}",
    "/api/v2/pages/find/?html_path={path}",
    "/api/v3/pages/",
    "/api/v3/pages/?type=news.NewsPage",
    "/api/v3/pages/?search=mat",
    "/api/v3/pages/?child_of={parent}",
    "/api/v3/pages/{pk}/",
    "/api/v3/pages/{pk}/?version=draft",
    "/api/v3/pages/{pk}/revisions/",
    "/api/v3/pages/{pk}/revisions/{revision}/",
    "/api/v3/pages/find/?id={pk}",
    "/api/v3/pages/find/?html_path={path}",
    "/api/v3/whoami/",
    "/api/v3/sites/",
]
ACTIONS: dict[str, dict[str, Any]] = {
    "publish": {},
    "unpublish": {"recursive": True},
    "copy": {"destination_id": "{parent}", "keep_live": True, "slug": "ban-sao"},
    "move": {"destination_id": "{other}"},
    "revert": {"revision_id": "{revision}"},
    "convert_alias": {},
    "create_alias": {"destination_id": "{other}", "slug": "bi-danh"},
    "copy_for_translation": {"locale": "vi"},
    "delete": {},
}
PEOPLE = ["writer", "approver", "board", "superuser"]


class Caller:
    """A program that bears a person's token."""

    def __init__(self, user: User | None) -> None:
        self.client = Client()
        self.headers = {}
        if user is not None:
            _token, plain = APIToken.create_token(user=user, name="thu")
            self.headers = {"Authorization": f"Bearer {plain}"}

    def get(self, address: str) -> HttpResponse:
        return self.client.get(address, headers=self.headers, follow=True)

    def send(self, method: str, address: str, data: Any = None) -> HttpResponse:
        return getattr(self.client, method)(address, data=data, content_type="application/json", headers=self.headers)


@pytest.fixture
def people(desk: Desk) -> dict[str, User]:
    return {
        "writer": desk.writer,
        "approver": desk.approver,
        "board": desk.board,
        "superuser": User.objects.create_superuser(username="goc", password="x"),
        "stranger": make_writer(make_unit("Cong doan Truong B")),
    }


def filled(value: Any, page: NewsPage) -> Any:
    """``value`` with the ids of an item in place of its placeholders."""
    ids = {
        "pk": page.pk,
        "parent": page.get_parent().pk,
        "other": page.get_parent().get_parent().pk,
        "revision": page.latest_revision_id,
        "path": page.url or "/",
    }
    if isinstance(value, dict):
        return {name: filled(item, page) for name, item in value.items()}
    return value.format(**ids) if isinstance(value, str) else value


@pytest.mark.parametrize("state", STATES)
def test_an_anonymous_caller_reads_nothing_unvetted(desk: Desk, state: str) -> None:
    page = getattr(desk, state)(title=SECRET)
    for address in LISTS:
        response = Caller(None).get(filled(address, page))
        assert response.status_code < 500, address
        assert SECRET not in response.content.decode(), address
        assert page.slug not in response.content.decode(), address


@pytest.mark.parametrize("state", STATES)
def test_what_is_set_live_by_hand_is_not_listed_either(desk: Desk, state: str) -> None:
    page = getattr(desk, state)(title=SECRET)
    tried(lambda: NewsPage.objects.filter(pk=page.pk).update(live=True))
    leaking = [a for a in LISTS if SECRET in Caller(None).get(filled(a, page)).content.decode()]
    assert leaking == []


def test_a_change_of_a_published_item_is_not_listed_before_it_is_vetted(desk: Desk) -> None:
    page = change(desk.published(title="Tin da dang"), by=desk.writer, title=SECRET)
    for address in LISTS:
        assert SECRET not in Caller(None).get(filled(address, page)).content.decode(), address


@pytest.mark.parametrize("state", STATES)
def test_a_token_of_another_unit_reads_nothing(desk: Desk, people: dict[str, User], state: str) -> None:
    page = getattr(desk, state)(title=SECRET)
    caller = Caller(people["stranger"])
    for address in LISTS:
        response = caller.get(filled(address, page))
        assert response.status_code < 500, address
        assert SECRET not in response.content.decode(), address
        assert page.slug not in response.content.decode(), address


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_token_of_the_board_reads_nothing_that_waits_at_its_unit(desk: Desk, state: str) -> None:
    page = getattr(desk, state)(title=SECRET)
    caller = Caller(desk.board)
    for address in LISTS:
        response = caller.get(filled(address, page))
        assert response.status_code < 500, address
        assert SECRET not in response.content.decode(), address


@pytest.mark.parametrize("state", [*STATES, "published"])
@pytest.mark.parametrize("who", PEOPLE)
def test_no_action_of_the_api_moves_an_item_on(desk: Desk, people: dict[str, User], who: str, state: str) -> None:
    page = getattr(desk, state)()
    caller = Caller(people[who])
    for name, data in ACTIONS.items():
        if name == "delete" and state == "draft":
            continue
        if name == "revert":
            continue
        with nothing_reaches_readers():
            response = caller.send(
                "delete" if name == "delete" else "post",
                f"/api/v3/pages/{page.pk}/actions/{name}/",
                filled(data, page),
            )
        assert_refused(response)
        assert current(page).state == page.state
        assert NewsPage.objects.count() == 1


@pytest.mark.parametrize("who", ["writer", "superuser", "board"])
def test_a_revert_brings_no_earlier_text_past_the_unit(desk: Desk, people: dict[str, User], who: str) -> None:
    draft = desk.draft(title="Ban dau")
    first = draft.latest_revision_id
    page = submit(change(draft, by=desk.writer, title="Ban gui"), by=desk.writer)
    address = f"/api/v3/pages/{page.pk}/actions/revert/"
    for _stage in ("unit", "board"):
        with nothing_reaches_readers():
            Caller(people[who]).send("post", address, {"revision_id": first})
        if who != "board" or _stage == "unit":
            assert current(page).latest.title == "Ban gui"
        page = approve(page, by=desk.approver) if _stage == "unit" else page


@pytest.mark.parametrize("state", [*STATES, "published"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("action", ["publish", None])
def test_a_change_through_the_api_publishes_nothing(
    desk: Desk, people: dict[str, User], who: str, state: str, action: str | None
) -> None:
    page = getattr(desk, state)()
    data = {"meta": {"action": action} if action else {}, "title": "Sua qua API", "live": True, "state": "published"}
    with nothing_reaches_readers():
        response = Caller(people[who]).send("patch", f"/api/v3/pages/{page.pk}/", data)
    assert response.status_code < 500, response.content
    if action == "publish":
        assert_refused(response)
        assert current(page).latest.title != "Sua qua API"
    if response.status_code == 200:
        assert current(page).latest.title == "Sua qua API"


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("action", ["publish", None])
def test_an_item_created_through_the_api_is_a_draft_at_most(
    desk: Desk, people: dict[str, User], who: str, action: str | None
) -> None:
    data = {
        "meta": {"type": "news.NewsPage", "parent_id": desk.unit.page.pk} | ({"action": action} if action else {}),
        "title": "Tao qua API",
        "live": True,
    }
    with nothing_reaches_readers():
        response = Caller(people[who]).send("post", "/api/v3/pages/", data)
    assert response.status_code < 500, response.content
    assert not NewsPage.objects.live().exists()
    if action == "publish":
        assert_refused(response)
        assert not NewsPage.objects.exists()
    for page in NewsPage.objects.all():
        assert (page.state, page.unit) == (State.DRAFT, desk.unit)


# Wagtail's endpoint says of any page that is no alias that it is none, before it asks who wants to know.
@pytest.mark.parametrize("method", ["patch", "delete", *(name for name in ACTIONS if name != "convert_alias")])
def test_of_another_units_item_the_api_says_no_more_than_of_none(
    desk: Desk, people: dict[str, User], method: str
) -> None:
    page = desk.draft(title=SECRET)
    for who in ("stranger", "board"):
        caller = Caller(people[who])
        data = filled(ACTIONS.get(method, {"meta": {"type": "news.NewsPage"}, "title": "x"}), page)
        verb = method if method in {"patch", "delete"} else "post"
        suffix = f"actions/{method}/" if method in ACTIONS and method != "delete" else ""
        answers = [caller.send(verb, f"/api/v3/pages/{pk}/{suffix}", data) for pk in (page.pk, 999_999)]
        assert answers[0].status_code == answers[1].status_code, (who, [a.content for a in answers])
        assert SECRET not in answers[0].content.decode()
    assert NewsPage.objects.count() == 1
