"""Only administrators grant roles, recorded, never to themselves; the last administrator cannot go."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.outbox.models import Effect
from cms.units.days import today
from cms.units.models import Appointment, Membership, Role
from cms.units.people import (
    Grant,
    end_role,
    grant_provincial_role,
    grant_role,
    grant_roles,
    leave,
    revoke_provincial_role,
    supersede_role,
)
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR, BOARD, PROVINCIAL, is_administrator, is_board
from tests.factories.news import Desk
from tests.factories.units import LONG_AGO, UserFactory, join_group, make_unit, make_writer

YESTERDAY = dt.timedelta(days=-1)
TOMORROW = dt.timedelta(days=1)
Refused = (PermissionDenied, ValidationError, IntegrityError)


def an_administrator() -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


@pytest.fixture
def administrator(portal: None) -> User:
    return an_administrator()


def recorded(user: User) -> list[str]:
    return list(ModelLogEntry.objects.for_instance(user).order_by("pk").values_list("action", flat=True))


def test_an_administrator_grants_a_role_and_it_is_recorded_who_did(administrator: User) -> None:
    unit, person = make_unit(), UserFactory()
    role = grant_role(person, unit, Role.APPROVER, position="Chủ tịch", valid_from=today(), by=administrator)
    assert (role.granted_by, role.position, role.valid_to) == (administrator, "Chủ tịch", None)
    entry = ModelLogEntry.objects.for_instance(person).get(action="units.grant_role")
    assert entry.user == administrator
    assert entry.data["unit_id"] == unit.pk


@pytest.mark.parametrize("who", ["writer", "approver", "board"])
def test_nobody_but_an_administrator_grants_a_role(desk: Desk, who: str) -> None:
    person = UserFactory()
    with pytest.raises(PermissionDenied):
        grant_role(person, desk.unit, Role.WRITER, valid_from=today(), by=getattr(desk, who))
    with pytest.raises(PermissionDenied):
        grant_provincial_role(person, BOARD, by=getattr(desk, who))
    assert not person.memberships.exists()
    assert not recorded(person)


def test_an_administrator_who_is_none_any_more_grants_nothing(administrator: User) -> None:
    other = an_administrator()
    assert is_administrator(administrator)
    revoke_provincial_role(administrator, ADMINISTRATOR, by=other)
    stale = User.objects.get(pk=administrator.pk)
    stale.group_names = {ADMINISTRATOR}
    with pytest.raises(PermissionDenied):
        grant_role(UserFactory(), make_unit(), Role.WRITER, valid_from=today(), by=stale)


def test_nobody_grants_a_role_to_themselves(administrator: User) -> None:
    unit = make_unit()
    with pytest.raises(PermissionDenied):
        grant_role(administrator, unit, Role.WRITER, valid_from=today(), by=administrator)
    for act in (grant_provincial_role, revoke_provincial_role):
        for name in PROVINCIAL:
            with pytest.raises(PermissionDenied):
                act(administrator, name, by=administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create(
            [Membership(user=administrator, unit=unit, role=Role.WRITER, granted_by=administrator)]
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=administrator, role=BOARD, appointed_by=administrator)


def test_a_superuser_grants_no_role_to_themselves_either(portal: None) -> None:
    root = User.objects.create_superuser(username="goc", password="x")
    with pytest.raises(PermissionDenied):
        grant_provincial_role(root, BOARD, by=root)


@pytest.mark.parametrize("name", PROVINCIAL)
def test_a_role_of_the_province_changes_by_no_other_way_than_the_act(administrator: User, name: str) -> None:
    person, group = UserFactory(), Group.objects.get(name=name)
    holder = UserFactory()
    join_group(holder, name)
    for attempt in (
        lambda: person.groups.add(group),
        lambda: person.groups.set([group]),
        lambda: group.user_set.add(person),
        lambda: group.user_set.set([person]),
        lambda: holder.groups.remove(group),
        lambda: holder.groups.clear(),
        lambda: group.user_set.remove(holder),
        lambda: group.user_set.clear(),
    ):
        with pytest.raises(PermissionDenied), transaction.atomic():
            attempt()
    assert not person.groups.exists()
    assert holder.groups.filter(pk=group.pk).exists()


def test_other_groups_are_free(portal: None) -> None:
    person = UserFactory()
    group = Group.objects.create(name="Nhóm chụp ảnh")
    person.groups.add(group)
    assert list(person.groups.all()) == [group]
    person.groups.clear()
    assert not person.groups.exists()
    assert not Appointment.objects.filter(user=person).exists()


def told_of(person: User) -> set[str]:
    """The short names of those who were told that somebody has become an administrator."""
    subject = _("%(person)s is an administrator now") % {"person": person}
    effects = Effect.objects.filter(kind="message")
    to = [effect.payload["to"] for effect in effects if effect.payload["subject"] == subject]
    return set(User.objects.filter(pk__in=to).values_list("username", flat=True))


def test_the_other_administrators_are_told_of_a_new_one(administrator: User) -> None:
    others = [an_administrator(), UserFactory(is_superuser=True)]
    an_administrator_who_left = an_administrator()
    User.objects.filter(pk=an_administrator_who_left.pk).update(is_active=False)
    person = UserFactory()
    grant_provincial_role(person, ADMINISTRATOR, by=administrator)
    assert told_of(person) == {other.username for other in others}


@pytest.mark.parametrize("role", [BOARD, ACCOUNTANT])
def test_of_other_roles_the_administrators_are_not_told(administrator: User, role: str) -> None:
    an_administrator()
    person = UserFactory()
    grant_provincial_role(person, role, by=administrator)
    assert told_of(person) == set()


def test_who_held_which_role_of_the_province_stays_readable(administrator: User) -> None:
    person = UserFactory()
    grant_provincial_role(person, BOARD, by=administrator)
    assert is_board(person)
    revoke_provincial_role(person, BOARD, by=administrator)
    assert not is_board(person)
    row = Appointment.objects.get(user=person)
    assert (row.role, row.appointed_by, row.ended_by) == (BOARD, administrator, administrator)
    assert row.ended_at is not None
    assert recorded(person) == ["units.grant_provincial_role", "units.revoke_provincial_role"]


def test_a_role_is_given_once_and_taken_once(administrator: User) -> None:
    person = UserFactory()
    grant_provincial_role(person, ACCOUNTANT, by=administrator)
    with pytest.raises(ValidationError):
        grant_provincial_role(person, ACCOUNTANT, by=administrator)
    with pytest.raises(ValidationError):
        revoke_provincial_role(person, BOARD, by=administrator)
    with pytest.raises(ValidationError):
        grant_provincial_role(person, "Nhóm lạ", by=administrator)


def test_the_last_administrator_is_neither_dismissed_nor_deactivated_nor_deleted(administrator: User) -> None:
    root = User.objects.create_superuser(username="goc", password="x")
    with pytest.raises(ValidationError, match=r"cuối cùng|last administrator"):
        revoke_provincial_role(administrator, ADMINISTRATOR, by=root)
    with pytest.raises(ValidationError):
        leave(administrator, by=root)
    administrator.is_active = False
    with pytest.raises(ValidationError):
        administrator.save()
    administrator.refresh_from_db()
    with pytest.raises(Refused), transaction.atomic():
        User.objects.get(pk=administrator.pk).delete()
    assert is_administrator(User.objects.get(pk=administrator.pk))


def test_an_administrator_goes_when_another_one_stays(administrator: User) -> None:
    other = an_administrator()
    revoke_provincial_role(administrator, ADMINISTRATOR, by=other)
    assert not is_administrator(administrator)


def test_an_inactive_administrator_does_not_count_as_another_one(administrator: User) -> None:
    other = an_administrator()
    other.is_active = False
    other.save()
    root = User.objects.create_superuser(username="goc", password="x")
    with pytest.raises(ValidationError):
        leave(administrator, by=root)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_dismiss_each_other_at_once_do_not_both_succeed() -> None:
    pair = [an_administrator(), an_administrator()]
    barrier, refused = threading.Barrier(2), []

    def dismiss(user: User, by: User) -> None:
        barrier.wait()
        try:
            revoke_provincial_role(user, ADMINISTRATOR, by=by)
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=dismiss, args=order) for order in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.filter(groups__name=ADMINISTRATOR).count() == 1


def test_who_is_a_superuser_is_changed_by_no_form(administrator: User) -> None:
    person = UserFactory()
    person.is_superuser = True
    with pytest.raises(PermissionDenied):
        person.save()


def test_a_role_that_was_granted_is_neither_rewritten_nor_deleted(administrator: User) -> None:
    unit, other = make_unit(), make_unit("Đơn vị khác")
    writer = make_writer(unit)
    role = writer.memberships.get()
    role.unit = other
    for attempt in (
        role.save,
        role.delete,
        Membership.objects.all().delete,
        lambda: Membership.objects.update(role=Role.APPROVER),
        lambda: Membership.objects.update(granted_by=None),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert writer.memberships.get().unit == unit


def test_a_role_ends_today_at_once_and_its_history_stays(administrator: User) -> None:
    writer = make_writer(make_unit())
    end_role(writer.memberships.get(), by=administrator)
    assert not Membership.objects.current().filter(user=writer).exists()
    assert Membership.objects.current(today() + YESTERDAY).filter(user=writer).exists()


def test_a_role_that_began_today_ends_at_once_too(administrator: User) -> None:
    unit, person = make_unit(), UserFactory()
    role = grant_role(person, unit, Role.WRITER, valid_from=today(), by=administrator)
    end_role(role, by=administrator)
    assert not Membership.objects.current().filter(user=person).exists()
    assert person.memberships.get().superseded_at is not None
    grant_role(person, unit, Role.WRITER, valid_from=today(), by=administrator)


def test_a_role_ends_neither_twice_nor_in_the_past(administrator: User) -> None:
    role = make_writer(make_unit()).memberships.get()
    with pytest.raises(ValidationError):
        end_role(role, on=today() + YESTERDAY, by=administrator)
    end_role(role, by=administrator)
    with pytest.raises(ValidationError):
        end_role(role, by=administrator)


def test_a_mistaken_role_is_taken_back_with_a_reason_and_stays_readable(administrator: User) -> None:
    writer = make_writer(make_unit())
    with pytest.raises(ValidationError):
        supersede_role(writer.memberships.get(), reason=" ", by=administrator)
    supersede_role(writer.memberships.get(), reason="Nhầm người", by=administrator)
    assert not Membership.objects.on(LONG_AGO).filter(user=writer).exists()
    assert writer.memberships.count() == 1
    with pytest.raises(ValidationError):
        supersede_role(writer.memberships.get(), reason="Nhầm người", by=administrator)


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "nobody"},
        {"role": Role.APPROVER},
        {"valid_from": LONG_AGO + YESTERDAY},
        {"valid_to": LONG_AGO},
        {"position": "x" * 201},
    ],
)
def test_a_grant_that_makes_no_sense_is_refused_with_a_message(administrator: User, fields: dict) -> None:
    unit, person = make_unit(), UserFactory()
    grant = {"role": Role.WRITER, "valid_from": today()} | fields
    with pytest.raises(ValidationError):
        grant_role(person, unit, by=administrator, **grant)
    assert not person.memberships.exists()


def test_the_same_role_is_not_granted_twice_for_one_day(administrator: User) -> None:
    unit = make_unit()
    writer = make_writer(unit)
    with pytest.raises(ValidationError, match="01/01/2020"):
        grant_role(writer, unit, Role.WRITER, valid_from=today(), by=administrator)


def test_who_has_left_is_granted_nothing(administrator: User) -> None:
    person = UserFactory(is_active=False)
    with pytest.raises(ValidationError):
        grant_role(person, make_unit(), Role.WRITER, valid_from=today(), by=administrator)
    with pytest.raises(ValidationError):
        grant_provincial_role(person, BOARD, by=administrator)


def test_many_roles_are_granted_all_or_none(administrator: User) -> None:
    unit, people = make_unit(), [UserFactory() for _ in range(3)]
    grants = [Grant(person, unit, Role.WRITER, today()) for person in people]
    with pytest.raises(PermissionDenied):
        grant_roles([*grants, Grant(administrator, unit, Role.WRITER, today())], by=administrator)
    with pytest.raises(ValidationError):
        grant_roles([*grants, grants[0]], by=administrator)
    assert not Membership.objects.exists()
    assert len(grant_roles(grants, by=administrator)) == 3
    assert all(recorded(person) == ["units.grant_role"] for person in people)
