"""What only the database can keep of evaluations.

At most one table of points, and one first day of the year, holds for a kind on a day. What is frozen stays: a closed
or dropped evaluation, its kinds, the units' results, the wordings of comments. SQLite drops a table's triggers when a
migration rebuilds the table: such a migration calls ``stand_down`` before and ``stand_guard`` after.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# table: name of the guard
NO_OVERLAP = {
    "evaluation_pointstable": "evaluation_one_table_a_day",
    "evaluation_evaluationcalendar": "evaluation_one_calendar_a_day",
}

POSTGRESQL_NO_OVERLAP = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist (
    kind_id WITH =, daterange(valid_from, valid_to) WITH &&
) WHERE (superseded_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE
"""

SQLITE_NO_OVERLAP = """
CREATE TRIGGER {name}_{event} BEFORE {event} ON {table}
WHEN NEW.superseded_at IS NULL AND EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE other.kind_id = NEW.kind_id AND other.id IS NOT NEW.id AND other.superseded_at IS NULL
      AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
      AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""

_STATE_OF = "(SELECT state FROM evaluation_evaluation WHERE id = {row}.evaluation_id)"
_IS_OPEN = _STATE_OF + " = 'open'"
_IS_FINAL = _STATE_OF + " IN ('closed', 'dropped')"
_FACTS_CHANGE = " OR ".join(
    f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ("first", "version", "facts", "letter", "digest", "day")
)
# (table, event): when it is refused
FROZEN = {
    ("evaluation_evaluation", "UPDATE"): (
        f"OLD.state IN ('closed', 'dropped') "
        f"OR (OLD.state = 'at_signature' AND NEW.state IN ('at_signature', 'closed') AND ({_FACTS_CHANGE}))"
    ),
    ("evaluation_evaluation", "DELETE"): "1 = 1",
    ("evaluation_evaluatedkind", "INSERT"): f"NOT {_IS_OPEN.format(row='NEW')}",
    ("evaluation_evaluatedkind", "UPDATE"): _IS_FINAL.format(row="OLD"),
    ("evaluation_evaluatedkind", "DELETE"): "1 = 1",
    ("evaluation_unitresult", "INSERT"): f"NOT {_IS_OPEN.format(row='NEW')}",
    ("evaluation_unitresult", "UPDATE"): "1 = 1",
    ("evaluation_unitresult", "DELETE"): _IS_FINAL.format(row="OLD"),
    ("evaluation_unitcomment", "INSERT"): f"NOT {_IS_OPEN.format(row='NEW')}",
    ("evaluation_unitcomment", "UPDATE"): "1 = 1",
    ("evaluation_unitcomment", "DELETE"): "1 = 1",
}
# INSERT OR REPLACE deletes a row without asking a trigger of deletion.
SQLITE_NOT_REPLACED = """
CREATE TRIGGER evaluation_not_replaced BEFORE INSERT ON evaluation_evaluation
WHEN EXISTS (SELECT 1 FROM evaluation_evaluation WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'evaluation_frozen'); END
"""

# A condition may ask no other table, so the trigger's function does.
POSTGRESQL_FROZEN = [
    """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {condition} THEN
            RAISE EXCEPTION 'evaluation_frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN {row};
    END $$
    """,
    "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
]
SQLITE_FROZEN = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'evaluation_frozen'); END
"""


def stand_guard(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every guard up; there is none."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, name in NO_OVERLAP.items():
        if postgresql:
            schema_editor.execute(POSTGRESQL_NO_OVERLAP.format(table=table, name=name))
        else:
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(SQLITE_NO_OVERLAP.format(table=table, name=name, event=event))
    for statement in _postgresql() if postgresql else _sqlite():
        schema_editor.execute(statement)


def stand_down(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take every guard down."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, name in NO_OVERLAP.items():
        if postgresql:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        else:
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}")
    for table, event in FROZEN:
        name = _name(table, event)
        on_table = f" ON {table}" if postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
    if not postgresql:
        schema_editor.execute("DROP TRIGGER IF EXISTS evaluation_not_replaced")


def _name(table: str, event: str) -> str:
    return f"{table}_{event.lower()}_frozen"


def _postgresql() -> list[str]:
    statements = []
    for (table, event), condition in FROZEN.items():
        named = {
            "name": _name(table, event),
            "table": table,
            "event": event,
            "condition": condition,
            "row": "OLD" if event == "DELETE" else "NEW",
        }
        statements += [statement.format(**named) for statement in POSTGRESQL_FROZEN]
    return statements


def _sqlite() -> list[str]:
    # SQLite before 3.39 knows IS DISTINCT FROM by another name.
    statements = [
        SQLITE_FROZEN.format(
            name=_name(table, event),
            table=table,
            event=event,
            condition=condition.replace("IS DISTINCT FROM", "IS NOT"),
        )
        for (table, event), condition in FROZEN.items()
    ]
    return [*statements, SQLITE_NOT_REPLACED]
