"""A writer's phone on the writing form, for browser tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.accounts.models import User
from tests.factories.photos import picture_bytes
from tests.signing_in import signed_in

PHONE = {"width": 360, "height": 740}
LONG = 60_000
HEADLINE = "Công đoàn trao quà cho đoàn viên"
TEXT = "Sáng 20/11, công đoàn cơ sở trao mười suất quà cho đoàn viên có hoàn cảnh khó khăn, mỗi suất 500.000 đồng."
SAVING, UPLOADING = "**/admin/tin/viet/luu/", "**/admin/tai-anh/**"


def phone_of(new_context: CreateContextCallback, live_server: LiveServer, user: User, **options: Any) -> BrowserContext:
    """A phone on which the person is signed in, until the test ends."""
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True} | options
    context = new_context(base_url=live_server.url, **options)
    context.set_default_timeout(LONG)
    sign_in(context, live_server, user)
    return context


def sign_in(context: BrowserContext, live_server: LiveServer, user: User) -> None:
    session = signed_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def open_form(context: BrowserContext, address: str = "/admin/tin/viet/") -> Page:
    """The form, ready to be written in, in a new tab."""
    page = context.new_page()
    page.goto(address)
    is_ready(page)
    return page


def is_ready(page: Page) -> None:
    expect(page.locator("#writing[data-ready][data-editors]")).to_be_visible(timeout=LONG)


def editor(page: Page) -> Any:
    return page.locator("#part-0-editor")


def write_text(page: Page, text: str = TEXT) -> None:
    editor(page).click()
    page.keyboard.insert_text(text)


def is_saved(page: Page) -> None:
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "saved", timeout=LONG)
    page.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('writing:'))")


def has_state(page: Page, state: str) -> None:
    expect(page.locator("[data-status]")).to_have_attribute("data-state", state, timeout=LONG)


def save_now(page: Page) -> None:
    """As when one looks away from the page."""
    page.evaluate("dispatchEvent(new Event('pagehide'))")


def is_kept_here(page: Page) -> None:
    """The device has a copy of what is written."""
    page.wait_for_function("Object.keys(localStorage).some(key => key.startsWith('writing:'))")


def photos_in(folder: Path, count: int = 3, size: tuple[int, int] = (1600, 1200)) -> list[Path]:
    """Files as a phone's picker gives them, each of another colour."""
    files = [folder / f"IMG_{number:04}.jpg" for number in range(1, count + 1)]
    for number, file in enumerate(files):
        file.write_bytes(picture_bytes(size=size, colour=(40 + 60 * number, 90, 200 - 50 * number)))
    return files


def arrived(page: Page, count: int) -> None:
    """So many photos of the list are with the server."""
    expect(page.locator("[data-photo-row][data-photo]")).to_have_count(count, timeout=LONG)


def caption(page: Page, number: int) -> Any:
    return page.locator("[data-field=caption]").nth(number)


def lose_answers(page: Page, address: str, method: str = "POST", times: int = 1) -> list[str]:
    """The server gets the next requests, their answers never arrive; returns the addresses as they come."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method != method or len(lost) >= times:
            return route.fallback()
        lost.append(route.request.url)
        route.fetch()
        return route.abort("connectionreset")

    page.route(address, lose)
    return lost
