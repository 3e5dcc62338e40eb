"""The trail's tables only grow: the database itself refuses to change or delete what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

# Wagtail's log: of pages, and of everything else.
TABLES = ("wagtailcore_modellogentry", "wagtailcore_pagelogentry")
REFUSAL = "audit_append_only"

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {refusal}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL = {
    "{table}_kept": """
        CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {refusal}()
    """,
    "{table}_not_emptied": """
        CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {refusal}()
    """,
}
_SQLITE = {
    "{table}_not_changed": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
    "{table}_not_deleted": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
    # INSERT OR REPLACE deletes a row without asking a trigger of deletion.
    "{table}_not_replaced": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
}


def _triggers(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str]]:
    """The triggers of every table: table, the trigger's name, the statement that makes it."""
    for name, statement in (_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE).items():
        for table in TABLES:
            named = name.format(table=table)
            yield table, named, statement.format(table=table, name=named, refusal=REFUSAL)


def protect(connection: BaseDatabaseWrapper) -> None:
    """Let the trail's tables only grow. Safe to run again.

    From then on an update, a deletion or (PostgreSQL) a truncation raises ``IntegrityError``.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION.format(refusal=REFUSAL))
        for _table, _name, statement in _triggers(connection):
            cursor.execute(statement)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the protection away: for the migration's way back, and for nothing that the site runs."""
    with connection.cursor() as cursor:
        for table, name, _statement in _triggers(connection):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {REFUSAL}()")


def protect_rebuilt(using: str, **kwargs: Any) -> None:
    """After every migration: give tables that it rebuilt, as SQLite does, their triggers again."""
    connection = connections[using]
    if ("audit", "0001_append_only") in MigrationRecorder(connection).applied_migrations():
        protect(connection)
