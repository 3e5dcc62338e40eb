"""Tests that really commit empty every table afterwards; the trail's tables refuse that, as they do on a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase

from cms.audit import append_only


@contextmanager
def unprotected_trail() -> Iterator[None]:
    """The trail's tables without their triggers, for as long as a test's tables are emptied or filled."""
    with transaction.atomic():
        append_only.release(connection)
    try:
        yield
    finally:
        with transaction.atomic():
            append_only.protect(connection)


def let_tests_empty_the_trail() -> None:
    """Wrap how Django's test cases fill and empty the tables; what runs within a test is not touched."""
    fill: Callable[..., None] = TransactionTestCase._fixture_setup.__func__
    empty = TransactionTestCase._fixture_teardown

    def fill_unprotected(cls: type[TransactionTestCase]) -> None:
        with unprotected_trail():
            fill(cls)

    def empty_unprotected(self: TransactionTestCase, *args: Any) -> None:
        with unprotected_trail():
            empty(self, *args)

    TransactionTestCase._fixture_setup = classmethod(fill_unprotected)
    TransactionTestCase._fixture_teardown = empty_unprotected
