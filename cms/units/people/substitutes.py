"""Substitutes by decision of the province: one decision for many units, entered all or none, ended together."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.days import refuse_overlaps, today
from cms.units.models import Substitution, Unit

from .guards import guard_administrator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cms.accounts.models import User


@dataclass(frozen=True)
class Problem:
    """Why a unit (its key) of a decision cannot be entered, in words for the person."""

    unit_id: int
    message: str


class SubstitutesError(ValidationError):
    """Nothing of a decision was entered; ``problems`` has all reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem.message for problem in problems])
        self.problems = problems


@transaction.atomic
def name_substitutes(
    units: Sequence[Unit],
    *,
    substitute: Unit | None,
    decision_number: str,
    decision_date: dt.date,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    by: User,
) -> list[Substitution]:
    """Let the approvers of ``substitute`` (None: of each unit's own parent) vet the news of ``units`` too.

    It holds from a local day up to, not including, another one. All units or none. Raises ``PermissionDenied`` unless
    ``by`` is an administrator; ``ValidationError`` without a decision or with days out of order;
    ``SubstitutesError`` with the problem of each unit.
    """
    guard_administrator(by)
    _guard_decision(units, decision_number, valid_from, valid_to)
    stored = {
        unit.pk: unit
        for unit in Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("pk")
    }
    held = _held([*stored])
    rows = [
        Substitution(
            unit=stored[unit.pk],
            substitute=substitute or _parent_of(stored[unit.pk], valid_from),
            decision_number=decision_number.strip(),
            decision_date=decision_date,
            valid_from=valid_from,
            valid_to=valid_to,
            entered_by=by,
        )
        if substitute or _parent_of(stored[unit.pk], valid_from)
        else None
        for unit in units
    ]
    if problems := list(_problems(units, rows, held, valid_from)):
        raise SubstitutesError(problems)
    entered = Substitution.objects.bulk_create([row for row in rows if row is not None])
    for row in entered:
        record("units.name_substitute", row.unit, by=by, data=_told(row))
    return entered


@transaction.atomic
def end_substitutions(
    substitutions: Iterable[Substitution], *, on: dt.date | None = None, by: User
) -> list[Substitution]:
    """End substitutes from a local day on (today if none is given), all or none.

    One that has not begun by then is superseded. Raises ``PermissionDenied`` unless ``by`` is an administrator;
    ``ValidationError`` for a day that has passed, or if one has ended by then already.
    """
    guard_administrator(by)
    day = on or today()
    if day < today():
        raise ValidationError(_("A substitute ends today or later: what has been is not rewritten."), code="past")
    wanted = [row.pk for row in substitutions]
    rows = Substitution.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=wanted)
    ended = list(rows.order_by("pk"))
    for row in ended:
        if row.superseded_at is not None or (row.valid_to is not None and row.valid_to <= day):
            raise ValidationError(
                _("%(unit)s: this substitute has ended by then already."), params={"unit": str(row.unit)}, code="ended"
            )
        if row.valid_from >= day:
            row.superseded_at = timezone.now()
        else:
            row.valid_to = day
        row.save(update_fields=["superseded_at", "valid_to"])
        record("units.end_substitute", row.unit, by=by, data=_told(row))
    return ended


def _guard_decision(units: Sequence[Unit], number: str, valid_from: dt.date, valid_to: dt.date | None) -> None:
    if not units:
        raise ValidationError(_("Name at least one unit."), code="no-units")
    if not number.strip():
        raise ValidationError({"decision_number": _("A substitute needs a decision of the province.")})
    if valid_to is not None and valid_to <= valid_from:
        raise ValidationError({"valid_to": _("The last day must come after the first day.")})


def _parent_of(unit: Unit, day: dt.date) -> Unit | None:
    version = unit.version_on(day)
    return version.parent if version else None


def _held(units: list[int]) -> dict[int, list[Substitution]]:
    held: dict[int, list[Substitution]] = defaultdict(list)
    for row in Substitution.objects.standing().filter(unit__in=units):
        held[row.unit_id].append(row)
    return held


def _problems(
    units: Sequence[Unit], rows: Sequence[Substitution | None], held: dict[int, list[Substitution]], day: dt.date
) -> Iterable[Problem]:
    times = Counter(unit.pk for unit in units)
    told: set[int] = set()
    for unit, row in zip(units, rows, strict=True):
        if unit.pk in told:
            continue
        told.add(unit.pk)
        if message := _problem(unit, row, held[unit.pk], day, times[unit.pk]):
            yield Problem(unit.pk, message)


def _problem(unit: Unit, row: Substitution | None, held: list[Substitution], day: dt.date, times: int) -> str:
    name = {"unit": unit.name_on(day), "day": f"{day:%d/%m/%Y}"}
    if times > 1:
        return _("%(unit)s is named twice.") % name
    if not unit.lives_on(day):
        return _("%(unit)s does not exist on %(day)s.") % name
    if row is None:
        return _("%(unit)s stands directly under the province: name the substitute unit.") % name
    if row.substitute_id == unit.pk:
        return _("%(unit)s cannot be its own substitute.") % name
    if not row.substitute.lives_on(day):
        return _("%(unit)s does not exist on %(day)s.") % (name | {"unit": row.substitute.name_on(day)})
    try:
        refuse_overlaps([row, *held])
    except ValidationError:
        return _("%(unit)s has a substitute in these days already: end it first.") % name
    return ""


def _told(row: Substitution) -> dict[str, str | int | None]:
    return {
        "substitute_id": row.substitute_id,
        "substitute": str(row.substitute),
        "decision_number": row.decision_number,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
