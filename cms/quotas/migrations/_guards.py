"""What only the database can keep of quota rules: at most one holds for a kind, size and day.

SQLite drops a table's triggers when a migration rebuilds the table: such a migration calls ``stand_guard`` again.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
ALTER TABLE quotas_quotarule ADD CONSTRAINT quotas_one_rule_a_day EXCLUDE USING gist (
    kind_id WITH =, int8range(min_size, max_size, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&
) WHERE (superseded_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE
"""

SQLITE = """
CREATE TRIGGER quotas_one_rule_a_day_{event} BEFORE {event} ON quotas_quotarule
WHEN NEW.superseded_at IS NULL AND EXISTS (
    SELECT 1 FROM quotas_quotarule AS other
    WHERE other.kind_id = NEW.kind_id AND other.id IS NOT NEW.id AND other.superseded_at IS NULL
      AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
      AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
      AND (other.max_size IS NULL OR NEW.min_size IS NULL OR NEW.min_size <= other.max_size)
      AND (NEW.max_size IS NULL OR other.min_size IS NULL OR other.min_size <= NEW.max_size)
)
BEGIN SELECT RAISE(ABORT, 'quotas_one_rule_a_day'); END
"""


def stand_guard(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard of the rules' table up; there is none."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for event in ("INSERT", "UPDATE"):
        schema_editor.execute(SQLITE.format(event=event))


def stand_down(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard of the rules' table down."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE quotas_quotarule DROP CONSTRAINT IF EXISTS quotas_one_rule_a_day")
        return
    for event in ("INSERT", "UPDATE"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS quotas_one_rule_a_day_{event}")
