"""The screens of people of units: no violation that axe finds, nothing too wide, and all of it by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import NewsPage
from tests.factories.news import Desk, change
from tests.factories.units import add_member, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def browser_of(browser: Browser, live_server: LiveServer, user: User, size: dict[str, int]) -> Page:
    """A browser in which the person has signed in."""
    opened: BrowserContext = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=size)
    page = opened.new_page()
    page.set_default_timeout(60_000)
    page.goto("/admin/login/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", "mat-khau")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-home")).to_be_visible(timeout=60_000)
    return page


def at_work(desk: Desk) -> tuple[User, NewsPage]:
    """Somebody who writes and approves for the unit, and an item with a history that waits for somebody else."""
    desk.published(title="Kết nạp đoàn viên mới")
    add_member(desk.unit, "approver", desk.writer)
    for title in ("Tặng quà đoàn viên", "Hội thao chào mừng"):
        page = desk.submitted(title=title)
    moderation.send_back(page, by=desk.approver, reason="Thiếu tên người nhận quà")
    page = desk.draft(title="Đối thoại với người lao động")
    page = change(page, by=desk.writer, title="Đối thoại với người lao động năm 2026")
    moderation.submit(page, by=desk.writer)
    moderation.submit(desk.draft(title="Hiến máu"), by=desk.approver)
    return desk.writer, page


def addresses(page: NewsPage) -> list[str]:
    names = ["wagtailadmin_home", "news:mine", "news:waiting", "accounts:account", "accounts:password"]
    names += ["accounts:contact", "units:my_leave", "quotas:mine"]
    of_item = ["news:item", "news:passed_on", "news:history"]
    draft = NewsPage.objects.filter(submitted_at__isnull=True).first()
    return [
        *(reverse(name) for name in names),
        *(reverse(name, args=[page.pk]) for name in of_item),
        f"{reverse('news:history', args=[page.pk])}?xem={page.latest_revision_id}",
        *([reverse("news:discard", args=[draft.pk])] if draft else []),
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_screen_of_people_of_units_has_a_violation_or_is_too_wide(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    person, item = at_work(desk)
    desk.draft(title="Bản nháp để xoá", photos=0)
    page = browser_of(browser, live_server, person, size)
    found = {}
    for address in addresses(item):
        page.goto(address)
        expect(page.locator("nav.desk-tabs")).to_be_visible()
        found[address] = [violation["id"] for violation in Axe().run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert found == {address: [] for address in found}


def test_the_tabs_lie_under_the_thumb_and_are_large_enough(browser: Browser, live_server: LiveServer) -> None:
    person, _item = at_work(Desk(make_unit()))
    page = browser_of(browser, live_server, person, PHONE)
    page.goto(reverse("news:mine"))
    boxes = [link.bounding_box() for link in page.locator("nav.desk-tabs a").all()]
    assert len(boxes) == 5
    for box in boxes:
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] > PHONE["height"] - 80
    for button in page.locator("main .desk-button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_by_keyboard_one_comes_from_the_top_to_the_first_item(browser: Browser, live_server: LiveServer) -> None:
    person, _item = at_work(Desk(make_unit()))
    page = browser_of(browser, live_server, person, DESKTOP)
    page.goto(reverse("news:mine"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "desk-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    first = page.locator("main a").first
    assert page.evaluate("document.activeElement.href") == first.evaluate("link => link.href")


def test_what_has_the_focus_is_not_hidden_behind_the_tabs(browser: Browser, live_server: LiveServer) -> None:
    person, _item = at_work(Desk(make_unit()))
    page = browser_of(browser, live_server, person, PHONE)
    page.goto(reverse("news:mine"))
    top_of_tabs = page.locator("nav.desk-tabs").bounding_box()
    assert top_of_tabs is not None
    for link in page.locator("main .desk-button").all():
        link.focus()
        box = link.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= top_of_tabs["y"] + 1


def test_the_message_is_copied_with_one_press(browser: Browser, live_server: LiveServer) -> None:
    person, item = at_work(Desk(make_unit()))
    page = browser_of(browser, live_server, person, PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("news:passed_on", args=[item.pk]))
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy] span")).to_have_text(page.locator("[data-copy]").get_attribute("data-done") or "")
    assert reverse("news:item", args=[item.pk]) in page.evaluate("navigator.clipboard.readText()")


def test_the_phones_share_sheet_is_offered_where_there_is_one(browser: Browser, live_server: LiveServer) -> None:
    person, item = at_work(Desk(make_unit()))
    page = browser_of(browser, live_server, person, PHONE)
    page.add_init_script("navigator.share = async data => { window.shared = data.text; };")
    page.goto(reverse("news:passed_on", args=[item.pk]))
    page.locator("[data-share]").click()
    assert reverse("news:item", args=[item.pk]) in page.evaluate("window.shared")
