"""Leave: a person is not asked on its days, and hands over to somebody who approves in their place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.approving import Approver, approvers_of_units, own_approvers
from cms.units.days import refuse_overlaps, today
from cms.units.models import Absence, Membership, Role, StandIn, Substitution, Unit, UnitVersion
from cms.units.roles import is_administrator

from .guards import guard_active, guard_lives, locked
from .messages import tell_stand_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cms.accounts.models import User


@transaction.atomic
def take_leave(
    user: User, *, valid_from: dt.date, valid_to: dt.date, stand_ins: Mapping[Unit, User] | None = None, by: User
) -> Absence:
    """Enter a person's leave from a local day up to, not including, another one, with who stands in in which unit.

    The person enters their own and hands over to another approver of the unit, of its parent or of its substitute;
    an administrator enters anybody's and names any active person but themselves.
    Raises ``PermissionDenied`` for others; ``ValidationError`` for days that have passed or are out of order, for a
    second leave on one day, for somebody who may not stand in, and for a unit that nobody could approve for.
    """
    appoints = _guard_who(user, by)
    person = locked(user)
    guard_active(person)
    if valid_from < today():
        raise ValidationError({"valid_from": _("A leave begins today or later.")})
    absence = Absence(user=person, valid_from=valid_from, valid_to=valid_to, entered_by=by)
    if valid_to <= valid_from:
        raise ValidationError({"valid_to": _("The last day must come after the first day.")})
    refuse_overlaps([absence, *Absence.objects.standing().filter(user=person)])
    held = _roles_in(person, valid_from, valid_to)
    absence.save()
    named = [_name(absence, unit, stand_in, by, held, appoints) for unit, stand_in in (stand_ins or {}).items()]
    _guard_somebody_approves(held, absence)
    _guard_somebody_stands_in(absence)
    data = {
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat(),
        "stand_ins": [{"unit_id": row.unit_id, "user_id": row.user_id} for row in named],
    }
    record("units.take_leave", person, by=by, data=data)
    for row in named:
        record("units.name_stand_in", row.user, by=by, data=data | {"unit_id": row.unit_id, "for": person.pk})
        tell_stand_in(row)
    return absence


@transaction.atomic
def end_leave(absence: Absence, *, by: User) -> Absence:
    """End a leave today, at once; one that has not begun is taken back.

    Raises ``PermissionDenied`` for anyone but the person and administrators; ``ValidationError`` if it is over.
    """
    row = Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence.pk)
    _guard_who(row.user, by)
    if row.superseded_at is not None or row.end <= today():
        raise ValidationError(_("This leave is over."), code="ended")
    close_leave(row, today())
    record("units.end_leave", row.user, by=by, data={"valid_from": row.valid_from.isoformat()})
    return row


def close_leave(row: Absence, day: dt.date) -> None:
    """Let a leave hold no more from a local day on; for acts that have asked whether they may."""
    if row.valid_from >= day:
        row.superseded_at = timezone.now()
    else:
        row.valid_to = day
    row.save(update_fields=["superseded_at", "valid_to"])


def hand_over_candidates(user: User, unit: Unit, day: dt.date) -> list[Approver]:
    """To whom an approver of a unit may hand over: its other approvers of a local day, its substitute's, its parent's.

    The unit's own come first; each person once.
    """
    version = unit.version_on(day)
    parent = version.parent_id if version else None
    substitutes = Substitution.objects.on(day).filter(unit=unit).values_list("substitute", flat=True)
    units = [unit.pk, *substitutes, *([parent] if parent else [])]
    found: dict[int, Approver] = {}
    for membership in own_approvers(day).filter(unit__in=units).exclude(user=user).select_related("user"):
        approver = Approver(membership.user, membership.unit_id, membership.position)
        if membership.unit_id == unit.pk or membership.user_id not in found:
            found[membership.user_id] = approver
    return sorted(found.values(), key=lambda approver: (units.index(approver.unit_id), approver.user_id))


def _guard_who(user: User, by: User) -> bool:
    """Whether ``by`` is an administrator; raises ``PermissionDenied`` if they are not, and not the person either."""
    stored = get_user_model().objects.get(pk=by.pk)
    if is_administrator(stored):
        return True
    if stored.pk != user.pk or not stored.is_active:
        raise PermissionDenied(_("Only the person and administrators enter a leave."))
    return False


def _roles_in(user: User, start: dt.date, end: dt.date) -> list[Membership]:
    """The person's roles as an approver on some day of a span."""
    roles = Membership.objects.from_day(start).filter(user=user, role=Role.APPROVER, valid_from__lt=end)
    return list(roles.select_related("unit"))


