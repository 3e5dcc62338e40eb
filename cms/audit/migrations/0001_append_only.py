"""Entries of the audit trail are neither changed nor deleted."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cms.audit import append_only


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.protect(schema_editor.connection)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.release(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(protect, release, elidable=False)]
