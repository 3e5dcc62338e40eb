"""Rules of time that only the database can keep: no two rows of the same thing hold on the same day."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# table, what is the same thing, name
DATED = [
    ("units_unitversion", ["unit_id"], "units_one_version_a_day"),
    ("units_membership", ["user_id", "unit_id", "role"], "units_one_membership_a_day"),
]

POSTGRESQL = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist (
    {columns}, daterange(valid_from, valid_to) WITH &&
) DEFERRABLE INITIALLY DEFERRED
"""

SQLITE = """
CREATE TRIGGER {name}_{event} BEFORE {event} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE {same} AND other.id IS NOT NEW.id
      AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
      AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""


def keep_days_apart(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for table, columns, name in DATED:
        if schema_editor.connection.vendor == "postgresql":
            same = ", ".join(f"{column} WITH =" for column in columns)
            schema_editor.execute(POSTGRESQL.format(table=table, name=name, columns=same))
        else:
            same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(SQLITE.format(table=table, name=name, same=same, event=event))


def let_days_meet(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, _columns, name in DATED:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        else:
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(f"DROP TRIGGER {name}_{event}")


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]

    operations = [migrations.RunPython(keep_days_apart, let_days_meet, elidable=False)]
