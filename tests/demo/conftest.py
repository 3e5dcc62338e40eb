"""The demonstration, built once for all of its tests: they only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

ITEMS = 24


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A small demonstration, gone again after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("build_demo", items=ITEMS, force=True, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(built: None, db: None) -> None:
    """The demonstration; what a test changes in it is undone."""
