"""*Gửi duyệt* by hurried people on slow networks: it happens once, or is told not to have happened."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.news.models import NewsPage, State
from tests.browser.writing import (
    HEADLINE,
    LONG,
    SAVING,
    UPLOADING,
    caption,
    has_state,
    is_kept_here,
    is_saved,
    lose_answers,
    open_form,
    phone_of,
    photos_in,
    sign_in,
    write_text,
)
from tests.factories.news import Desk
from tests.factories.units import make_unit, make_writer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SEND, SAVE = "button[value=submit]", "button[value=item]"


def state() -> str:
    return NewsPage.objects.get().state


def slowly(page: Page, address: str, seconds: float) -> None:
    """Answers to what is asked for come late."""

    def wait(route: Route) -> None:
        answer = route.fetch()
        time.sleep(seconds)
        route.fulfill(response=answer)

    page.route(address, wait)


def test_an_item_is_sent_while_an_earlier_save_is_under_way(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    page = open_form(phone_of(new_context, live_server, desk.writer), f"/admin/tin/{item.pk}/viet/")
    slowly(page, SAVING, 1.5)
    page.fill("[name=title]", HEADLINE)
    has_state(page, "saving")
    page.locator(SEND).tap()
    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert (state(), NewsPage.objects.get().latest.title) == (State.AT_UNIT, HEADLINE)


def test_an_item_is_sent_when_its_photos_have_come_though_it_is_saved_meanwhile(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    slowly(page, UPLOADING, 1.5)
    page.fill("[name=title]", HEADLINE)
    write_text(page)
    page.set_input_files("#photo-files", photos_in(tmp_path, 1))
    caption(page, 0).fill("Chủ tịch trao quà")
    page.locator(SEND).tap()
    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert state() == State.AT_UNIT


def test_an_item_is_sent_after_newer_text_when_the_network_is_back(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context, f"/admin/tin/{item.pk}/viet/")
    context.set_offline(True)
    page.fill("[name=title]", "Tít đầu")
    has_state(page, "retrying")
    page.fill("[name=title]", HEADLINE)
    page.locator(SEND).tap()
    context.set_offline(False)
    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert (state(), NewsPage.objects.get().latest.title) == (State.AT_UNIT, HEADLINE)


def test_a_page_opened_again_does_not_send_by_itself(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context, f"/admin/tin/{item.pk}/viet/")
    page.route(SAVING, lambda route: route.abort())
    page.fill("[name=title]", HEADLINE)
    page.locator(SEND).tap()
    has_state(page, "retrying")
    is_kept_here(page)
    page.close()
    page = open_form(context, f"/admin/tin/{item.pk}/viet/")
    expect(page.locator("[name=title]")).to_have_value(HEADLINE)
    is_saved(page)
    assert state() == State.DRAFT


def test_a_copy_of_an_item_that_was_sent_leads_to_the_item(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context, f"/admin/tin/{item.pk}/viet/")
    lost = lose_answers(page, SAVING, times=9)
    page.locator(SEND).tap()
    has_state(page, "retrying")
    assert len(lost) == 1
    page.locator("[data-stop]").tap()
    page.unroute(SAVING)
    page.wait_for_url(f"**/admin/tin/{item.pk}/", timeout=LONG)
    assert state() == State.AT_UNIT


def test_a_double_tap_on_save_saves_and_leaves(new_context: CreateContextCallback, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.fill("[name=title]", HEADLINE)
    page.locator(SAVE).dblclick()
    page.wait_for_url("**/admin/tin/*/", timeout=LONG)
    assert NewsPage.objects.get().latest.title == HEADLINE


def test_the_key_for_the_next_line_does_not_leave_the_form(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    page = open_form(phone_of(new_context, live_server, desk.writer), f"/admin/tin/{item.pk}/viet/")
    page.locator("[data-author-row] [data-field=byline]").first.focus()
    page.keyboard.type(" A")
    page.keyboard.press("Enter")
    is_saved(page)
    expect(page).to_have_url(f"{live_server.url}/admin/tin/{item.pk}/viet/")


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_what_somebody_else_answers_in_the_servers_place_counts_for_nothing(
    new_context: CreateContextCallback, live_server: LiveServer, status: int
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    page.route(SAVING, lambda route: route.fulfill(status=status, content_type="text/html", body="<h1>Wi-Fi</h1>"))
    page.fill("[name=title]", HEADLINE)
    has_state(page, "retrying")
    is_kept_here(page)
    page.unroute(SAVING)
    is_saved(page)
    assert NewsPage.objects.get().latest.title == HEADLINE


def test_somebody_else_signs_in_unnoticed_and_the_writer_comes_back(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    context.clear_cookies()
    sign_in(context, live_server, make_writer(desk.unit))
    page.fill("[name=title]", HEADLINE)
    has_state(page, "somebody-else")
    is_kept_here(page)
    assert not NewsPage.objects.exists()
    sign_in(context, live_server, desk.writer)
    page.evaluate("dispatchEvent(new Event('focus'))")
    is_saved(page)
    assert NewsPage.objects.get().owner == desk.writer