def _name(
    absence: Absence, unit: Unit, stand_in: User, by: User, held: Iterable[Membership], appoints: bool
) -> StandIn:
    """Write down who stands in in a unit."""
    if all(role.unit_id != unit.pk for role in held):
        raise ValidationError(
            _("%(person)s is no approver of %(unit)s."), params={"person": str(absence.user), "unit": str(unit)}
        )
    person = get_user_model().objects.get(pk=stand_in.pk)
    _guard_stand_in(absence, unit, person, by, appoints)
    position = next(
        (c.position for c in hand_over_candidates(absence.user, unit, absence.valid_from) if c.user_id == person.pk), ""
    )
    return StandIn.objects.create(absence=absence, unit=unit, user=person, position=position, named_by=by)


def _guard_stand_in(absence: Absence, unit: Unit, person: User, by: User, appoints: bool) -> None:
    guard_active(person)
    guard_lives(unit, absence.valid_from)
    params = {"person": str(person), "unit": str(unit)}
    if person.pk == absence.user_id:
        raise ValidationError(_("Nobody stands in for themselves."), code="oneself")
    if person.pk == by.pk:
        raise PermissionDenied(_("Nobody gives or takes roles of their own: ask another administrator."))
    if Absence.objects.from_day(absence.valid_from).filter(user=person, valid_from__lt=absence.valid_to).exists():
        raise ValidationError(_("%(person)s is on leave themselves in these days."), params=params, code="on-leave")
    if appoints:
        return
    for day in (absence.valid_from, absence.last_day):
        if all(candidate.user_id != person.pk for candidate in hand_over_candidates(absence.user, unit, day)):
            raise ValidationError(
                _("%(person)s is no approver of %(unit)s, its parent or its substitute: ask an administrator."),
                params=params,
                code="no-approver",
            )


def _guard_somebody_approves(held: Iterable[Membership], absence: Absence) -> None:
    """Raise ``ValidationError`` if a unit would have no approver on some day of the leave."""
    roles = list(held)
    units = {role.unit_id for role in roles}
    end = absence.end
    for day in _days_of_change(units, absence.valid_from, end):
        present = approvers_of_units(units, day)
        for role in roles:
            if role.holds_on(day) and role.unit.lives_on(day) and not present.get(role.unit_id):
                raise ValidationError(
                    _("%(unit)s would have no approver on %(day)s: name somebody who stands in."),
                    params={"unit": role.unit.name_on(day), "day": f"{day:%d/%m/%Y}"},
                    code="nobody",
                )


def _guard_somebody_stands_in(absence: Absence) -> None:
    """Raise ``ValidationError`` if a unit where the person stands in would have no approver on a day of the leave."""
    rows = StandIn.objects.filter(user=absence.user_id, absence__in=Absence.objects.from_day(absence.valid_from))
    for row in rows.filter(absence__valid_from__lt=absence.end).select_related("unit", "absence__user"):
        start, end = max(absence.valid_from, row.absence.valid_from), min(absence.end, row.absence.end)
        for day in _days_of_change({row.unit_id}, start, end):
            counts = Membership.objects.current(day).filter(
                user=row.absence.user_id, unit=row.unit_id, role=Role.APPROVER
            )
            if counts.exists() and not approvers_of_units([row.unit_id], day):
                raise ValidationError(
                    _(
                        "%(unit)s would have no approver on %(day)s, for there you stand in for %(person)s: "
                        "ask an administrator to name somebody else first."
                    ),
                    params={
                        "unit": row.unit.name_on(day),
                        "day": f"{day:%d/%m/%Y}",
                        "person": str(row.absence.user),
                    },
                    code="nobody",
                )


def _days_of_change(units: set[int], start: dt.date, end: dt.date) -> list[dt.date]:
    """The local days of a span on which other people may begin to approve for units than on the day before."""
    related = units | set(
        Substitution.objects.from_day(start).filter(unit__in=units).values_list("substitute", flat=True)
    )
    roles = Membership.objects.from_day(start).filter(unit__in=related, role=Role.APPROVER)
    of_people = Q(user__in=roles.values("user")) | Q(stand_ins__unit__in=related)
    of_people |= Q(user__in=StandIn.objects.filter(unit__in=related).values("user"))
    spans = [
        *roles.values_list("valid_from", "valid_to"),
        *Absence.objects.from_day(start).filter(of_people).values_list("valid_from", "valid_to"),
        *Substitution.objects.from_day(start).filter(unit__in=units).values_list("valid_from", "valid_to"),
        *UnitVersion.objects.from_day(start).filter(unit__in=related).values_list("valid_from", "valid_to"),
    ]
    return sorted({start, *(day for span in spans for day in span if day and start < day < end)})
