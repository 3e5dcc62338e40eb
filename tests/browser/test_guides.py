"""The guides on a phone and on a desktop: no violation that axe finds on the page itself, nothing too wide."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from cms.guides.guides import GUIDES
from tests.browser.writing import sign_in
from tests.factories.news import Desk
from tests.factories.units import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_no_guide_has_a_violation_or_is_too_wide(
    new_context: CreateContextCallback, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    found, wide = {}, []
    for person, guides in ((desk.writer, GUIDES[:2]), (desk.board, GUIDES)):
        window = new_context(base_url=live_server.url, viewport=size)
        sign_in(window, live_server, person)
        page = window.new_page()
        page.set_default_timeout(60_000)
        for guide in guides:
            page.goto(reverse("guides:guide", args=[guide.slug]))
            # The province reads them in Wagtail's frame, which is not ours to answer for.
            violations = Axe().run(page, ".guide" if person == desk.board else None).response["violations"]
            found[person, guide.slug] = [violation["id"] for violation in violations]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((person, guide.slug))
    assert not {where: rules for where, rules in found.items() if rules}
    assert not wide
