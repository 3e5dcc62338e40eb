"""Units and their people."""

from __future__ import annotations

import datetime as dt

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from cms.accounts.models import User
from cms.units.appointing import appointing
from cms.units.models import Contributor, Membership, Role, Unit, UnitKind
from cms.units.register import found_unit
from cms.units.roles import BOARD

LONG_AGO = dt.date(2020, 1, 1)


class UserFactory(DjangoModelFactory):
    """A person with a login; ``board=True`` makes a member of the editorial board."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"nguoi{number}")
    last_name = "Nguyễn Văn"
    first_name = factory.Sequence(lambda number: f"An {number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")
    password = factory.django.Password("mat-khau")

    @factory.post_generation
    def board(self, create: bool, extracted: bool, **kwargs: object) -> None:
        if extracted:
            join_group(self, BOARD)


def join_group(user: User, name: str) -> None:
    """Give a person a role of the province, as the technician does who installs a portal."""
    with appointing("test"):
        user.groups.add(Group.objects.get(name=name))
    user.__dict__.pop("group_names", None)


def leave_groups(user: User) -> None:
    """Take every role of the province from a person."""
    with appointing("test"):
        user.groups.clear()
    user.__dict__.pop("group_names", None)


def make_unit(name: str = "Công đoàn cơ sở Trường A", kind: str = UnitKind.GRASSROOTS, on: dt.date = LONG_AGO) -> Unit:
    """A unit with its page."""
    return found_unit(name, kind=UnitKind.objects.get(code=kind), on=on)


def add_member(unit: Unit, role: str, user: User | None = None, **fields: object) -> User:
    """A person with a role in ``unit``, new unless given."""
    user = user or UserFactory()
    Membership.objects.create(user=user, unit=unit, role=role, **({"valid_from": LONG_AGO} | fields))
    return user


def make_writer(unit: Unit, **fields: object) -> User:
    return add_member(unit, Role.WRITER, **fields)


def make_approver(unit: Unit, **fields: object) -> User:
    return add_member(unit, Role.APPROVER, **({"position": "Chủ tịch công đoàn"} | fields))


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    full_name = factory.Sequence(lambda number: f"Nông Văn K{number}")
