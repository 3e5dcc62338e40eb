"""Contributors: by login, by name and telephone number, or by name and unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.accounts.identifiers import normal_phone
from cms.spreadsheets.plan import NewContributor, NewPerson
from cms.spreadsheets.reading.entries import Entry, TableSheet
from cms.spreadsheets.spelling import tidy, word_key
from cms.spreadsheets.tables import CONTRIBUTORS
from cms.spreadsheets.values.phones import guard_contact_phone
from cms.units.days import today

from .context import Context
from .register import KnownContributor, KnownPerson, KnownUnit


def check_contributors(context: Context) -> None:
    """Check the sheet of contributors; new ones stand in the plan afterwards."""
    sheet = context.file.of(CONTRIBUTORS)
    known = _Known(context.register.contributors)
    first_rows: dict[Any, int] = {}
    for entry in sheet.entries:
        context.require(sheet, entry, "full_name")
        unit = context.find_unit(sheet, entry, "unit")
        login = context.find_person(sheet, entry, "login")
        new = NewContributor(entry.row, entry["full_name"] or "", entry["pen_names"] or (), unit, entry["phone"], login)
        if entry.is_bad("full_name", "unit", "login"):
            continue
        if held := known.match(new, has_bad_phone=entry.is_bad("phone")):
            _compare(context, sheet, entry, new, held)
        elif not _is_repeated(context, sheet, entry, new, first_rows):
            _check_new(context, sheet, entry, new)
            context.plan.contributors.append(new)


class _Known:
    """The contributors of the register, each of whom answers for one row of the file at most."""

    def __init__(self, contributors: list[KnownContributor]) -> None:
        self._by_login = {held.user_id: held for held in contributors if held.user_id}
        self._by_phone: dict[tuple[str, str], list[KnownContributor]] = defaultdict(list)
        self._by_unit: dict[tuple[str, int | None], list[KnownContributor]] = defaultdict(list)
        self._answered: Counter[int] = Counter()
        for held in contributors:
            if held.phone:
                self._by_phone[word_key(held.full_name), phone_key(held.phone)].append(held)
            self._by_unit[held.full_name.casefold(), held.unit_id].append(held)

    def match(self, new: NewContributor, *, has_bad_phone: bool) -> KnownContributor | None:
        """Who of the register a row is about: who has the login, else the name and number, else name and unit."""
        held = None
        if isinstance(new.login, KnownPerson):
            held = self._by_login.get(new.login.pk)
        if held is None and new.phone:
            held = self._first(self._by_phone.get((word_key(new.full_name), phone_key(new.phone)), []), new)
        elif held is None and not has_bad_phone:
            held = self._first(self._of_unit(new), new)
        if held:
            self._answered[held.pk] += 1
        return held

    def _of_unit(self, new: NewContributor) -> list[KnownContributor]:
        if new.unit is not None and not isinstance(new.unit, KnownUnit):
            return []
        return self._by_unit.get((new.full_name.casefold(), new.unit.pk if new.unit else None), [])

    def _first(self, candidates: list[KnownContributor], new: NewContributor) -> KnownContributor | None:
        """The candidate that fits best and answers for no other row yet; namesakes of one unit are told apart so."""

        def fit(held: KnownContributor) -> tuple[int, bool, bool]:
            same_unit = held.unit_id == (new.unit.pk if isinstance(new.unit, KnownUnit) else None)
            return self._answered[held.pk], not same_unit, frozenset(new.pen_names) != held.pen_names

        free = [held for held in candidates if new.login is None or held.user_id is None]
        return min(free, key=fit, default=None)


def phone_key(typed: str) -> str:
    """The form in which contact numbers are compared: E.164 if it is a number, else the text."""
    try:
        return normal_phone(typed)
    except ValidationError:
        return tidy(typed)


def _compare(context: Context, sheet: TableSheet, entry: Entry, new: NewContributor, held: KnownContributor) -> None:
    """A row about a contributor of the register must not say anything else than the register."""
    message = _("The register says otherwise about this contributor: change it on the contributor's screen.")
    if word_key(new.full_name) != word_key(held.full_name):
        context.problem(sheet, entry, "full_name", message)
    elif not held.is_merged:
        if not set(new.pen_names) <= held.pen_names:
            context.problem(sheet, entry, "pen_names", message)
        if "unit" in entry.texts and (new.unit.pk if isinstance(new.unit, KnownUnit) else new.unit) != held.unit_id:
            context.problem(sheet, entry, "unit", message)
        if new.phone and phone_key(new.phone) != phone_key(held.phone):
            context.problem(sheet, entry, "phone", message)
        if new.login and (not isinstance(new.login, KnownPerson) or new.login.pk != held.user_id):
            context.problem(sheet, entry, "login", message)
    if not entry.bad:
        context.unchanged[CONTRIBUTORS.key] += 1


def _is_repeated(
    context: Context, sheet: TableSheet, entry: Entry, new: NewContributor, first_rows: dict[Any, int]
) -> bool:
    """Report a contributor whom an earlier row has already."""
    keys: list[Any] = [("login", new.login)] if new.login else []
    if new.phone:
        keys.append(("phone", word_key(new.full_name), phone_key(new.phone)))
    elif not new.login and not entry.is_bad("phone"):
        keys.append(("unit", new.full_name.casefold(), new.unit))
    first = next((first_rows[key] for key in keys if key in first_rows), None)
    first_rows.update({key: first_rows.get(key, entry.row) for key in keys})
    if first is None:
        return False
    column = (
        "login"
        if new.login and ("login", new.login) in keys and first_rows["login", new.login] == first
        else "full_name"
    )
    message = _("Row %(row)d has this contributor already.")
    context.problem(sheet, entry, column, message % {"row": first})
    return True


def _check_new(context: Context, sheet: TableSheet, entry: Entry, new: NewContributor) -> None:
    if isinstance(new.unit, KnownUnit) and not new.unit.lives_on(today()):
        context.problem(sheet, entry, "unit", _("The unit %(code)s no longer exists.") % {"code": new.unit.reference})
    if new.phone:
        try:
            guard_contact_phone(new.phone)
        except ValidationError as refusal:
            context.problem(sheet, entry, "phone", refusal.messages[0])
    if isinstance(new.login, NewPerson):
        return
    if new.login and not new.login.is_active:
        context.problem(sheet, entry, "login", _("This person has left."))
