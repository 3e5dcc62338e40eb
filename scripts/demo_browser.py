"""A browser on the running demonstration, signed in as one of its people; for the scripts that take pictures."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "http://127.0.0.1:8000"
SHARED_BY_ALL = "son-binh"
DESKTOP, PHONE = (1280, 860), (390, 844)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]

# Cookies by person: a code of the second factor is good once in half a minute.
_signed_in: dict[str, Any] = {}


@contextmanager
def demo_browser() -> Iterator[Browser]:
    """The machine's Chromium; ends the program with a message if there is none."""
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("No chromium on this machine: install it first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield browser
        browser.close()


def open_page(browser: Browser, address: str, username: str = "", size: tuple[int, int] = DESKTOP) -> Page:
    """A page in a fresh window of a size, of a reader or of somebody who has signed in."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        base_url=address,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
        reduced_motion="reduce",
        storage_state=_signed_in.get(username),
    )
    page.set_default_timeout(60_000)
    if size == PHONE:
        # The share sheet that phones have, and a browser without a screen has not.
        page.add_init_script("navigator.share = async () => {}; navigator.canShare = () => true")
    if username and username not in _signed_in:
        _sign_in(page, username)
        _signed_in[username] = page.context.storage_state()
    return page


def _sign_in(page: Page, username: str) -> None:
    page.goto("/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", SHARED_BY_ALL)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)
    if "/xac-thuc/" in page.url:
        page.fill("input[name=code]", _code())
        page.click(".door-go >> nth=0")
        page.wait_for_url(lambda url: "/xac-thuc/" not in url)


def _code() -> str:
    """What the demonstration's authenticator app shows now (of the database that the environment names)."""
    printed = subprocess.run([sys.executable, "manage.py", "demo_code"], cwd=ROOT, capture_output=True, text=True)
    return printed.stdout.strip()
