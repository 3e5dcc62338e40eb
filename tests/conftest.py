"""What every test relies on: a clean cache, data of the migrations, and a browser."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from cms.portal.setup import set_up_portal
from tests.emptying import let_tests_empty_the_trail
from tests.factories.news import Desk
from tests.factories.units import make_unit

# Playwright's synchronous interface runs an event loop in the test's own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
let_tests_empty_the_trail()

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test that really commits the rows that the migrations wrote: such tests empty the tables."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        commits = marker is not None and marker.kwargs.get("transaction")
        if commits or {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            options = {**(marker.kwargs if marker else {}), "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium; a machine without it fails, for a skipped test proves nothing."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("No chromium on this machine: `make test` installs it as root, or install it by hand.")
    return {**browser_type_launch_args, "executable_path": executable, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader's browser in Việt Nam."""
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


_CONTENTS: list[str] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Set the portal up once: every test starts from it, those that empty the tables too."""
    with django_db_blocker.unblock():
        set_up_portal()
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()
        _CONTENTS.append(connection._test_serialized_contents)


@pytest.fixture(scope="session")
def portal_contents(django_db_setup: None) -> str:
    """What a portal starts with, to be read in again after a test has emptied the tables."""
    return _CONTENTS[0]


@pytest.fixture
def portal(db: None) -> None:
    """A portal as it is set up."""


@pytest.fixture
def desk(portal: None) -> Desk:
    """A grassroots unit with its people, and the board."""
    return Desk(make_unit())
