"""The last guard of moderation: no item is live in the database without a visible release of its own."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    """
    CREATE TRIGGER news_live_page BEFORE UPDATE OF live, title ON wagtailcore_page
    WHEN NEW.live AND EXISTS (SELECT 1 FROM news_newspage n WHERE n.page_ptr_id = NEW.id)
      AND NOT EXISTS (
        SELECT 1 FROM news_release r WHERE r.page_id = NEW.id AND r.visible AND r.headline = NEW.title
      )
    BEGIN SELECT RAISE(ABORT, 'news_live_page'); END
    """,
    """
    CREATE TRIGGER news_live_item BEFORE INSERT ON news_newspage
    WHEN EXISTS (SELECT 1 FROM wagtailcore_page p WHERE p.id = NEW.page_ptr_id AND p.live)
      AND NOT EXISTS (SELECT 1 FROM news_release r WHERE r.page_id = NEW.page_ptr_id AND r.visible)
    BEGIN SELECT RAISE(ABORT, 'news_live_item'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION news_check_live_page() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.live AND EXISTS (SELECT 1 FROM news_newspage n WHERE n.page_ptr_id = NEW.id)
           AND NOT EXISTS (
               SELECT 1 FROM news_release r
               WHERE r.page_id = NEW.id AND r.visible AND r.headline = NEW.title
           ) THEN
            RAISE EXCEPTION 'news_live_page' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER news_live_page BEFORE UPDATE OF live, title ON wagtailcore_page
    FOR EACH ROW EXECUTE FUNCTION news_check_live_page()
    """,
    """
    CREATE FUNCTION news_check_live_item() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM wagtailcore_page p WHERE p.id = NEW.page_ptr_id AND p.live)
           AND NOT EXISTS (SELECT 1 FROM news_release r WHERE r.page_id = NEW.page_ptr_id AND r.visible) THEN
            RAISE EXCEPTION 'news_live_item' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER news_live_item BEFORE INSERT ON news_newspage
    FOR EACH ROW EXECUTE FUNCTION news_check_live_item()
    """,
]

REVERSE_SQLITE = ["DROP TRIGGER news_live_page", "DROP TRIGGER news_live_item"]
REVERSE_POSTGRESQL = [
    "DROP TRIGGER news_live_page ON wagtailcore_page",
    "DROP TRIGGER news_live_item ON news_newspage",
    "DROP FUNCTION news_check_live_page()",
    "DROP FUNCTION news_check_live_item()",
]


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def stop_guarding(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in REVERSE_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else REVERSE_SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [migrations.RunPython(guard, stop_guarding, elidable=False)]
