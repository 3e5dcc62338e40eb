"""The network is cut, the tab closed, the session ended while one writes: nothing is lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.news.models import NewsPage, State
from cms.photos.models import Photo
from tests.browser.writing import (
    HEADLINE,
    LONG,
    SAVING,
    TEXT,
    UPLOADING,
    arrived,
    caption,
    editor,
    has_state,
    is_kept_here,
    is_ready,
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

ANSWER_OF_UPLOAD = [("POST", "/tai-anh/"), ("PATCH", "/tai-anh/*/"), ("GET", "/tai-anh/*/")]


def stored() -> NewsPage:
    """The one item, as it was last saved."""
    return NewsPage.objects.get().latest


def text_of(item: NewsPage) -> str:
    return " ".join(str(block.value) for block in item.body)


def test_what_is_written_without_a_network_is_sent_when_it_is_back(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    context.set_offline(True)
    page.fill("[name=title]", HEADLINE)
    write_text(page)
    has_state(page, "retrying")
    is_kept_here(page)
    assert not NewsPage.objects.exists()
    context.set_offline(False)
    is_saved(page)
    assert stored().title == HEADLINE
    assert TEXT in text_of(stored())


def test_an_answer_that_was_lost_makes_one_item_and_no_conflict(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    lost = lose_answers(page, SAVING)
    page.fill("[name=title]", HEADLINE)
    has_state(page, "retrying")
    page.fill("[name=title]", f"{HEADLINE} khó khăn")
    is_saved(page)
    assert len(lost) == 1
    assert stored().title == f"{HEADLINE} khó khăn"


def test_a_closed_tab_loses_nothing_of_a_new_item(new_context: CreateContextCallback, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    context.set_offline(True)
    page.fill("[name=title]", HEADLINE)
    write_text(page)
    is_kept_here(page)
    page.close()
    context.set_offline(False)

    page = open_form(context)
    expect(page.locator("[data-offer]")).to_contain_text(HEADLINE)
    page.locator("[data-take]").tap()
    expect(page.locator("[name=title]")).to_have_value(HEADLINE)
    expect(editor(page)).to_contain_text(TEXT)
    is_saved(page)
    assert stored().title == HEADLINE


def test_a_reloaded_page_shows_at_once_what_was_not_sent(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context, f"/admin/tin/{item.pk}/viet/")
    page.route(SAVING, lambda route: route.abort())
    page.fill("[name=title]", HEADLINE)
    is_kept_here(page)
    page.reload()
    is_ready(page)
    expect(page.locator("[name=title]")).to_have_value(HEADLINE)
    expect(page.locator("[data-restored]")).to_be_visible()
    page.locator("[data-restored] button").tap()
    expect(page.locator("[name=title]")).to_have_value(item.title)
    assert stored().title == item.title


def test_an_offer_that_is_thrown_away_does_not_come_back(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    page.route(SAVING, lambda route: route.abort())
    page.fill("[name=title]", HEADLINE)
    is_kept_here(page)
    page.close()
    page = open_form(context)
    page.locator("[data-drop]").tap()
    page.reload()
    is_ready(page)
    expect(page.locator("[data-offer]")).to_be_hidden()


def test_an_ended_session_keeps_the_text_and_sends_it_after_signing_in(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    Session.objects.all().delete()
    page.fill("[name=title]", HEADLINE)
    has_state(page, "signed-out")
    expect(page.locator("[data-status] a")).to_be_visible()
    assert not NewsPage.objects.exists()
    sign_in(context, live_server, desk.writer)
    page.evaluate("dispatchEvent(new Event('focus'))")
    is_saved(page)
    assert stored().title == HEADLINE


def test_somebody_else_who_signed_in_on_the_device_sends_nothing_and_reads_nothing(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    other = make_writer(desk.unit)
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    Session.objects.all().delete()
    page.fill("[name=title]", HEADLINE)
    has_state(page, "signed-out")
    sign_in(context, live_server, other)
    page.evaluate("dispatchEvent(new Event('focus'))")
    has_state(page, "somebody-else")
    assert not NewsPage.objects.exists()
    page.close()
    theirs = open_form(context)
    expect(theirs.locator("[data-offer]")).to_be_hidden()
    expect(theirs.locator("[name=title]")).to_have_value("")


@pytest.mark.parametrize(("kept", "headline"), [("[data-mine]", "Tít của tôi"), ("[data-theirs]", "Tít ở tab kia")])
def test_two_tabs_overwrite_nothing_silently(
    new_context: CreateContextCallback, live_server: LiveServer, kept: str, headline: str
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    context = phone_of(new_context, live_server, desk.writer)
    mine, theirs = (open_form(context, f"/admin/tin/{item.pk}/viet/") for _ in range(2))
    theirs.fill("[name=title]", "Tít ở tab kia")
    has_state(theirs, "saved")
    mine.fill("[name=title]", "Tít của tôi")
    has_state(mine, "changed")
    assert stored().title == "Tít ở tab kia"
    mine.locator(kept).tap()
    expect(mine.locator("[name=title]")).to_have_value(headline)
    expect(mine.locator("[data-conflict]")).to_be_hidden()
    if kept == "[data-mine]":
        has_state(mine, "saved")
    assert stored().title == headline


def test_sending_without_a_network_waits_and_then_sends_once(
    new_context: CreateContextCallback, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = desk.draft()
    page = open_form(phone_of(new_context, live_server, desk.writer), f"/admin/tin/{item.pk}/viet/")
    lose_answers(page, SAVING)
    page.locator("button[value=submit]").tap()
    has_state(page, "retrying")
    page.wait_for_url("**/chuyen/", timeout=LONG)
    assert NewsPage.objects.get().state == State.AT_UNIT


@pytest.mark.parametrize(("method", "address"), ANSWER_OF_UPLOAD)
def test_a_lost_answer_of_an_upload_loses_no_photo_and_doubles_none(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path, method: str, address: str
) -> None:
    desk = Desk(make_unit())
    page = open_form(phone_of(new_context, live_server, desk.writer))
    lost = lose_answers(page, f"**/admin{address}", method)
    page.set_input_files("#photo-files", photos_in(tmp_path, 2))
    caption(page, 0).fill("Chú thích viết trong lúc tải ảnh")
    arrived(page, 2)
    is_saved(page)
    assert len(lost) == 1
    assert Photo.objects.count() == 2
    assert [use.caption for use in stored().photos.all()] == ["Chú thích viết trong lúc tải ảnh", ""]


def test_a_photo_cut_off_by_a_closed_tab_goes_on_where_it_was(
    new_context: CreateContextCallback, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    context = phone_of(new_context, live_server, desk.writer)
    page = open_form(context)
    page.fill("[name=title]", HEADLINE)
    is_saved(page)
    address = page.url
    page.route(UPLOADING, lambda route: route.abort() if route.request.method == "PATCH" else route.fallback())
    file = photos_in(tmp_path, 1)[0]
    page.set_input_files("#photo-files", file)
    caption(page, 0).fill("Chủ tịch trao quà")
    expect(page.locator("[data-upload]")).to_be_visible()
    is_kept_here(page)
    page.close()

    page = open_form(context, address)
    arrived(page, 1)
    expect(caption(page, 0)).to_have_value("Chủ tịch trao quà")
    is_saved(page)
    assert [use.photo.file_size for use in stored().photos.all()] == [file.stat().st_size]
    assert Photo.objects.count() == 1
