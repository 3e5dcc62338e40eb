"""Nothing that the application runs changes or deletes an entry of the trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.audit import append_only
from cms.audit.trail import record
from cms.news.models import Genre, NewsPage
from tests.factories.news import Desk
from tests.factories.units import UserFactory

Entry = ModelLogEntry | PageLogEntry


@pytest.fixture(params=["of a model", "of a page"])
def entry(request: pytest.FixtureRequest, desk: Desk) -> Entry:
    of: Model = Genre.objects.first() if request.param == "of a model" else desk.draft()
    record("wagtail.edit", of, by=desk.board, data={"field": "name"})
    # PostgreSQL truncates no table whose constraints are still to be checked.
    connection.check_constraints()
    return (PageLogEntry if isinstance(of, NewsPage) else ModelLogEntry).objects.latest("pk")


def sql(statement: str) -> Callable[[Entry], None]:
    """A statement on the entry's own table."""

    def run(entry: Entry) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=entry._meta.db_table, pk=entry.pk))

    return run


def save_changed(entry: Entry) -> None:
    entry.label = "Another"
    entry.save()


def save_one_field(entry: Entry) -> None:
    entry.user_id = None
    entry.save(update_fields=["user"])


def bulk_update(entry: Entry) -> None:
    entry.label = "Another"
    type(entry).objects.bulk_update([entry], ["label"])


def upsert(entry: Entry) -> None:
    entry.label = "Another"
    type(entry).objects.bulk_create([entry], update_conflicts=True, unique_fields=["id"], update_fields=["label"])


ROUTES: dict[str, Callable[[Entry], object]] = {
    "save": save_changed,
    "save of one field": save_one_field,
    "delete": lambda entry: entry.delete(),
    "update of a query": lambda entry: type(entry).objects.filter(pk=entry.pk).update(label="Another"),
    "update by an expression": lambda entry: type(entry).objects.update(timestamp=F("timestamp")),
    "delete of a query": lambda entry: type(entry).objects.filter(pk=entry.pk).delete(),
    "delete of everything": lambda entry: type(entry).objects.all().delete(),
    "raw delete": lambda entry: type(entry).objects.all()._raw_delete("default"),
    "bulk update": bulk_update,
    "upsert": upsert,
    "update_or_create": lambda entry: type(entry).objects.update_or_create(pk=entry.pk, defaults={"label": "Another"}),
    "SQL update": sql("UPDATE {table} SET label = 'Another' WHERE id = {pk}"),
    "SQL delete": sql("DELETE FROM {table} WHERE id = {pk}"),
    "loss of the object's type": lambda entry: entry.content_type.delete(),
}
if connection.vendor == "postgresql":
    ROUTES["SQL truncate"] = sql("TRUNCATE {table}")
    ROUTES["SQL truncate with what hangs on it"] = sql("TRUNCATE {table} CASCADE")
else:
    ROUTES["SQL replace"] = sql(
        "INSERT OR REPLACE INTO {table} SELECT * FROM (SELECT * FROM {table} WHERE id = {pk}) WHERE 1"
    )
    ROUTES["SQL update that ignores refusals"] = sql("UPDATE OR IGNORE {table} SET label = 'Another' WHERE id = {pk}")
    ROUTES["SQL update that replaces"] = sql("UPDATE OR REPLACE {table} SET label = 'Another' WHERE id = {pk}")


@pytest.mark.parametrize("route", ROUTES)
def test_an_entry_stays_as_it_was_written(entry: Entry, route: str) -> None:
    before = type(entry).objects.order_by("pk").values()
    rows = list(before)
    with pytest.raises(IntegrityError), transaction.atomic():
        ROUTES[route](entry)
    assert list(before.all()) == rows


def test_a_new_entry_can_always_be_written(entry: Entry) -> None:
    count = ModelLogEntry.objects.count()
    record("wagtail.edit", UserFactory(), by=None)
    assert ModelLogEntry.objects.count() == count + 1


def test_the_entry_outlives_what_it_is_about(desk: Desk) -> None:
    draft, genre, group = desk.draft(), Genre.objects.create(code="x", name="Thể loại"), Group.objects.create(name="X")
    person = UserFactory()
    for thing in (draft, genre, group, person):
        record("wagtail.edit", thing, by=person)
    pages, others = PageLogEntry.objects.count(), ModelLogEntry.objects.count()
    for thing in (draft, genre, group, person):
        thing.delete()
    assert PageLogEntry.objects.count() >= pages
    assert ModelLogEntry.objects.count() >= others
    assert ModelLogEntry.objects.latest("pk").user_id is not None


def test_every_table_of_wagtails_log_is_protected(db: None) -> None:
    from wagtail.log_actions import registry

    assert {model._meta.db_table for model in registry.get_log_entry_models()} == set(append_only.TABLES)


def test_a_table_that_a_migration_rebuilt_is_protected_again(entry: Entry) -> None:
    append_only.release(connection)
    call_command("migrate", verbosity=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.delete()


def test_the_command_that_empties_the_site_is_refused(entry: Entry) -> None:
    rows = type(entry).objects.count()
    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
    assert type(entry).objects.count() == rows
