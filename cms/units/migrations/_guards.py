"""Rules of time that only the database can keep, of the rows that nothing has superseded.

No two versions of a unit, nor two equal roles of a person, hold on the same day; a unit's versions follow one another
without a hole; on no day does a unit stand below itself. SQLite drops a table's triggers when a migration rebuilds the
table: such a migration calls ``stand_guard`` again with the tables that it rebuilt.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERSIONS = "units_unitversion"
MEMBERSHIPS = "units_membership"
ABSENCES = "units_absence"
SUBSTITUTIONS = "units_substitution"

# table: what is the same thing, name
NO_OVERLAP = {
    VERSIONS: (["unit_id"], "units_one_version_a_day"),
    MEMBERSHIPS: (["user_id", "unit_id", "role"], "units_one_membership_a_day"),
    ABSENCES: (["user_id"], "units_one_absence_a_day"),
    SUBSTITUTIONS: (["unit_id"], "units_one_substitute_a_day"),
}

POSTGRESQL_NO_OVERLAP = """
ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist (
    {columns}, daterange(valid_from, valid_to) WITH &&
) WHERE (superseded_at IS NULL) DEFERRABLE INITIALLY IMMEDIATE
"""

SQLITE_NO_OVERLAP = """
CREATE TRIGGER {name}_{event} BEFORE {event} ON {table}
WHEN NEW.superseded_at IS NULL AND EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE {same} AND other.id IS NOT NEW.id AND other.superseded_at IS NULL
      AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
      AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""

# A chain without a hole has exactly one version that no other one leads to.
BEGINNINGS = """(
    SELECT COUNT(*) FROM units_unitversion AS version
    WHERE version.unit_id = {unit} AND version.superseded_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM units_unitversion AS earlier
        WHERE earlier.unit_id = version.unit_id AND earlier.superseded_at IS NULL
          AND earlier.valid_to = version.valid_from
    )
)"""

# The ways upwards from a version's parent, each with the days on which all of its steps hold.
STANDS_BELOW_ITSELF = """EXISTS (
    WITH RECURSIVE above(unit_id, first, last) AS (
        SELECT NEW.parent_id, NEW.valid_from, COALESCE(NEW.valid_to, {ever})
        UNION
        SELECT version.parent_id, {later}(above.first, version.valid_from),
               {earlier}(above.last, COALESCE(version.valid_to, {ever}))
        FROM above JOIN units_unitversion AS version ON version.unit_id = above.unit_id
        WHERE version.superseded_at IS NULL AND version.parent_id IS NOT NULL
          AND version.valid_from < above.last AND COALESCE(version.valid_to, {ever}) > above.first
    )
    SELECT 1 FROM above WHERE above.unit_id = NEW.unit_id
)"""

SQLITE_VERSIONS = [
    """
    CREATE TRIGGER units_no_gap_{event} AFTER {event} ON units_unitversion
    WHEN {beginnings} > 1
    BEGIN SELECT RAISE(ABORT, 'units_no_gap'); END
    """,
    """
    CREATE TRIGGER units_no_cycle_{event} AFTER {event} ON units_unitversion
    WHEN NEW.superseded_at IS NULL AND NEW.parent_id IS NOT NULL AND {cycle}
    BEGIN SELECT RAISE(ABORT, 'units_no_cycle'); END
    """,
]

POSTGRESQL_VERSIONS = [
    """
    CREATE FUNCTION units_check_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' AND {beginnings_of_old} > 1 OR TG_OP <> 'DELETE' AND {beginnings_of_new} > 1 THEN
            RAISE EXCEPTION 'units_no_gap' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER units_no_gap AFTER INSERT OR UPDATE OR DELETE ON units_unitversion
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION units_check_no_gap()
    """,
    # The lock makes two transactions that move units take turns: neither sees the other's rows before the commit.
    """
    CREATE FUNCTION units_check_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.superseded_at IS NULL AND NEW.parent_id IS NOT NULL THEN
            PERFORM pg_advisory_xact_lock(hashtext('units_no_cycle'));
            IF {cycle} THEN
                RAISE EXCEPTION 'units_no_cycle' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE CONSTRAINT TRIGGER units_no_cycle AFTER INSERT OR UPDATE ON units_unitversion
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION units_check_no_cycle()
    """,
]

POSTGRESQL_OFF = [
    "DROP TRIGGER units_no_gap ON units_unitversion",
    "DROP TRIGGER units_no_cycle ON units_unitversion",
    "DROP FUNCTION units_check_no_gap()",
    "DROP FUNCTION units_check_no_cycle()",
]


def stand_guard(schema_editor: BaseDatabaseSchemaEditor, *tables: str) -> None:
    """Put up the guards of the named tables (of all if none is named), which have none."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in tables or NO_OVERLAP:
        columns, name = NO_OVERLAP[table]
        if postgresql:
            same = ", ".join(f"{column} WITH =" for column in columns)
            schema_editor.execute(POSTGRESQL_NO_OVERLAP.format(table=table, name=name, columns=same))
        else:
            same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(SQLITE_NO_OVERLAP.format(table=table, name=name, same=same, event=event))
        if table == VERSIONS:
            for statement in _postgresql_versions() if postgresql else _sqlite_versions():
                schema_editor.execute(statement)


def stand_down(schema_editor: BaseDatabaseSchemaEditor, *tables: str) -> None:
    """Take the guards of the named tables (of all if none is named) down."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in tables or NO_OVERLAP:
        name = NO_OVERLAP[table][1]
        names = [name, "units_no_gap", "units_no_cycle"] if table == VERSIONS else [name]
        if postgresql:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            for statement in POSTGRESQL_OFF if table == VERSIONS else []:
                schema_editor.execute(statement)
        else:
            for trigger in (f"{name}_{event}" for name in names for event in ("INSERT", "UPDATE", "DELETE")):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")


def _sqlite_versions() -> list[str]:
    cycle = STANDS_BELOW_ITSELF.format(ever="'9999-12-31'", later="MAX", earlier="MIN")
    of_new, of_old = BEGINNINGS.format(unit="NEW.unit_id"), BEGINNINGS.format(unit="OLD.unit_id")
    no_gap, no_cycle = SQLITE_VERSIONS
    statements = [no_cycle.format(event=event, cycle=cycle) for event in ("INSERT", "UPDATE")]
    statements += [no_gap.format(event=event, beginnings=of_new) for event in ("INSERT", "UPDATE")]
    return [*statements, no_gap.format(event="DELETE", beginnings=of_old)]


def _postgresql_versions() -> list[str]:
    cycle = STANDS_BELOW_ITSELF.format(ever="'infinity'::date", later="GREATEST", earlier="LEAST")
    of_new, of_old = BEGINNINGS.format(unit="NEW.unit_id"), BEGINNINGS.format(unit="OLD.unit_id")
    return [
        statement.replace("{cycle}", cycle)
        .replace("{beginnings_of_new}", of_new)
        .replace("{beginnings_of_old}", of_old)
        for statement in POSTGRESQL_VERSIONS
    ]
