"""Tests that really commit empty every table afterwards; tables that only grow refuse that, as they do on a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase

from cms.audit import append_only

# SQLite empties a table row by row, and asks the triggers of each; PostgreSQL truncates, past the triggers of rows.
_TRIGGERS_OF_DELETION = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'"


@contextmanager
def unprotected_trail() -> Iterator[None]:
    """The tables without what keeps their rows, for as long as a test's tables are emptied or filled."""
    with transaction.atomic():
        append_only.release(connection)
        taken_down = _take_triggers_down()
    try:
        yield
    finally:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in taken_down:
                cursor.execute(statement)
            append_only.protect(connection)


def _take_triggers_down() -> list[str]:
    """Drop SQLite's triggers of deletion; gives the statements that make them again."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS_OF_DELETION)
        triggers = cursor.fetchall()
        for name, _statement in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    return [statement for _name, statement in triggers]


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
