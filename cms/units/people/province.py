"""Roles of the province: given and taken by administrators, never their own, and never the last administrator's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.appointing import administrators, appointing, guard_last_administrator, lock_administrators
from cms.units.roles import ADMINISTRATOR, PROVINCIAL

from .guards import guard_active, guard_administrator, guard_not_oneself, locked
from .messages import tell_new_administrator, tell_provincial_role

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def grant_provincial_role(user: User, name: str, *, by: User) -> None:
    """Give a person a role of the province (``cms.units.roles``).

    Raises ``PermissionDenied`` unless ``by`` is an administrator and somebody else; ``ValidationError`` for a person
    who has left, an unknown role, or one that they hold already.
    """
    person, group = _begin(user, name, by)
    guard_active(person)
    if person.groups.filter(pk=group.pk).exists():
        raise ValidationError(_("%(person)s has this role already."), params={"person": str(person)}, code="held")
    with appointing("", by=by):
        person.groups.add(group)
    record("units.grant_provincial_role", person, by=by, data={"role": name})
    tell_provincial_role(person, name, given=True)
    if name == ADMINISTRATOR:
        tell_new_administrator(person, by=by, others=administrators(without=person).exclude(pk=by.pk))
    forget_groups(user)


@transaction.atomic
def revoke_provincial_role(user: User, name: str, *, by: User) -> None:
    """Take a role of the province from a person, at once.

    Raises ``PermissionDenied`` unless ``by`` is an administrator and somebody else; ``ValidationError`` for a role
    that they do not hold, or for the last administrator.
    """
    person, group = _begin(user, name, by)
    if not person.groups.filter(pk=group.pk).exists():
        raise ValidationError(_("%(person)s does not have this role."), params={"person": str(person)}, code="not-held")
    if name == ADMINISTRATOR:
        guard_last_administrator(person)
    with appointing("", by=by):
        person.groups.remove(group)
    record("units.revoke_provincial_role", person, by=by, data={"role": name})
    tell_provincial_role(person, name, given=False)
    forget_groups(user)


def forget_groups(user: User) -> None:
    """Let the names of a person's groups be read anew."""
    user.__dict__.pop("group_names", None)


def _begin(user: User, name: str, by: User) -> tuple[User, Group]:
    """Take one's turn, then ask: of two administrators who dismiss each other at once, only one is one still."""
    lock_administrators()
    guard_administrator(by)
    guard_not_oneself(user, by)
    if name not in PROVINCIAL:
        raise ValidationError(_("There is no such role of the province."), code="unknown")
    return locked(user), Group.objects.get(name=name)
