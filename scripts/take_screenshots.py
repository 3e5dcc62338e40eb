"""Take the screenshots of the README from the running demonstration: take_screenshots.py [address]."""

from __future__ import annotations

import sys
from typing import NamedTuple

from demo_browser import ADDRESS, DESKTOP, PHONE, ROOT, demo_browser, open_page
from playwright.sync_api import Browser

FOLDER = ROOT / "docs" / "screenshots"


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
    Shot("sign-in-phone", "/admin/login/", size=PHONE),
    Shot("writer-phone", "/admin/tin/viet/", username="viet", size=PHONE),
    Shot("mine-phone", "/admin/tin/cua-toi/", username="viet", size=PHONE),
    Shot("waiting", "/admin/tin/cho-toi-duyet/", username="duyet"),
    Shot("board", "/admin/tin/cho-bien-tap/", username="bientap"),
    Shot("board-item", "/admin/tin/cho-bien-tap/", click="main .desk-item__headline", username="bientap"),
    Shot("quota-phone", "/admin/chi-tieu/", username="viet", size=PHONE),
    Shot("quota-table", "/admin/chi-tieu/bang/", username="bientap"),
    Shot("statistics", "/admin/thong-ke/", username="bientap"),
    Shot("notice-phone", "/thong-bao-quy/", click="main a[href*='/quy-']", size=PHONE),
    Shot("evaluation", "/admin/cham-diem/", click=".evaluation__title a", username="bientap"),
    Shot("unit", "/admin/snippets/units/unit/", click="main table a[href*='/inspect/']", username="quantri"),
]


def main() -> None:
    """Take every screenshot of the demonstration at the address given, or at the usual one."""
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else ADDRESS
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_browser() as browser:
        for shot in SHOTS:
            take(browser, address, shot)


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Take one screenshot in a fresh browser window."""
    page = open_page(browser, address, shot.username, shot.size)
    page.goto(shot.path, wait_until="networkidle")
    if shot.click:
        page.locator(shot.click).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    page.close()
    print(shot.name)


if __name__ == "__main__":
    main()
