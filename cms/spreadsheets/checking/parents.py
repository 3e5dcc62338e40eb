"""Parents of new units: whether they exist, whether they live, and that none stands below itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.spreadsheets.plan import NewUnit
from cms.spreadsheets.reading.entries import Entry, TableSheet

from .context import Context
from .register import KnownUnit


def check_parents(context: Context, sheet: TableSheet, new: dict[int, NewUnit]) -> None:
    """Set the parents of new units (by their row) and plan the units, each after its parent."""
    entries = {entry.row: entry for entry in sheet.entries}
    for row, unit in new.items():
        unit.parent = context.find_unit(sheet, entries[row], "parent")
    in_cycles = _report_cycles(context, sheet, new, entries)
    for row, unit in new.items():
        if row not in in_cycles:
            _check_day(context, sheet, entries[row], unit)
    for unit in new.values():
        _plan(context, unit)


def _check_day(context: Context, sheet: TableSheet, entry: Entry, unit: NewUnit) -> None:
    if unit.parent is None or unit.valid_from is None:
        return
    if unit.parent.lives_on(unit.valid_from):
        if isinstance(unit.parent, KnownUnit) and unit.parent.ends_on:
            message = _("The parent unit %(code)s exists only until %(day)s.")
            last = unit.parent.ends_on.strftime("%d/%m/%Y")
            context.problem(sheet, entry, "parent", message % {"code": unit.parent.reference, "day": last})
        return
    message = _("The parent unit %(code)s does not exist on %(day)s.")
    day = unit.valid_from.strftime("%d/%m/%Y")
    context.problem(sheet, entry, "parent", message % {"code": unit.parent.reference, "day": day})


def _report_cycles(context: Context, sheet: TableSheet, new: dict[int, NewUnit], entries: dict[int, Entry]) -> set[int]:
    """Report each cycle once, at its first row; the rows of all cycles come back."""
    in_cycles: set[int] = set()
    finished: set[int] = set()
    for start in new.values():
        path: list[NewUnit] = []
        unit = start
        while isinstance(unit, NewUnit) and unit.row not in finished:
            if unit in path:
                cycle = path[path.index(unit) :]
                _report_cycle(context, sheet, entries, cycle)
                in_cycles |= {member.row for member in cycle}
                break
            path.append(unit)
            unit = unit.parent  # type: ignore[assignment]
        finished |= {member.row for member in path}
    return in_cycles


def _report_cycle(context: Context, sheet: TableSheet, entries: dict[int, Entry], cycle: list[NewUnit]) -> None:
    first = min(cycle, key=lambda unit: unit.row)
    start = cycle.index(first)
    names = [unit.code for unit in [*cycle[start:], *cycle[:start], first]]
    rows = ", ".join(str(row) for row in sorted(unit.row for unit in cycle))
    message = _("These units stand below themselves: %(names)s (rows %(rows)s). Mend the parent of one of them.")
    context.problem(sheet, entries[first.row], "parent", message % {"names": " → ".join(names), "rows": rows})


def _plan(context: Context, unit: NewUnit) -> None:
    """Put ``unit`` into the plan after the parents that the file brings, deep ones first."""
    chain: list[NewUnit] = []
    planned = context.planned_units
    step: object = unit
    while isinstance(step, NewUnit) and step.row not in planned:
        planned.add(step.row)
        chain.append(step)
        step = step.parent
    context.plan.units.extend(reversed(chain))
