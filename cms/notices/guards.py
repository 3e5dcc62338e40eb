"""What is frozen of a notice stays as it is: the database itself refuses to change or delete it.

An issued notice changes in nothing. From the signature on the facts, words and files stay, unless it becomes a draft
again. Only a draft is deleted. The same in both databases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "notices_notice"
REFUSAL = "notices_frozen"

_FROZEN = [
    "year", "quarter", "turn", "amends_id", "preface", "closing", "recipients", "with_annex", "facts", "digest",
    "annex", "draft_letter", "annex_letter", "workbook", "sent_by_id", "sent_at",
]  # fmt: skip
# A plain comparison of JSON is not to be had on PostgreSQL's json; of jsonb, which Django uses, it is.
_CHANGED = " OR ".join(f"OLD.{column} IS {{distinct}} NEW.{column}" for column in _FROZEN)
_UPDATE_REFUSED = f"""
    OLD.state = 'issued'
    OR (OLD.state = 'draft' AND NEW.state = 'issued')
    OR (OLD.state = 'signature' AND NEW.state <> 'draft' AND ({_CHANGED}))
"""

_SQLITE = {
    "notices_kept": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table}
        WHEN {update_refused}
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
    "notices_not_deleted": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE DELETE ON {table}
        WHEN OLD.state <> 'draft'
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
    # INSERT OR REPLACE deletes a row without asking a trigger of deletion.
    "notices_not_replaced": """
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id AND state <> 'draft')
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
}
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {refusal}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL = {
    "notices_kept": """
        CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table}
        FOR EACH ROW WHEN ({update_refused}) EXECUTE FUNCTION {refusal}()
    """,
    "notices_not_deleted": """
        CREATE OR REPLACE TRIGGER {name} BEFORE DELETE ON {table}
        FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION {refusal}()
    """,
}


def _triggers(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    """The name of every trigger, and the statement that makes it."""
    is_postgresql = connection.vendor == "postgresql"
    refused = _UPDATE_REFUSED.format(distinct="DISTINCT FROM" if is_postgresql else "NOT")
    for name, statement in (_POSTGRESQL if is_postgresql else _SQLITE).items():
        yield name, statement.format(name=name, table=TABLE, refusal=REFUSAL, update_refused=refused)


def protect(connection: BaseDatabaseWrapper) -> None:
    """Keep what is frozen. Safe to run again.

    From then on a change or deletion of it raises ``IntegrityError``, whoever asks for it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION.format(refusal=REFUSAL))
        for _name, statement in _triggers(connection):
            cursor.execute(statement)


def release(connection: BaseDatabaseWrapper) -> None:
    """Take the protection away: for the migration's way back, and for nothing that the site runs."""
    with connection.cursor() as cursor:
        for name, _statement in _triggers(connection):
            on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {REFUSAL}()")


def protect_rebuilt(using: str, **kwargs: Any) -> None:
    """After every migration: give the table, which SQLite may have rebuilt, its triggers again."""
    connection = connections[using]
    if ("notices", "0001_initial") in MigrationRecorder(connection).applied_migrations():
        protect(connection)
