"""The guard of the province's roles: they change by an act of an administrator, or by the technician, only.

The roles are Django groups, which any form, interface or piece of code could change; so the guard stands at the
change itself. Whoever may change them says so with ``appointing``, and each change is written down.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.units.models import Appointment
from cms.units.roles import ADMINISTRATOR, PROVINCIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.accounts.models import User


@dataclass(frozen=True)
class _Appointing:
    by: User | None
    reason: str


_appointing: ContextVar[_Appointing | None] = ContextVar("appointing", default=None)


@contextmanager
def appointing(reason: str, *, by: User | None = None) -> Iterator[None]:
    """Let the province's roles, and who is a superuser, be changed in the block, and say why.

    The acts of ``cms.units.people`` name who does it. ``by=None`` is the technician who installs the portal; no
    screen or interface of the portal comes here without a person.
    """
    token = _appointing.set(_Appointing(by, reason))
    try:
        yield
    finally:
        _appointing.reset(token)


def guard_groups(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Receiver of each change of people's groups: refuse it for the province's roles, or write it down.

    Raises ``PermissionDenied`` outside ``appointing``.
    """
    if action not in {"pre_add", "pre_remove", "pre_clear"}:
        return
    pairs = list(_concerned(instance, reverse, pk_set))
    if not pairs:
        return
    if _appointing.get() is None:
        raise PermissionDenied(_("Roles of the province are given and taken by the administrators' act only."))
    for user_id, role in pairs:
        if action == "pre_add":
            _write_appointment(user_id, role)
        else:
            _write_end(user_id, role)


def _concerned(instance: Any, reverse: bool, pk_set: set[int] | None) -> Iterable[tuple[int, str]]:
    """The persons and roles of the province that a change of groups is about."""
    if reverse:
        if instance.name not in PROVINCIAL:
            return []
        users = pk_set if pk_set is not None else set(instance.user_set.values_list("pk", flat=True))
        return [(pk, instance.name) for pk in sorted(users)]
    groups = Group.objects.filter(pk__in=pk_set) if pk_set is not None else instance.groups.all()
    return [(instance.pk, name) for name in groups.filter(name__in=PROVINCIAL).values_list("name", flat=True)]


def _write_appointment(user_id: int, role: str) -> None:
    act = _appointing.get()
    if act is None or Appointment.objects.filter(user=user_id, role=role, ended_at__isnull=True).exists():
        return
    Appointment.objects.create(
        user_id=user_id, role=role, appointed_at=timezone.now(), appointed_by=act.by, reason=act.reason[:500]
    )


def _write_end(user_id: int, role: str) -> None:
    act = _appointing.get()
    held = Appointment.objects.filter(user=user_id, role=role, ended_at__isnull=True)
    held.update(ended_at=timezone.now(), ended_by=act.by if act else None)


def keep_group(instance: Group, **kwargs: Any) -> None:
    """Receiver before a group is deleted: the province's roles stay, and so do their names.

    Raises ``PermissionDenied``.
    """
    if instance.name in PROVINCIAL:
        raise PermissionDenied(_("A role of the province cannot be deleted: other parts of the portal go by it."))


def keep_group_name(instance: Group, raw: bool = False, **kwargs: Any) -> None:
    """Receiver before a group is saved: who is in a role of the province is not changed by renaming one.

    Raises ``PermissionDenied``.
    """
    if raw or instance.pk is None:
        return
    stored = Group.objects.filter(pk=instance.pk).values_list("name", flat=True).first()
    if stored is not None and stored != instance.name and {stored, instance.name} & set(PROVINCIAL):
        raise PermissionDenied(_("A role of the province cannot be renamed: other parts of the portal go by it."))


def administrators(*, without: User | None = None) -> Any:
    """The active people who administer units, people and roles, by their role or as superusers."""
    people = get_user_model().objects.filter(Q(groups__name=ADMINISTRATOR) | Q(is_superuser=True), is_active=True)
    return people.exclude(pk=without.pk).distinct() if without else people.distinct()


def lock_administrators() -> None:
    """Make whoever changes the administrators take turns, until the transaction ends."""
    list(Group.objects.select_for_update().filter(name=ADMINISTRATOR).values_list("pk", flat=True))


def guard_last_administrator(user: User) -> None:
    """Refuse what would leave the office without ``user`` if nobody else administers it.

    Somebody with the role has to remain where somebody has it: a technical superuser is no replacement.
    Raises ``ValidationError``.
    """
    members = get_user_model().objects.filter(groups__name=ADMINISTRATOR, is_active=True)
    last_member = members.filter(pk=user.pk).exists() and not members.exclude(pk=user.pk).exists()
    is_one = administrators().filter(pk=user.pk).exists()
    if last_member or (is_one and not administrators(without=user).exists()):
        raise ValidationError(
            _("%(person)s is the last administrator: appoint another one first.") % {"person": user},
            code="last_administrator",
        )


def guard_person(instance: User, raw: bool = False, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    """Receiver before a person is saved: the last administrator stays active, superusers are made by appointing.

    Raises ``ValidationError`` or ``PermissionDenied``.
    """
    touched = update_fields is None or {"is_active", "is_superuser"} & {*update_fields}
    if raw or instance.pk is None or not touched:
        return
    stored = type(instance).objects.filter(pk=instance.pk).values("is_active", "is_superuser").first()
    if stored is None:
        return
    if stored["is_superuser"] != instance.is_superuser and _appointing.get() is None:
        raise PermissionDenied(_("Who is a superuser is decided by the technician, outside the portal's screens."))
    if stored["is_active"] and not instance.is_active:
        with transaction.atomic():
            lock_administrators()
            guard_last_administrator(instance)


def keep_last_administrator(instance: User, **kwargs: Any) -> None:
    """Receiver before a person is deleted: the last administrator stays. Raises ``ValidationError``."""
    if instance.is_active:
        guard_last_administrator(instance)
