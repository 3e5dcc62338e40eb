"""The database itself refuses overlaps, holes and circles, whoever writes and by whatever way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from cms.units.models import Succession, SuccessionUndoing, Unit, UnitKind, UnitVersion
from tests.emptying import unprotected_trail
from tests.factories.units import LONG_AGO, UserFactory, make_unit, make_writer
from tests.units.acting import JULY, Office, new

pytestmark = pytest.mark.usefixtures("portal")

AUGUST = dt.date(2025, 8, 1)
SEPTEMBER = dt.date(2025, 9, 1)


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def add_version(unit: Unit, first: dt.date, end: dt.date | None = None, parent: Unit | None = None) -> None:
    kind = UnitKind.objects.get(code="grassroots").pk
    sql(
        "INSERT INTO units_unitversion (unit_id, name, kind_id, parent_id, valid_from, valid_to)"
        " VALUES (%s, 'Tên', %s, %s, %s, %s)",
        *(unit.pk, kind, parent.pk if parent else None, first, end),
    )


def test_no_two_versions_share_a_day() -> None:
    unit = make_unit()
    with pytest.raises(IntegrityError):
        add_version(unit, JULY)
    UnitVersion.objects.filter(unit=unit).update(valid_to=JULY)
    add_version(unit, JULY)
    with pytest.raises(IntegrityError):
        sql("UPDATE units_unitversion SET valid_to = NULL WHERE unit_id = %s", unit.pk)


def test_a_superseded_version_is_in_nobodys_way() -> None:
    unit = make_unit()
    sql("UPDATE units_unitversion SET superseded_at = %s WHERE unit_id = %s", "2025-07-01 00:00:00+00:00", unit.pk)
    add_version(unit, LONG_AGO)
    with pytest.raises(IntegrityError):
        sql("UPDATE units_unitversion SET superseded_at = NULL WHERE unit_id = %s", unit.pk)


def test_a_unit_does_not_come_back_after_a_hole() -> None:
    unit = make_unit()
    UnitVersion.objects.filter(unit=unit).update(valid_to=JULY)
    with pytest.raises(IntegrityError):
        add_version(unit, AUGUST)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units_unitversion SET valid_to = '2025-07-15' WHERE valid_from = '2025-07-01' AND unit_id = %s",
        "UPDATE units_unitversion SET valid_from = '2025-07-15' WHERE valid_from = '2025-07-01' AND unit_id = %s",
        "UPDATE units_unitversion SET superseded_at = '2025-07-15' WHERE valid_from = '2025-07-01' AND unit_id = %s",
        "DELETE FROM units_unitversion WHERE valid_from = '2025-07-01' AND unit_id = %s",
    ],
)
def test_nothing_tears_a_hole(statement: str) -> None:
    unit = make_unit()
    UnitVersion.objects.filter(unit=unit).update(valid_to=JULY)
    add_version(unit, JULY, AUGUST)
    add_version(unit, AUGUST)
    with pytest.raises(IntegrityError):
        sql(statement, unit.pk)


def test_no_circle_of_two_or_three() -> None:
    first, second, third = make_unit("A"), make_unit("B"), make_unit("C")
    for below, above in ((first, second), (second, third)):
        UnitVersion.objects.filter(unit=below).update(parent=above)
    for above in (first, second):
        with pytest.raises(IntegrityError):
            sql("UPDATE units_unitversion SET parent_id = %s WHERE unit_id = %s", above.pk, third.pk)
    with pytest.raises(IntegrityError):
        sql("UPDATE units_unitversion SET parent_id = unit_id WHERE unit_id = %s", third.pk)


def test_a_circle_is_one_only_if_it_closes_on_some_day() -> None:
    first, second = make_unit("A"), make_unit("B")
    UnitVersion.objects.filter(unit=first).update(valid_to=JULY, parent=second)
    add_version(first, JULY)
    UnitVersion.objects.filter(unit=second).update(valid_to=JULY)
    add_version(second, JULY, parent=first)
    with pytest.raises(IntegrityError):
        sql("UPDATE units_unitversion SET valid_from = %s WHERE unit_id = %s AND valid_from = %s",
            dt.date(2025, 6, 30), second.pk, JULY)  # fmt: skip


def test_a_circle_that_closes_only_later_is_refused_too() -> None:
    first, second = make_unit("A"), make_unit("B")
    UnitVersion.objects.filter(unit=first).update(valid_to=AUGUST)
    add_version(first, AUGUST, parent=second)
    with pytest.raises(IntegrityError):
        sql("UPDATE units_unitversion SET parent_id = %s WHERE unit_id = %s", first.pk, second.pk)


def test_a_superseded_role_is_in_nobodys_way() -> None:
    unit = make_unit()
    writer = make_writer(unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_writer(unit, user=writer)
    writer.memberships.update(superseded_at="2025-07-01T00:00:00Z")
    make_writer(unit, user=writer)
    assert writer.memberships.on().count() == 1


def test_a_succession_but_a_founding_has_a_decision_and_an_undoing_a_reason() -> None:
    for fields in ({"decision_number": "1"}, {"decision_date": JULY}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(kind="renaming", day=JULY, **fields)
    founding = Succession.objects.create(kind="founding", day=JULY)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuccessionUndoing.objects.create(succession=founding, by=UserFactory(), reason="")


@pytest.mark.django_db(transaction=True)
def test_tables_full_of_history_can_be_emptied() -> None:
    """What tests that commit rely on: the guards do not stand in the way of emptying a database."""
    office = Office()
    unit = make_unit()
    for number in range(3):
        office.rename(unit, f"Tên {number}", day=JULY + dt.timedelta(days=number))
    office.merge([unit, make_unit("B")], new("AB"), day=SEPTEMBER)
    assert Succession.objects.count() == 4
    with unprotected_trail():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True, reset_sequences=False)
    assert not any(model.objects.exists() for model in (Succession, UnitVersion, Unit))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_transactions_do_not_close_a_circle_between_them() -> None:
    import threading

    first, second = make_unit("A"), make_unit("B")
    barrier = threading.Barrier(2)
    refused: list[str] = []

    def put(below: Unit, above: Unit) -> None:
        try:
            with transaction.atomic():
                list(Unit.objects.filter(pk=below.pk))
                barrier.wait(10)
                UnitVersion.objects.filter(unit=below).update(parent=above)
        except IntegrityError:
            refused.append(below.slug)
        finally:
            connection.close()

    threads = [threading.Thread(target=put, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
