"""Roles in units: granted by administrators, to others only; ended, never deleted or rewritten."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.days import refuse_overlaps, today
from cms.units.models import Membership, Role, Unit

from .guards import guard_active, guard_administrator, guard_lives, guard_not_oneself, locked
from .messages import tell_role_granted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cms.accounts.models import User


@dataclass(frozen=True)
class Grant:
    """A role to be granted: from a local day up to, not including, another one (None: until further notice)."""

    user: User
    unit: Unit
    role: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    position: str = ""

    def membership(self, by: User) -> Membership:
        """The role as a row, not stored yet."""
        return Membership(
            user=self.user,
            unit=self.unit,
            role=self.role,
            position=self.position.strip(),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            granted_by=by,
        )


@transaction.atomic
def grant_role(
    user: User,
    unit: Unit,
    role: str,
    *,
    position: str = "",
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    by: User,
) -> Membership:
    """Grant a person a role in a unit from a local day up to, not including, another one.

    Raises ``PermissionDenied`` unless ``by`` is an administrator and somebody else; ``ValidationError`` for a person
    who has left, a unit that does not exist on the first day, an approver without a position, days out of order, or
    the same role on the same days.
    """
    guard_administrator(by)
    row = grant_roles([Grant(locked(user), unit, role, valid_from, valid_to, position)], by=by)[0]
    tell_role_granted(row)
    return row


@transaction.atomic
def grant_roles(grants: Sequence[Grant], *, by: User) -> list[Membership]:
    """Grant many roles at once, all or none, under the rules of ``grant_role`` and with its refusals."""
    guard_administrator(by)
    people = {grant.user.pk for grant in grants}
    stored = get_user_model().objects.select_for_update().in_bulk(sorted(people))
    held: dict[tuple[int, int, str], list[Membership]] = defaultdict(list)
    for membership in Membership.objects.standing().filter(user__in=people):
        held[membership.user_id, membership.unit_id, membership.role].append(membership)
    rows = []
    for grant in grants:
        guard_not_oneself(grant.user, by)
        guard_active(stored[grant.user.pk])
        row = grant.membership(by)
        _guard_row(row, held[row.user_id, row.unit_id, row.role])
        held[row.user_id, row.unit_id, row.role].append(row)
        rows.append(row)
    granted = Membership.objects.bulk_create(rows)
    for row in granted:
        record("units.grant_role", row.user, by=by, data=_told(row))
    return granted


def _guard_row(row: Membership, held: Iterable[Membership]) -> None:
    if row.role == Role.APPROVER and not row.position:
        raise ValidationError({"position": _("Name the position that an approver holds.")})
    row.clean_fields(exclude=["user", "unit", "granted_by"])
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        raise ValidationError({"valid_to": _("The last day must come after the first day.")})
    guard_lives(row.unit, row.valid_from)
    refuse_overlaps([row, *held])


@transaction.atomic
def end_role(membership: Membership, *, on: dt.date | None = None, by: User) -> Membership:
    """End a role: from the local day ``on`` (today if none is given) it holds no more, today at once.

    A role that would have begun on that day or later is superseded: it has held on no whole day.
    Raises ``PermissionDenied`` unless ``by`` is an administrator; ``ValidationError`` if it has ended by then
    already, or for a day that has passed.
    """
    guard_administrator(by)
    day = on or today()
    row = _locked_row(membership)
    if day < today():
        raise ValidationError(_("A role ends today or later: what has been is not rewritten."), code="past")
    if row.superseded_at is not None or (row.valid_to is not None and row.valid_to <= day):
        raise ValidationError(_("This role has ended by then already."), code="ended")
    close(row, day)
    record("units.end_role", row.user, by=by, data=_told(row))
    return row


@transaction.atomic
def supersede_role(membership: Membership, *, reason: str, by: User) -> Membership:
    """Take back a role that was granted by mistake: it holds on no day, and stays readable with its reason.

    Raises ``PermissionDenied`` unless ``by`` is an administrator; ``ValidationError`` without a reason, or if it is
    taken back already.
    """
    guard_administrator(by)
    if not reason.strip():
        raise ValidationError(_("Write the reason."), code="reason")
    row = _locked_row(membership)
    if row.superseded_at is not None:
        raise ValidationError(_("This role was taken back already."), code="ended")
    row.superseded_at = timezone.now()
    row.save(update_fields=["superseded_at"])
    record("units.supersede_role", row.user, by=by, data=_told(row) | {"reason": reason.strip()})
    return row


def close(row: Membership, day: dt.date) -> None:
    """Let a role hold no more from a local day on; for acts that have asked whether they may."""
    if row.valid_from >= day:
        row.superseded_at = timezone.now()
    else:
        row.valid_to = day
    row.save(update_fields=["superseded_at", "valid_to"])


def _locked_row(membership: Membership) -> Membership:
    return Membership.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=membership.pk)


def _told(row: Membership) -> dict[str, str | int | None]:
    """What the trail says of a role."""
    return {
        "unit": row.unit.name_on(row.valid_from),
        "unit_id": row.unit_id,
        "role": row.role,
        "position": row.position,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
