"""The board and the approver at work in their browsers, every click counted."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import User
from cms.news.models import Genre, NewsPage, SectionPage, State
from tests.browser.test_main_job import sign_in
from tests.factories.news import Desk, change
from tests.factories.units import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
# Item, edit, move, keep and go on, publish; no bound is set for it.
ACTIONS_WITH_AN_EDIT_AND_A_PHOTO_MOVED = 5


class Hand:
    """A person's hand on a screen: counts what it does besides typing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, selector: str) -> None:
        self.page.locator(selector).locator("visible=true").first.click()
        self.actions += 1

    def choose(self, selector: str, value: str) -> None:
        self.page.select_option(selector, value)
        self.actions += 1


def violations(page: Page) -> set[str]:
    """The rules of axe that the screen breaks, with the elements that break them."""
    found = Axe().run(page).response["violations"]
    return {f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]}


def opened(browser: Browser, live_server: LiveServer, person: User, size: dict[str, int], address: str) -> Hand:
    page = sign_in(browser, live_server, person)
    page.set_viewport_size(size)
    page.goto(address)
    return Hand(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_board_publishes_a_clean_item_from_its_list_in_four_actions(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    item = desk.at_board()
    genre = Genre.objects.create(code="ban-tin", name="Bản tin", min_words=10)
    hand = opened(browser, live_server, desk.board, size, "/admin/tin/cho-bien-tap/")
    hand.press(".desk-item__headline")
    hand.choose("#id_completing-genre", str(genre.pk))
    hand.press("button[form=act-publish], .desk-act--publish .item__primary")
    expect(hand.page.locator(".board-tabs")).to_be_visible(timeout=60_000)
    item = NewsPage.objects.get()
    assert (item.state, item.genre) == (State.PUBLISHED, genre)
    assert hand.actions <= 4


def test_the_board_mends_the_headline_moves_a_photo_and_publishes(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    item = desk.at_board(photos=2)
    first, second = item.latest.photos.all()
    hand = opened(browser, live_server, desk.board, DESKTOP, "/admin/tin/cho-bien-tap/")
    hand.press(".desk-item__headline")
    hand.press(f"a[href='/admin/pages/{item.pk}/edit/']")
    hand.page.fill("#id_title", "Công đoàn trao một trăm suất quà")
    hand.press("#inline_child_photos-0-panel-section [data-inline-panel-child-move-down]")
    hand.press("[name=action-to-item]")
    hand.press("button[form=act-publish], .desk-act--publish .item__primary")
    expect(hand.page.locator(".board-tabs")).to_be_visible(timeout=60_000)
    published = NewsPage.objects.get()
    assert published.state == State.PUBLISHED
    assert published.release.headline == "Công đoàn trao một trăm suất quà"
    assert [use.photo_id for use in published.latest.photos.all()] == [second.photo_id, first.photo_id]
    assert hand.actions == ACTIONS_WITH_AN_EDIT_AND_A_PHOTO_MOVED


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_approver_approves_from_the_link_in_three_actions(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    item = desk.submitted()
    hand = opened(browser, live_server, desk.approver, size, f"/admin/tin/{item.pk}/")
    hand.press("button[form=act-approve], .desk-act--approve .item__primary")
    expect(hand.page.locator(".desk-act--approve")).to_have_count(0, timeout=60_000)
    assert NewsPage.objects.get().state == State.AT_BOARD
    assert hand.actions <= 3


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_approver_returns_with_a_reason_from_the_link_in_three_actions(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    item = desk.submitted()
    hand = opened(browser, live_server, desk.approver, size, f"/admin/tin/{item.pk}/")
    hand.press("[data-opens=act-return], .desk-act--return summary")
    hand.page.fill(".desk-act--return textarea", "Viết thêm tên người nhận quà")
    hand.press(".desk-act--return button")
    expect(hand.page.locator(".desk-act--return")).to_have_count(0, timeout=60_000)
    assert NewsPage.objects.get().state == State.RETURNED
    assert hand.actions <= 3


def test_the_keyboard_alone_publishes(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    item = desk.at_board()
    page = opened(browser, live_server, desk.board, DESKTOP, f"/admin/tin/{item.pk}/").page
    page.locator("#id_completing-genre").focus()
    for _step in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.item__primary')"):
            break
    assert page.evaluate("document.activeElement.matches('.item__primary')")
    page.keyboard.press("Enter")
    expect(page.locator(".board-tabs")).to_be_visible(timeout=60_000)
    assert NewsPage.objects.get().state == State.PUBLISHED


def test_no_screen_of_the_desk_breaks_a_rule_that_stock_wagtail_keeps(
    browser: Browser, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    item = change(desk.at_board(title="Tít của đơn vị"), by=desk.board, title="Tít đã sửa")
    item.sections.add(SectionPage.objects.first())
    page = sign_in(browser, live_server, desk.board)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.goto("/admin/images/")
        stock = violations(page)
        for address in (f"/admin/tin/{item.pk}/", "/admin/tin/cho-bien-tap/", "/admin/tin/cho-bien-tap/?tab=published"):
            page.goto(address)
            assert not violations(page) - stock
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_items_screen_in_the_units_frame_breaks_no_rule(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    item = desk.submitted()
    desk.draft()
    page = opened(browser, live_server, desk.approver, size, f"/admin/tin/{item.pk}/").page
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
