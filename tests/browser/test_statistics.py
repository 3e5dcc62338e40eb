"""The statistics and the publication record in a browser: no violation that axe finds, nothing too wide."""

from __future__ import annotations

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.units.amending import amend, participations_of
from cms.units.models import Publication
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import make_unit
from tests.signing_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
DAY = dt.date(2026, 3, 31)
OWN = "main .nice-padding"


def of_board(browser: Browser, live_server: LiveServer, desk: Desk, size: dict[str, int]) -> Page:
    """A browser of a member of the board."""
    opened = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=size)
    session = signed_in(desk.board).cookies["sessionid"].value
    opened.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = opened.new_page()
    page.set_default_timeout(60_000)
    return page


def a_year_of(desk: Desk) -> Publication:
    """Some publications with sections and days, one of them joint and amended."""
    other = make_unit("LĐLĐ huyện Na Rì", "intermediate")
    for month in range(1, 11):
        day = dt.date(2026, month, 20)
        sections = ["Phong trào thi đua", "Chế độ, chính sách"][: month % 3]
        publish(desk.unit, on=day, event_date=day - dt.timedelta(days=month), sections=sections)
    publication = publish(desk.unit, on=DAY, joint=[(other, True)], by=[("Nông Thị Lan", 1)])
    amend(publication, by=desk.board, reason="Chỉ phối hợp", units=[(desk.unit, True), (other, False)])
    return publication


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_screen_has_a_violation_or_is_too_wide(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    publication = a_year_of(desk)
    page = of_board(browser, live_server, desk, size)
    addresses = [f"{reverse('statistics:index')}?nam=2026", reverse("news:record")]
    addresses += [reverse(name, args=[publication.pk]) for name in ("news:publication", "news:amend")]
    found = {}
    for address in addresses:
        page.goto(address)
        expect(page.locator(OWN).last).to_be_visible()
        # Wagtail's own frame is not ours to judge.
        results = Axe().run(page, context={"include": [[OWN]]}).response["violations"]
        found[address] = [violation["id"] for violation in results]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert found == {address: [] for address in addresses}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_plots_fit_the_screen_and_their_numbers_can_be_read(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    a_year_of(desk)
    page = of_board(browser, live_server, desk, size)
    page.goto(f"{reverse('statistics:index')}?nam=2026")
    plots = page.locator("svg.plot")
    assert plots.count() >= 6
    for place in range(plots.count()):
        box = plots.nth(place).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        # As high as a small letter of ten pixels with its room, at least.
        assert plots.nth(place).locator("text").first.bounding_box()["height"] >= 10


def test_an_amendment_is_looked_at_and_made(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    other = make_unit("Công đoàn cơ sở Trường B")
    publication = publish(desk.unit, on=DAY, by=[("Nông Thị Lan", 1)])
    page = of_board(browser, live_server, desk, PHONE)
    page.goto(reverse("news:amend", args=[publication.pk]))
    page.locator(f"input[name=unit-{desk.unit.pk}-part][value=absent]").check()
    page.locator("details summary").first.click()
    page.locator("select[name=further-1-unit]").select_option(str(other.pk))
    page.locator("textarea[name=reason]").fill("Ghi nhầm đơn vị")
    page.locator("form.record-form button.desk-button--primary").click()
    expect(page.locator(".record-effect")).to_contain_text("Công đoàn cơ sở Trường B")
    page.locator(".record-effect button").click()
    page.wait_for_url(f"**{reverse('news:publication', args=[publication.pk])}")
    assert participations_of(publication) == [(other, True)]
