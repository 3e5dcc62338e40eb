"""The site's own modules in a real browser, on an empty page and without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

SITE = "http://modules.test/"


@pytest.fixture(scope="module")
def empty_page(browser: Browser) -> Iterator[Page]:
    """A page that finds the static files by their names."""
    page = browser.new_page()
    page.route(f"{SITE}**", _give)
    page.goto(SITE)
    yield page
    page.close()


def _give(route: Route) -> None:
    name = route.request.url.removeprefix(SITE)
    if name:
        route.fulfill(path=Path(settings.BASE_DIR) / "static" / name, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")
