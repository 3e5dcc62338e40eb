"""Short names for people whose row has none."""

from __future__ import annotations

import itertools

from django.utils.translation import gettext as _

from cms.accounts.identifiers import short_name_for
from cms.spreadsheets.reading.entries import TableSheet

from .context import Context


def propose_short_names(context: Context, sheet: TableSheet) -> None:
    """Give every new person without a short name one that nobody has, and note it."""
    taken = {person.short_name for person in context.register.people}
    taken |= {person.short_name for person in context.plan.people}
    heading = sheet.table.column("short_name").heading
    bad_rows = {entry.row for entry in sheet.entries if entry.is_bad("short_name", "full_name")}
    for person in context.plan.people:
        if person.short_name or person.row in bad_rows:
            continue
        base = short_name_for(person.family_name, person.given_name) or "nguoi"
        person.short_name = next(name for name in _candidates(base[:140]) if name not in taken)
        taken.add(person.short_name)
        context.report.note(sheet.title, person.row, heading, _("Short name: %(name)s.") % {"name": person.short_name})


def _candidates(base: str) -> itertools.chain[str]:
    start = base if any(char.isalpha() for char in base) else f"nguoi{base}"
    return itertools.chain([start], (f"{start}{number}" for number in itertools.count(2)))
