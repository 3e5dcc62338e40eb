"""Units: what is new, what is there already, what cannot be."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import Any

from django.utils.translation import gettext as _

from cms.spreadsheets.plan import NewUnit
from cms.spreadsheets.reading.entries import Entry, TableSheet
from cms.spreadsheets.spelling import tidy, word_key
from cms.spreadsheets.tables import UNITS
from cms.units.models import UnitKind, UnitVersion

from .context import Context, unit_key
from .parents import check_parents
from .register import ADDRESS_MARK, KnownUnit


def check_units(context: Context) -> None:
    """Check the sheet of units; new ones stand in the plan afterwards, each after its parent."""
    sheet = context.file.of(UNITS)
    first_rows: dict[str, int] = {}
    new: dict[int, NewUnit] = {}
    known: list[tuple[Entry, KnownUnit]] = []
    for entry in sheet.entries:
        context.require(sheet, entry, "code")
        code = entry["code"]
        if code is None:
            context.bad_units.add(unit_key(entry.texts.get("code", "")))
            _check_new(context, sheet, entry, NewUnit(entry.row, ""))
            context.find_unit(sheet, entry, "parent")
        elif first := first_rows.get(unit_key(code)):
            message = _("The code %(code)s stands in row %(row)d already: every unit has one row and its own code.")
            context.problem(sheet, entry, "code", message % {"code": code, "row": first})
        else:
            first_rows[unit_key(code)] = entry.row
            unit = context.register.unit(code)
            if unit is None:
                new[entry.row] = NewUnit(entry.row, code)
                _check_new(context, sheet, entry, new[entry.row])
            else:
                known.append((entry, unit))
            context.units[unit_key(code)] = unit or new[entry.row]
    for entry, unit in known:
        _compare(context, sheet, entry, unit)
    check_parents(context, sheet, new)
    _note_namesakes(context, sheet)


def _check_new(context: Context, sheet: TableSheet, entry: Entry, unit: NewUnit) -> None:
    context.require(sheet, entry, "name", "kind", "valid_from")
    if unit.code.startswith(ADDRESS_MARK):
        message = _(
            "A code that begins with “/” is the address of a unit of the register, and there is none with this address."
        )
        context.problem(sheet, entry, "code", message)
    elif len(unit.code) > 50:
        context.problem(sheet, entry, "code", _("The code is longer than 50 characters."))
    unit.name, unit.size, unit.valid_from = entry["name"] or "", entry["size"], entry["valid_from"]
    unit.kind = _kind(context, sheet, entry)
    unit.decision_number, unit.decision_date = entry["decision_number"] or "", entry["decision_date"]
    if unit.kind and unit.kind.code == UnitKind.BOARD:
        context.problem(sheet, entry, "kind", _("There is one editorial board; it is not founded by import."))
    for key, other in (("decision_number", "decision_date"), ("decision_date", "decision_number")):
        if entry[key] is None and entry[other] is not None and not entry.is_bad(key):
            context.problem(sheet, entry, key, _("A decision needs both its number and its date."))


def _kind(context: Context, sheet: TableSheet, entry: Entry) -> UnitKind | None:
    if entry["kind"] is None:
        return None
    kind = context.register.kind(entry["kind"])
    if kind is None:
        names = {word_key(kind.name): kind.name for kind in context.register.kinds}
        close = difflib.get_close_matches(word_key(entry["kind"]), names, n=1)
        hint = names[close[0]] if close else ", ".join(names.values())
        message = _("There is no kind of unit named “%(text)s”. Choose: %(names)s.")
        context.problem(sheet, entry, "kind", message % {"text": entry["kind"][:60], "names": hint})
    return kind


def _compare(context: Context, sheet: TableSheet, entry: Entry, unit: KnownUnit) -> None:
    """A row about a unit of the register must say what one of the unit's versions says."""
    if not unit.standing:
        context.problem(
            sheet, entry, "code", _("The founding of the unit with this code was undone: choose another code.")
        )
        return
    said = _said(context, sheet, entry)
    if entry.bad:
        return
    differences = [_differences(said, version) for version in unit.versions]
    if any(not difference for difference in differences):
        context.unchanged[UNITS.key] += 1
        return
    current = unit.standing[-1]
    for key in _differences(said, current):
        context.problem(sheet, entry, key, _difference_message(key, current, context))


def _said(context: Context, sheet: TableSheet, entry: Entry) -> dict[str, Any]:
    """What the row says, of the columns that are filled in; no parent is said, too."""
    said = {key: entry[key] for key in ("name", "size", "valid_from", "decision_number", "decision_date")}
    kind = _kind(context, sheet, entry)
    parent = context.find_unit(sheet, entry, "parent")
    said |= {"kind": kind.pk if kind else None}
    said = {key: value for key, value in said.items() if value is not None}
    if "parent" in entry.texts:
        said["parent"] = parent.pk if isinstance(parent, KnownUnit) else parent
    return said


def _held(version: UnitVersion) -> dict[str, Any]:
    decision = version.opened_by
    return {
        "name": tidy(version.name),
        "kind": version.kind_id,
        "parent": version.parent_id,
        "size": version.size,
        "valid_from": version.valid_from,
        "decision_number": tidy(decision.decision_number) if decision else "",
        "decision_date": decision.decision_date if decision else None,
    }


def _differences(said: dict[str, Any], version: UnitVersion) -> list[str]:
    held = _held(version)
    return [key for key, value in said.items() if held[key] != value]


def _difference_message(key: str, version: UnitVersion, context: Context) -> str:
    held = _held(version)[key]
    if key == "kind":
        held = version.kind.name
    elif key == "parent":
        held = context.register.units[held].reference if held else ""
    elif isinstance(held, dt.date):
        held = held.strftime("%d/%m/%Y")
    message = _(
        "The register says otherwise: “%(held)s”. A change belongs to the forms of reorganisation, not to an import."
    )
    return message % {"held": "" if held is None else held}


def _note_namesakes(context: Context, sheet: TableSheet) -> None:
    """Two units of one name below one parent are often one unit entered twice."""
    rows = {entry.row: entry for entry in sheet.entries}
    first: dict[tuple[Any, str], str] = {}
    for unit in context.register.units.values():
        for version in unit.standing:
            if version.valid_to is None:
                first[version.parent_id, word_key(version.name)] = unit.reference
    for new in context.plan.units:
        parent = new.parent.pk if isinstance(new.parent, KnownUnit) else new.parent
        other = first.setdefault((parent, word_key(new.name)), new.code)
        if other != new.code:
            message = _("The unit %(code)s of the same parent has the same name: make sure that it is another one.")
            context.note(sheet, rows[new.row], "name", message % {"code": other})
