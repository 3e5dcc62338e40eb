"""Browser tests empty the tables after each test, and start from the portal again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser

LONGEST_ANSWER = 60


@pytest.fixture(autouse=True, scope="session")
def _start_from_the_portal(browser: Browser, portal_contents: str) -> None:
    # While a browser is driven, an event loop runs in this thread, and Django gives it a connection of its own.
    # Before the first test takes its database: its own tables may have been emptied by a test without a browser.
    connection._test_serialized_contents = portal_contents


@pytest.fixture(autouse=True)
def _empty_no_table_under_a_request(transactional_db: None) -> Iterator[None]:
    """A page that is closed while it saves leaves a request behind: the tables are emptied when it has ended."""
    changed, open_requests = threading.Condition(), 0

    def count(step: int) -> None:
        nonlocal open_requests
        with changed:
            open_requests += step
            changed.notify_all()

    def begun(**kwargs: Any) -> None:
        count(1)

    def ended(**kwargs: Any) -> None:
        count(-1)

    request_started.connect(begun, weak=False)
    request_finished.connect(ended, weak=False)
    yield
    with changed:
        is_quiet = changed.wait_for(lambda: open_requests <= 0, LONGEST_ANSWER)
    request_started.disconnect(begun)
    request_finished.disconnect(ended)
    assert is_quiet, "The server has not answered a request of this test."
