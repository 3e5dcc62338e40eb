"""What can become of units. Each act is one transaction: guarded, done, recorded; only administrators may.

Every act takes the ``decision`` behind it, the local ``day`` from which it holds (past, today or to come), who does it,
and a note; it returns its ``Succession``. It raises ``PermissionDenied`` for anyone else, and ``ValidationError`` if a
unit does not exist on the day, has a later act on record, or would end up where it cannot stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.units.models import Succession, SuccessionKind, Unit, UnitKind
from cms.units.register import clean_name
from cms.units.successions.act import Act, Side
from cms.units.successions.guards import refuse_board, refuse_twice
from cms.units.successions.proposals import Decision, Fate, NewUnit
from cms.units.successions.reorganising import reorganise

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def found(new: NewUnit, *, decision: Decision | None, day: dt.date, by: User, note: str = "") -> Succession:
    """Found a unit; without a decision only where none is known (an import)."""
    refuse_board(new.kind)
    act = Act(SuccessionKind.FOUNDING, decision=decision, day=day, by=by, note=note)
    act.take_part(Side.TO, act.found(new))
    act.write()
    return act.finish()


@transaction.atomic
def rename(
    unit: Unit, name: str, *, decision: Decision, day: dt.date, by: User, note: str = "", new_address: bool = False
) -> Succession:
    """Give a unit another name. The address of its page stays, or follows the name and leaves redirects behind."""
    act = Act(SuccessionKind.RENAMING, decision=decision, day=day, by=by, note=note)
    if new_address:
        act.followers["addresses"] = {unit.pk: unit.pk}
    return _finish(act, unit, name=clean_name(name))


@transaction.atomic
def change_kind(
    unit: Unit, kind: UnitKind, *, decision: Decision, day: dt.date, by: User, note: str = ""
) -> Succession:
    """Make a unit one of another kind; never the editorial board's, nor another one of it."""
    act = Act(SuccessionKind.CHANGE_OF_KIND, decision=decision, day=day, by=by, note=note)
    refuse_board(kind, act.current(unit).kind)
    return _finish(act, unit, kind=kind)


@transaction.atomic
def resize(unit: Unit, size: int | None, *, decision: Decision, day: dt.date, by: User, note: str = "") -> Succession:
    """Record another number of members, or that it is not known."""
    return _alter(SuccessionKind.CHANGE_OF_SIZE, unit, decision, day, by, note, size=size)


@transaction.atomic
def transfer(
    units: Sequence[Unit], parent: Unit | None, *, decision: Decision, day: dt.date, by: User, note: str = ""
) -> Succession:
    """Put units, with all that stands below them, below another parent; none: directly under the province."""
    act = Act(SuccessionKind.TRANSFER, decision=decision, day=day, by=by, note=note)
    refuse_twice(units)
    for unit in units:
        act.alter(unit, parent=parent)
        act.take_part(Side.FROM, unit)
        act.take_part(Side.TO, unit)
    act.write()
    return act.finish()


@transaction.atomic
def merge(
    units: Sequence[Unit],
    into: Unit | NewUnit | Sequence[Unit | NewUnit],
    *,
    decision: Decision,
    day: dt.date,
    by: User,
    fate: Fate | None = None,
    note: str = "",
) -> Succession:
    """Let units go up in one or more others, which live already or are founded by it.

    A unit that is named on both sides lives on and takes the others in.
    """
    successors = [into] if isinstance(into, Unit | NewUnit) else list(into)
    refuse_twice(units)
    closing = [unit for unit in units if unit not in successors]
    living = {*units, *(unit for unit in successors if isinstance(unit, Unit))}
    if not closing or not successors or len(living) < 2:
        raise ValidationError(_("A merger needs two units or more, and a unit that follows them."), code="merger")
    act = Act(SuccessionKind.MERGER, decision=decision, day=day, by=by, note=note)
    return reorganise(act, units, successors, fate or Fate())


@transaction.atomic
def divide(
    unit: Unit,
    into: Sequence[Unit | NewUnit],
    *,
    keeps: bool,
    decision: Decision,
    day: dt.date,
    by: User,
    fate: Fate | None = None,
    note: str = "",
) -> Succession:
    """Divide a unit into others; with ``keeps`` it lives on itself, and what is not named by the fate stays with it."""
    successors = [unit, *into] if keeps else list(into)
    if unit in into or len(successors) < 2:
        raise ValidationError(_("A division makes at least two units out of one."), code="division")
    act = Act(SuccessionKind.DIVISION, decision=decision, day=day, by=by, note=note)
    return reorganise(act, [unit], successors, fate or Fate())


@transaction.atomic
def dissolve(
    unit: Unit, *, decision: Decision, day: dt.date, by: User, fate: Fate | None = None, note: str = ""
) -> Succession:
    """Let a unit end without a successor; units that stand below it must be given a place by the fate."""
    act = Act(SuccessionKind.DISSOLUTION, decision=decision, day=day, by=by, note=note)
    return reorganise(act, [unit], [], fate or Fate())


def _alter(
    kind: SuccessionKind, unit: Unit, decision: Decision, day: dt.date, by: User, note: str, **fields: object
) -> Succession:
    return _finish(Act(kind, decision=decision, day=day, by=by, note=note), unit, **fields)


def _finish(act: Act, unit: Unit, **fields: object) -> Succession:
    act.alter(unit, **fields)
    act.take_part(Side.FROM, unit)
    act.take_part(Side.TO, unit)
    act.write()
    return act.finish()
