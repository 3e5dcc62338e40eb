"""Browser tests empty the tables after each test, and start from the portal again."""

from __future__ import annotations

import pytest
from django.db import connection
from playwright.sync_api import Browser


@pytest.fixture(autouse=True, scope="session")
def _start_from_the_portal(browser: Browser, portal_contents: str) -> None:
    # While a browser is driven, an event loop runs in this thread, and Django gives it a connection of its own.
    # Before the first test takes its database: its own tables may have been emptied by a test without a browser.
    connection._test_serialized_contents = portal_contents
