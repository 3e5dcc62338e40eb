"""Leaving: everything that a person may do ends at once, and everything that they did stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import Ended
from cms.accounts.sessions import end_sessions
from cms.audit.trail import record
from cms.units.appointing import appointing, guard_last_administrator, lock_administrators
from cms.units.days import today
from cms.units.models import Absence, Membership
from cms.units.roles import PROVINCIAL

from .absences import close_leave
from .guards import guard_administrator, guard_not_oneself, locked
from .province import forget_groups
from .unit_roles import close

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def leave(user: User, *, by: User) -> User:
    """End all that a person may do, at once: roles in units and of the province, leaves, sessions and the login.

    Where they stand in for somebody they count no more, and drafts stay with their units.
    Raises ``PermissionDenied`` unless ``by`` is an administrator and somebody else (of superusers: a superuser);
    ``ValidationError`` if they have left already, or for the last administrator.
    """
    lock_administrators()
    guard_administrator(by)
    guard_not_oneself(user, by)
    person = locked(user)
    _guard_superuser(person, by)
    if not person.is_active:
        raise ValidationError(_("%(person)s has left already."), params={"person": str(person)}, code="inactive")
    guard_last_administrator(person)
    roles = list(Membership.objects.select_for_update().from_day(today()).filter(user=person))
    for role in roles:
        close(role, today())
    for absence in Absence.objects.select_for_update().from_day(today()).filter(user=person):
        close_leave(absence, today())
    provincial = sorted(person.groups.filter(name__in=PROVINCIAL).values_list("name", flat=True))
    with appointing("", by=by):
        person.groups.clear()
    end_sessions(person, by=by, reason=Ended.LEFT)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("units.leave", person, by=by, data={"roles": [role.pk for role in roles], "provincial": provincial})
    forget_groups(user)
    user.is_active = False
    return person


@transaction.atomic
def readmit(user: User, *, by: User) -> User:
    """Let a person who has left sign in again; roles are granted anew.

    Raises ``PermissionDenied`` unless ``by`` is an administrator and somebody else (of superusers: a superuser);
    ``ValidationError`` if they have not left.
    """
    guard_administrator(by)
    guard_not_oneself(user, by)
    person = locked(user)
    _guard_superuser(person, by)
    if person.is_active:
        raise ValidationError(_("%(person)s has not left."), params={"person": str(person)}, code="active")
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("units.readmit", person, by=by)
    user.is_active = True
    return person


def _guard_superuser(person: User, by: User) -> None:
    if person.is_superuser and not by.is_superuser:
        raise PermissionDenied(_("Only a superuser decides about a superuser."))
