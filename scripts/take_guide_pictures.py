"""Take the pictures of the guides from the running demonstration: take_guide_pictures.py [address [name …]].

Nothing is changed there but for the draft that the writer's pictures are of. ``name`` takes some pictures anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from demo_browser import ADDRESS, DESKTOP, PHONE, ROOT, demo_browser, open_page
from PIL import Image
from playwright.sync_api import Page

FOLDER = ROOT / "static" / "guides"
_QUALITY = 72


def show(selector: str) -> Callable[[Page], None]:
    """Scroll to what the picture is about, below the upper edge."""
    return lambda page: page.locator(selector).first.evaluate(
        "element => window.scrollTo({top: element.getBoundingClientRect().top + scrollY - 24})"
    )


def open_first(selector: str, then: str = "") -> Callable[[Page], None]:
    """Follow the first link of a list, and scroll to ``then``."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        if then:
            show(then)(page)

    return act


def give_reason(page: Page) -> None:
    """An item that waits, with the field for the reason open."""
    open_first("main .desk-card a[href*='/admin/tin/']")(page)
    page.locator("#act-return summary").click()
    page.locator("#act-return textarea").fill("Ảnh thứ nhất chưa ghi tên người nhận quà. Đề nghị bổ sung chú thích.")
    show("#act-return")(page)


class Picture(NamedTuple):
    """A picture: its name, who sees it on how large a screen, at which address, after doing what."""

    name: str
    username: str
    size: tuple[int, int]
    path: str
    act: Callable[[Page], None] | None = None


WAITING = "/admin/tin/cho-toi-duyet/"
BOARD = "/admin/tin/cho-bien-tap/"
PICTURES = [
    Picture("nguoi-viet-tin-1", "viet", PHONE, "/admin/tin/viet/"),
    Picture(
        "nguoi-viet-tin-2",
        "viet",
        PHONE,
        "/admin/tin/cua-toi/",
        open_first("main .desk-card a[href$='/viet/']", "#photos-title"),
    ),
    Picture("nguoi-viet-tin-3", "viet", PHONE, "/admin/tin/viet/", show("#checklist-title")),
    Picture("nguoi-viet-tin-4", "viet", PHONE, "/admin/tin/cua-toi/", open_first("a[href$='/chuyen/']")),
    Picture("nguoi-viet-tin-5", "viet", PHONE, "/admin/tin/cua-toi/", show(".desk-card:has(.desk-badge--returned)")),
    Picture("nguoi-duyet-1", "duyet", PHONE, WAITING),
    Picture("nguoi-duyet-2", "duyet", PHONE, WAITING, open_first("main .desk-card a[href*='/admin/tin/']")),
    Picture("nguoi-duyet-3", "duyet", PHONE, WAITING, give_reason),
    Picture("nguoi-duyet-4", "duyet", PHONE, "/admin/so-don-vi/nghi-phep/"),
    Picture("ban-bien-tap-1", "bientap", DESKTOP, BOARD),
    Picture(
        "ban-bien-tap-2",
        "bientap",
        DESKTOP,
        BOARD,
        open_first("main .desk-item__headline"),
    ),
    Picture("ban-bien-tap-3", "bientap", DESKTOP, "/admin/tin/nhap-ho/"),
    Picture(
        "ban-bien-tap-4",
        "bientap",
        DESKTOP,
        f"{BOARD}?tab=published",
        open_first("main .desk-item__headline", ".item__decide"),
    ),
    Picture("ke-toan-1", "ketoan", DESKTOP, "/admin/tai-khoan/"),
    Picture("quan-tri-1", "quantri", DESKTOP, "/admin/snippets/units/unit/"),
    Picture("quan-tri-2", "quantri", DESKTOP, "/admin/users/"),
    Picture("quan-tri-3", "quantri", DESKTOP, "/admin/users/", open_first("main table a[href*='/admin/users/edit/']")),
    Picture("quan-tri-4", "quantri", DESKTOP, "/admin/nhat-ky/"),
]


def main() -> None:
    """Take every picture, or those that are named, each person signing in once for each size of screen."""
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else ADDRESS
    wanted = [picture for picture in PICTURES if picture.name in sys.argv[2:]] or PICTURES
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_browser() as browser:
        pages: dict[tuple[str, tuple[int, int]], Page] = {}
        for picture in wanted:
            key = (picture.username, picture.size)
            if key not in pages:
                pages[key] = open_page(browser, address, *key)
            take(pages[key], picture)


def take(page: Page, picture: Picture) -> None:
    """Take one picture, as WebP."""
    page.goto(picture.path, wait_until="networkidle")
    if picture.act:
        picture.act(page)
    with Image.open(BytesIO(page.screenshot())) as image:
        image.convert("RGB").save(FOLDER / f"{picture.name}.webp", "WEBP", quality=_QUALITY, method=6)
    print(picture.name)


if __name__ == "__main__":
    main()
