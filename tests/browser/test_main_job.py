"""The main job as people do it: a writer, an approver and the board in their browsers, and a reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import User
from cms.accounts.second_factor import needs_second_factor
from cms.news.models import NewsPage, State
from tests.factories.news import Desk
from tests.factories.photos import picture_bytes
from tests.factories.units import make_unit
from tests.signing_in import code_of, give_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.every_database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TEXT = "Công đoàn cơ sở tổ chức trao quà cho đoàn viên có hoàn cảnh khó khăn trong xã. " * 3


def sign_in(browser: Browser, live_server: LiveServer, user: User) -> Page:
    page = browser.new_context(base_url=live_server.url, locale="vi-VN").new_page()
    page.set_default_timeout(60_000)
    if needs_second_factor(user):
        give_app(user)
    page.goto("/admin/login/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", "mat-khau")
    page.click("main button[type=submit]")
    if needs_second_factor(user):
        page.fill("input[name=code]", code_of(give_app(user)))
        page.locator("main form button").first.click()
    expect(page.locator(".desk-home")).to_be_visible(timeout=60_000)
    return page


def choose_photo(page: Page, file: Path) -> None:
    page.set_input_files("#photo-files", file)
    expect(page.locator("[data-photo-row][data-photo]")).to_have_count(1, timeout=60_000)


def decide(page: Page, act: str) -> None:
    page.locator(f".desk-act--{act} .item__primary").click()
    expect(page.locator(f".desk-act--{act}")).to_have_count(0, timeout=60_000)


def test_a_draft_with_a_photo_goes_through_three_browsers_to_a_reader(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    desk = Desk(make_unit())
    photo = tmp_path / "anh-goc.jpg"
    photo.write_bytes(picture_bytes(size=(1600, 1200)))

    writer = sign_in(browser, live_server, desk.writer)
    writer.click(".desk-write")
    expect(writer.locator("#writing[data-ready][data-editors]")).to_be_visible(timeout=60_000)
    writer.fill("[name=title]", "Công đoàn trao quà cho đoàn viên")
    writer.click("#part-0-editor")
    writer.keyboard.insert_text(TEXT)
    choose_photo(writer, photo)
    writer.fill("[data-field=caption]", "Chủ tịch công đoàn trao quà tại hội trường")
    writer.click("button[value=submit]")
    writer.wait_for_url("**/chuyen/", timeout=60_000)

    approver = sign_in(browser, live_server, desk.approver)
    approver.click(".desk-item__headline")
    decide(approver, "approve")

    board = sign_in(browser, live_server, desk.board)
    board.click(".desk-item__headline")
    decide(board, "publish")

    item = NewsPage.objects.get()
    assert item.state == State.PUBLISHED
    reader = browser.new_context(base_url=live_server.url).new_page()
    reader.goto(item.url)
    expect(reader.locator("h1")).to_have_text("Công đoàn trao quà cho đoàn viên")
    expect(reader.locator("figcaption").first).to_contain_text("Chủ tịch công đoàn trao quà tại hội trường")
    loaded = reader.locator("figure img").first.evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert loaded > 0


def test_a_screen_that_was_opened_before_a_change_decides_nothing(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    item = desk.submitted()
    approver = sign_in(browser, live_server, desk.approver)
    approver.click(".desk-item__headline")
    latest = item.latest
    latest.title = "Tít đã đổi ở trình duyệt khác"
    latest.save_revision(user=None, clean=False)
    approver.locator(".desk-act--approve button").last.click()
    expect(approver.locator(".desk-act--approve")).to_be_visible(timeout=60_000)
    expect(approver.locator("h1")).to_contain_text("Tít đã đổi ở trình duyệt khác")
    assert NewsPage.objects.get().state == State.AT_UNIT


def test_the_desk_fits_a_phone(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    desk.submitted()
    page = sign_in(browser, live_server, desk.approver)
    page.set_viewport_size({"width": 360, "height": 740})
    page.click(".desk-item__headline")
    expect(page.locator(".desk-act--approve")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
