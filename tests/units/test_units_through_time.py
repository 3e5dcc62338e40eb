"""Names, kinds, parents and roles hold from one day to another, and two of the same never at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.units.days import refuse_overlaps, today
from cms.units.models import Membership, Role, Unit, UnitKind, UnitVersion
from tests.factories.units import LONG_AGO, UserFactory, make_approver, make_unit, make_writer

pytestmark = pytest.mark.usefixtures("portal")

NEW_YEAR = dt.date(2025, 1, 1)
JULY = dt.date(2025, 7, 1)


def rename(unit: Unit, name: str, on: dt.date) -> None:
    old = unit.versions.get(valid_to=None)
    old.valid_to = on
    old.save()
    UnitVersion.objects.create(unit=unit, name=name, kind=old.kind, parent=old.parent, valid_from=on)


def check_constraints() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_unit_is_called_by_the_name_of_the_day() -> None:
    unit = make_unit("Công đoàn huyện A")
    rename(unit, "Công đoàn xã A", JULY)
    unit = Unit.objects.get(pk=unit.pk)
    assert unit.name_on(dt.date(2025, 6, 30)) == "Công đoàn huyện A"
    assert unit.name_on(JULY) == "Công đoàn xã A"


def test_the_list_of_units_can_be_read_as_of_a_day() -> None:
    unit = make_unit("Công đoàn huyện A", on=NEW_YEAR)
    rename(unit, "Công đoàn xã A", JULY)
    assert not Unit.objects.living(dt.date(2024, 12, 31)).filter(pk=unit.pk).exists()
    assert Unit.objects.living(NEW_YEAR).named(NEW_YEAR).get(pk=unit.pk).day_name == "Công đoàn huyện A"
    assert Unit.objects.living(JULY).named(JULY).get(pk=unit.pk).day_name == "Công đoàn xã A"


def test_the_database_refuses_two_names_on_one_day() -> None:
    unit = make_unit()
    kind = UnitKind.objects.get(code="grassroots")
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.bulk_create([UnitVersion(unit=unit, name="Khác", kind=kind, valid_from=JULY)])
        check_constraints()


def test_the_database_refuses_two_roles_of_the_same_kind_on_one_day() -> None:
    unit = make_unit()
    writer = make_writer(unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=writer, unit=unit, role=Role.WRITER, valid_from=JULY)
        check_constraints()


def test_the_database_refuses_a_span_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_writer(make_unit(), valid_from=JULY, valid_to=NEW_YEAR)


def test_a_unit_cannot_stand_below_itself() -> None:
    parent = make_unit("Công đoàn ngành")
    child = make_unit("Công đoàn cơ sở")
    UnitVersion.objects.filter(unit=child).update(parent=parent)
    version = parent.versions.get()
    version.parent = child
    with pytest.raises(ValidationError, match="parent"):
        version.full_clean()


def test_a_role_that_ended_counts_no_more_from_its_last_day_on() -> None:
    unit = make_unit()
    approver = make_approver(unit, valid_to=today())
    assert not Membership.objects.current().filter(user=approver).exists()
    assert Membership.objects.current(today() - dt.timedelta(days=1)).filter(user=approver).exists()


def test_a_person_who_was_deactivated_has_no_role() -> None:
    approver = make_approver(make_unit())
    approver.is_active = False
    approver.save()
    assert not Membership.objects.current().filter(user=approver).exists()


def test_a_dissolved_unit_gives_nobody_a_role() -> None:
    unit = make_unit()
    writer = make_writer(unit)
    UnitVersion.objects.filter(unit=unit).update(valid_to=today())
    assert not Membership.objects.current().filter(user=writer).exists()


def test_two_units_of_the_same_name_get_addresses_of_their_own() -> None:
    assert make_unit("Công đoàn Đông Á").slug == "cong-doan-dong-a"
    assert make_unit("Công đoàn Đông Á").slug == "cong-doan-dong-a-2"


class OverlapProperties(TestCase):
    """Days in order: what overlaps is refused, what only touches is not."""

    days = st.integers(min_value=0, max_value=400)

    @given(spans=st.lists(st.tuples(days, st.integers(min_value=1, max_value=60)), min_size=2, max_size=6))
    def test_rows_are_refused_exactly_when_they_share_a_day(self, spans: list[tuple[int, int]]) -> None:
        rows = [
            Membership(
                valid_from=LONG_AGO + dt.timedelta(days=start), valid_to=LONG_AGO + dt.timedelta(days=start + length)
            )
            for start, length in spans
        ]
        days = [day for start, length in spans for day in range(start, start + length)]
        if len(days) == len(set(days)):
            refuse_overlaps(rows)
        else:
            with pytest.raises(ValidationError):
                refuse_overlaps(rows)


def test_a_person_may_have_two_different_roles_at_once() -> None:
    unit = make_unit()
    person = UserFactory()
    for role in Role:
        Membership.objects.create(user=person, unit=unit, role=role, valid_from=LONG_AGO)
    assert Membership.objects.current().filter(user=person).count() == 2
