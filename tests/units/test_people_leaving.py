"""Leaving ends everything at once, and what the person did stays readable."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.units.days import today
from cms.units.models import Appointment, Membership, Role
from cms.units.people import grant_provincial_role, grant_role, leave, readmit
from cms.units.permissions import units_of
from cms.units.roles import ADMINISTRATOR, BOARD
from tests.factories.news import Desk, current
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def test_leaving_ends_roles_sessions_and_the_login_at_once(desk: Desk, administrator: User) -> None:
    browser = signed_in(desk.writer)
    assert browser.get(reverse("news:mine")).status_code == 200
    page = desk.draft(title="Bài đang viết")
    leave(desk.writer, by=administrator)
    assert browser.get(reverse("news:mine")).status_code == 302
    desk.writer.refresh_from_db()
    assert not desk.writer.is_active
    assert not units_of(desk.writer).exists()
    assert current(page).unit == desk.unit
    assert desk.writer.memberships.get().valid_to == today()
    assert ModelLogEntry.objects.for_instance(desk.writer).get(action="units.leave").user == administrator


def test_roles_yet_to_come_and_roles_of_the_province_end_too(administrator: User) -> None:
    person, unit = UserFactory(), make_unit()
    coming = today() + dt.timedelta(days=30)
    grant_role(person, unit, Role.WRITER, valid_from=coming, by=administrator)
    grant_provincial_role(person, BOARD, by=administrator)
    leave(person, by=administrator)
    assert not Membership.objects.on(coming).exists()
    assert not person.groups.exists()
    assert Appointment.objects.get(user=person).ended_by == administrator


def test_nobody_makes_themselves_leave_nor_without_being_an_administrator(desk: Desk, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        leave(administrator, by=administrator)
    for person in (desk.approver, desk.board):
        with pytest.raises(PermissionDenied):
            leave(desk.writer, by=person)
    root = User.objects.create_superuser(username="goc", password="x")
    with pytest.raises(PermissionDenied):
        leave(root, by=administrator)


def test_one_leaves_once_and_comes_back_without_roles(administrator: User) -> None:
    writer = make_writer(make_unit())
    leave(writer, by=administrator)
    with pytest.raises(ValidationError):
        leave(writer, by=administrator)
    readmit(writer, by=administrator)
    with pytest.raises(ValidationError):
        readmit(writer, by=administrator)
    assert User.objects.get(pk=writer.pk).is_active
    assert not units_of(writer).exists()
