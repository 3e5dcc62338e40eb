"""People and units for the tests of photos."""

from django.contrib.auth.models import Group, Permission
from django.test import Client

from cms.accounts.models import User
from cms.units.models import Role, Unit, UnitKind, UnitVersion
from cms.units.roles import BOARD
from tests.factories.units import LONG_AGO, UserFactory, add_member, join_group
from tests.signing_in import signed_in


def a_unit(name: str = "CĐCS Trường Tiểu học") -> Unit:
    """A grassroots unit; photos need no page of it."""
    kind, _ = UnitKind.objects.get_or_create(
        code=UnitKind.GRASSROOTS, defaults={"name": "CĐCS", "approving_role": "Ban Chấp hành"}
    )
    unit = Unit()
    unit.versions.add(UnitVersion(unit=unit, name=name, kind=kind, valid_from=LONG_AGO))
    unit.save()
    return unit


def a_reporter(*units: Unit) -> User:
    """A writer of units who is also of the board, and so meets Wagtail's own screens of images."""
    user = a_writer(*units)
    Group.objects.get_or_create(name=BOARD)
    join_group(user, BOARD)
    return user


def a_person() -> User:
    """Someone who may enter the admin, and nothing more."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def a_writer(*units: Unit) -> User:
    """A person with the writer's role in units."""
    user = UserFactory()
    for unit in units:
        add_member(unit, Role.WRITER, user=user)
    return user


def a_board_member() -> User:
    """A member of the editorial board without a unit."""
    user = a_person()
    Group.objects.get_or_create(name=BOARD)
    join_group(user, BOARD)
    return user


def a_superuser() -> User:
    return UserFactory(is_superuser=True)


def browser_of(user: User) -> Client:
    """A browser in which a person is signed in."""
    return signed_in(user)
