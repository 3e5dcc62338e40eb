"""What the checks of the four tables share: the register, what the file adds, and the report."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.accounts.identifiers import Kind, normal_email, normal_name, normal_phone
from cms.spreadsheets.reading.entries import Entry, TableSheet
from cms.spreadsheets.tables import PEOPLE, UNITS, Table

from .findings import Findings

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.spreadsheets.plan import NewPerson, NewUnit, Plan
    from cms.spreadsheets.problems import Report
    from cms.spreadsheets.reading.files import TablesFile

    from .register import KnownPerson, KnownUnit, Register


@dataclass
class Context(Findings):
    """One check of one file, on behalf of one administrator."""

    file: TablesFile
    register: Register
    by: User
    report: Report
    plan: Plan
    # What the file's own rows can be referred to by; a row with problems is there too, so that what
    # refers to it is not reported as well.
    units: dict[str, NewUnit | KnownUnit] = field(default_factory=dict)
    people: dict[tuple[Kind, str], NewPerson | KnownPerson] = field(default_factory=dict)
    # Codes and people's identifiers as they were typed in rows where they are bad.
    bad_units: set[str] = field(default_factory=set)
    bad_people: set[str] = field(default_factory=set)
    unchanged: Counter[str] = field(default_factory=Counter)
    # Rows of the new units that stand in the plan.
    planned_units: set[int] = field(default_factory=set)

    def find_unit(self, sheet: TableSheet, entry: Entry, key: str) -> NewUnit | KnownUnit | None:
        """The unit that a cell names; a name that leads nowhere is reported."""
        reference = entry[key]
        if reference is None:
            return None
        found = self.units.get(unit_key(reference)) or self.register.unit(reference)
        if found is None and self._is_whole(UNITS) and unit_key(reference) not in self.bad_units:
            known = {unit_key(code): code for code in [*self.register.references(), *self._codes_of_file()]}
            close = difflib.get_close_matches(unit_key(reference), known, n=1, cutoff=0.75)
            hint = _(" Is %(code)s meant?") % {"code": known[close[0]]} if close else ""
            message = _("There is no unit with the code %(code)s, neither in the register nor in this file.")
            self.problem(sheet, entry, key, message % {"code": reference[:60]} + hint)
        entry.bad |= {key} if found is None else set()
        return found

    def _codes_of_file(self) -> list[str]:
        return [unit.reference for unit in self.units.values()]

    def find_person(self, sheet: TableSheet, entry: Entry, key: str) -> NewPerson | KnownPerson | None:
        """The person whom a cell names; a name that leads nowhere is reported."""
        typed = entry[key]
        if typed is None:
            return None
        for identifier in identifiers(typed):
            if found := self.people.get(identifier) or self.register.person(*identifier):
                return found
        if self._is_whole(PEOPLE) and typed.casefold() not in self.bad_people:
            message = _(
                "Neither the register nor this file has anybody with the short name, telephone number or e-mail "
                "address %(text)s."
            )
            self.problem(sheet, entry, key, message % {"text": typed[:60]})
        entry.bad.add(key)
        return None

    def _is_whole(self, table: Table) -> bool:
        return self.file.of(table).is_whole


def unit_key(reference: str) -> str:
    """The form in which codes of units are compared."""
    return reference.casefold()


def identifiers(typed: str) -> list[tuple[Kind, str]]:
    """What somebody may be called by, in normal form, who is named as ``typed``."""
    found = [(Kind.NAME, normal_name(typed))]
    for kind, normal in ((Kind.PHONE, normal_phone), (Kind.EMAIL, normal_email)):
        try:
            found.append((kind, normal(typed)))
        except ValidationError:
            continue
    return found
