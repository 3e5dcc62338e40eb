"""Roles: what is granted anew, what is there already, what the rules of roles forbid."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.spreadsheets.plan import NewRole
from cms.spreadsheets.reading.entries import Entry, TableSheet
from cms.spreadsheets.spelling import tidy, word_key
from cms.spreadsheets.tables import APPROVER_LABEL, ROLES, WRITER_LABEL
from cms.units.days import Dated
from cms.units.models import Role

from .context import Context
from .register import KnownPerson, KnownUnit

LABELS = {Role.WRITER: WRITER_LABEL, Role.APPROVER: APPROVER_LABEL}
_SPELLINGS = {
    Role.WRITER: (WRITER_LABEL, "Viết tin", "Người viết", Role.WRITER),
    Role.APPROVER: (APPROVER_LABEL, "Duyệt", "Người duyệt tin", "Duyệt tin", Role.APPROVER),
}
_ROLES = {word_key(spelling): role for role, spellings in _SPELLINGS.items() for spelling in spellings}


@dataclass
class _Span:
    """A role's span in the file: the first day, and the first day on which it no longer holds."""

    row: int
    valid_from: dt.date
    valid_to: dt.date | None

    def overlaps(self, other: _Span | Dated) -> bool:
        starts_before_end = other.valid_to is None or self.valid_from < other.valid_to
        return starts_before_end and (self.valid_to is None or other.valid_from < self.valid_to)


def check_roles(context: Context) -> None:
    """Check the sheet of roles; new ones stand in the plan afterwards."""
    sheet = context.file.of(ROLES)
    spans: dict[tuple[Any, Any, str], list[_Span]] = {}
    for entry in sheet.entries:
        context.require(sheet, entry, "person", "unit", "role", "valid_from")
        role = _role(context, sheet, entry)
        _check_order(context, sheet, entry)
        person = context.find_person(sheet, entry, "person")
        unit = context.find_unit(sheet, entry, "unit")
        if role is None or person is None or unit is None or entry["valid_from"] is None:
            continue
        last = entry["last_day"]
        valid_to = None if last is None or entry.is_bad("last_day") else last + dt.timedelta(days=1)
        new = NewRole(entry.row, person, unit, role, entry["position"] or "", entry["valid_from"], valid_to)
        held = _held_roles(context, new)
        if same := [known for known in held if known.valid_from == new.valid_from]:
            _compare(context, sheet, entry, new, same)
            continue
        _check_new(context, sheet, entry, new)
        if not entry.is_bad("last_day"):
            _check_overlaps(context, sheet, entry, new, held, spans.setdefault((person, unit, role), []))
        context.plan.roles.append(new)


def _role(context: Context, sheet: TableSheet, entry: Entry) -> Role | None:
    if entry["role"] is None:
        return None
    role = _ROLES.get(word_key(entry["role"]))
    if role is None:
        message = _("There is no role named “%(text)s”. Choose: %(names)s.")
        names = {"text": entry["role"][:60], "names": ", ".join(LABELS.values())}
        context.problem(sheet, entry, "role", message % names)
    return role


def _check_order(context: Context, sheet: TableSheet, entry: Entry) -> None:
    first, last = entry["valid_from"], entry["last_day"]
    if first is not None and last is not None and last < first:
        context.problem(sheet, entry, "last_day", _("The last day lies before the first day of the role."))


def _held_roles(context: Context, new: NewRole) -> list[Any]:
    if not isinstance(new.person, KnownPerson) or not isinstance(new.unit, KnownUnit):
        return []
    return context.register.roles.get((new.person.pk, new.unit.pk, new.role), [])


def _compare(context: Context, sheet: TableSheet, entry: Entry, new: NewRole, same: list[Any]) -> None:
    """A row about a role of the register must not say anything else than the register."""
    standing = [known for known in same if known.superseded_at is None]
    if not standing:
        message = _(
            "This very role was taken back as granted by mistake: grant it on the person's screen if it is right."
        )
        context.problem(sheet, entry, "valid_from", message)
        return
    held = standing[0]
    message = _("The register says otherwise: “%(held)s”. Change it on the person's screen.")
    if new.position and new.position != tidy(held.position):
        context.problem(sheet, entry, "position", message % {"held": tidy(held.position)})
    if new.valid_to and new.valid_to != held.valid_to:
        last = held.valid_to - dt.timedelta(days=1) if held.valid_to else None
        context.problem(sheet, entry, "last_day", message % {"held": f"{last:%d/%m/%Y}" if last else ""})
    if not entry.bad:
        context.unchanged[ROLES.key] += 1


def _check_new(context: Context, sheet: TableSheet, entry: Entry, new: NewRole) -> None:
    day = new.valid_from
    if new.role == Role.APPROVER and not new.position and not entry.is_bad("position"):
        context.problem(sheet, entry, "position", _("An approver needs the position that they hold."))
    if isinstance(new.person, KnownPerson):
        if new.person.pk == context.by.pk:
            context.problem(
                sheet, entry, "person", _("Nobody grants a role to themselves: another administrator has to.")
            )
        elif not new.person.is_active:
            context.problem(sheet, entry, "person", _("This person has left: a login that is not active gets no role."))
    if not new.unit.lives_on(day):
        message = _("The unit %(code)s does not exist on %(day)s.")
        names = {"code": new.unit.reference, "day": day.strftime("%d/%m/%Y")}
        context.problem(sheet, entry, "valid_from", message % names)


def _check_overlaps(
    context: Context, sheet: TableSheet, entry: Entry, new: NewRole, held: list[Any], spans: list[_Span]
) -> None:
    span = _Span(entry.row, new.valid_from, new.valid_to)
    for known in held:
        if known.superseded_at is None and span.overlaps(known):
            message = _("The person has this role in this unit already, from %(day)s: the days would overlap.")
            context.problem(sheet, entry, "valid_from", message % {"day": known.valid_from.strftime("%d/%m/%Y")})
            return
    for other in spans:
        if span.overlaps(other):
            message = _("Row %(row)d gives the person this role in this unit on the same days.")
            context.problem(sheet, entry, "valid_from", message % {"row": other.row})
            return
    spans.append(span)
