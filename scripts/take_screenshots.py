"""Take the screenshots of the README from the running demonstration: take_screenshots.py [address]."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
ADDRESS = "http://127.0.0.1:8000"
SHARED_BY_ALL = "son-binh"
DESKTOP, PHONE = (1280, 860), (390, 844)
NO_SANDBOX = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Shot(NamedTuple):
    """A screenshot: its file, where it is taken, what is clicked there first, by whom, how large."""

    name: str
    path: str
    click: str = ""
    username: str = ""
    size: tuple[int, int] = DESKTOP


SHOTS = [
    Shot("front-page", "/"),
    Shot("front-page-phone", "/", size=PHONE),
    Shot("item", "/", click="main h2 a, main h3 a"),
    Shot("item-phone", "/", click="main h2 a, main h3 a", size=PHONE),
    Shot("writer-phone", "/admin/tin/viet/", username="viet", size=PHONE),
    Shot("waiting", "/admin/tin/cho-toi-duyet/", username="duyet"),
    Shot("board", "/admin/tin/cho-bien-tap/", username="bientap"),
    Shot("board-item", "/admin/tin/cho-bien-tap/", click=".desk-list a.desk-item__headline", username="bientap"),
]


def main() -> None:
    """Take every screenshot of the demonstration at the address given, or at the usual one."""
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else ADDRESS
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        executable = shutil.which("chromium")
        if executable is None:
            sys.exit("No chromium on this machine: install it first.")
        browser = playwright.chromium.launch(executable_path=executable, args=NO_SANDBOX)
        for shot in SHOTS:
            take(browser, address, shot)
        browser.close()


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Take one screenshot in a fresh browser window."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="light",
    )
    if shot.username:
        sign_in(page, address, shot.username)
    page.goto(address + shot.path, wait_until="networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    page.close()
    print(shot.name)


def sign_in(page: Page, address: str, username: str) -> None:
    """Sign in with one of the demonstration's logins."""
    page.goto(f"{address}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", SHARED_BY_ALL)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    main()
