"""People: who is new, who is there already, whose number or address is taken."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.accounts.identifiers import Kind, normal_name, validate_short_name
from cms.spreadsheets.plan import NewPerson
from cms.spreadsheets.reading.entries import Entry, TableSheet
from cms.spreadsheets.tables import PEOPLE

from .context import Context
from .register import KnownPerson
from .short_names import propose_short_names

_COLUMNS = {Kind.NAME: "short_name", Kind.PHONE: "phone", Kind.EMAIL: "email"}


def check_people(context: Context) -> None:
    """Check the sheet of people; new ones stand in the plan afterwards, each with a short name."""
    sheet = context.file.of(PEOPLE)
    first_rows: dict[tuple[Kind, str], int] = {}
    nameless: list[tuple[Entry, NewPerson]] = []
    for entry in sheet.entries:
        _check_short_name(context, sheet, entry)
        context.bad_people |= {entry.texts.get(key, "").casefold() for key in _COLUMNS.values() if entry.is_bad(key)}
        called = _called(entry)
        if _report_repeated(context, sheet, entry, called, first_rows):
            continue
        first_rows |= dict.fromkeys(called, entry.row)
        known = _known(context, sheet, entry, called)
        person = known or _new_person(context, sheet, entry)
        context.people |= dict.fromkeys(called, person)
        if isinstance(person, NewPerson):
            context.plan.people.append(person)
            if not called and not entry.bad:
                nameless.append((entry, person))
        elif not entry.bad:
            context.unchanged[PEOPLE.key] += 1
    _match_by_name(context, sheet, nameless)
    propose_short_names(context, sheet)


def _check_short_name(context: Context, sheet: TableSheet, entry: Entry) -> None:
    if entry["short_name"] is None:
        return
    entry.values["short_name"] = normal_name(entry["short_name"])
    if context.register.person(Kind.NAME, entry["short_name"]):
        return
    try:
        validate_short_name(entry["short_name"])
    except ValidationError as refusal:
        context.problem(sheet, entry, "short_name", refusal.messages[0])


def _called(entry: Entry) -> list[tuple[Kind, str]]:
    """The identifiers in a row that can be read."""
    return [(kind, entry[key]) for kind, key in _COLUMNS.items() if entry[key] is not None and not entry.is_bad(key)]


def _report_repeated(
    context: Context,
    sheet: TableSheet,
    entry: Entry,
    called: list[tuple[Kind, str]],
    first_rows: dict[tuple[Kind, str], int],
) -> bool:
    """Report the identifiers that an earlier row has; the row then counts for nothing else."""
    repeated = [identifier for identifier in called if identifier in first_rows]
    message = _("Row %(row)d has “%(text)s” already: every person has one row, and what is theirs alone.")
    for kind, value in repeated:
        key = _COLUMNS[kind]
        text = entry.texts.get(key, value)
        context.problem(sheet, entry, key, message % {"row": first_rows[kind, value], "text": text})
    for identifier in called:
        if repeated and identifier not in context.people:
            context.people[identifier] = context.people[repeated[0]]
    return bool(repeated)


def _known(context: Context, sheet: TableSheet, entry: Entry, called: list[tuple[Kind, str]]) -> KnownPerson | None:
    """The person of the register whom the row is about; what does not fit them is reported."""
    owners = {kind: owner for kind, value in called if (owner := context.register.person(kind, value))}
    if not owners:
        return None
    if Kind.NAME not in owners and entry["short_name"] is not None:
        _report_taken(context, sheet, entry, owners)
        return None
    person = next(iter(owners.values()))
    if entry["full_name"] is not None and entry["full_name"] != person.full_name:
        _report_another(context, sheet, entry, owners)
        return person
    for kind, value in called:
        if owners.get(kind) not in (None, person):
            _report_taken(context, sheet, entry, {kind: owners[kind]})
        elif kind not in owners:
            _report_new_identifier(context, sheet, entry, _COLUMNS[kind], person, value)
    return person


def _report_taken(context: Context, sheet: TableSheet, entry: Entry, owners: dict[Kind, KnownPerson]) -> None:
    message = _("This belongs to %(person)s (%(short_name)s) in the register already.")
    for kind, owner in owners.items():
        names = {"person": owner.full_name, "short_name": owner.short_name}
        context.problem(sheet, entry, _COLUMNS[kind], message % names)


def _report_another(context: Context, sheet: TableSheet, entry: Entry, owners: dict[Kind, KnownPerson]) -> None:
    """The name differs: either the identifier is another person's, or the name has changed."""
    message = _(
        "The register has this for %(person)s (%(short_name)s), and the row for “%(name)s”. Is it another person? "
        "Then give what is theirs. Has the name changed? Then change it on the person's screen."
    )
    kind, owner = next(iter(owners.items()))
    names = {"person": owner.full_name, "short_name": owner.short_name, "name": entry["full_name"]}
    context.problem(sheet, entry, _COLUMNS[kind], message % names)


def _report_new_identifier(
    context: Context, sheet: TableSheet, entry: Entry, key: str, person: KnownPerson, value: str
) -> None:
    message = _("%(person)s (%(short_name)s) stands otherwise in the register: change this on the person's screen.")
    names = {"person": person.full_name, "short_name": person.short_name}
    context.problem(sheet, entry, key, message % names)


def _new_person(context: Context, sheet: TableSheet, entry: Entry) -> NewPerson:
    context.require(sheet, entry, "full_name")
    family, _space, given = (entry["full_name"] or "").rpartition(" ")
    if max(len(family), len(given)) > 150:
        context.problem(sheet, entry, "full_name", _("The name is too long."))
    short_name = "" if entry.is_bad("short_name") else entry["short_name"] or ""
    return NewPerson(entry.row, short_name, family, given, entry["phone"], entry["email"])


def _match_by_name(context: Context, sheet: TableSheet, nameless: list[tuple[Entry, NewPerson]]) -> None:
    """People of whom a row gives the name alone are found by it: else a second import would enter them twice."""
    by_name: dict[str, list[KnownPerson]] = {}
    for known in context.register.people:
        by_name.setdefault(known.full_name, []).append(known)
    first: dict[str, int] = {}
    for entry, person in nameless:
        name = entry["full_name"]
        namesakes = by_name.get(name, [])
        if name in first or len(namesakes) > 1:
            context.problem(
                sheet,
                entry,
                "short_name",
                _("Several people are named %(name)s: give a short name or a telephone number.") % {"name": name},
            )
        elif namesakes:
            context.unchanged[PEOPLE.key] += 1
        first.setdefault(name, entry.row)
        if namesakes or entry.bad:
            context.plan.people.remove(person)
