"""The rows of the four tables as the register has them: what an import of them would leave as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from cms.accounts.identifiers import normal_phone, readable_phone
from cms.accounts.models import User
from cms.spreadsheets.checking.register import ADDRESS_MARK
from cms.spreadsheets.checking.roles import LABELS
from cms.spreadsheets.spelling import tidy
from cms.spreadsheets.tables import CONTRIBUTORS, PEOPLE, ROLES, UNITS, Table
from cms.units.models import Contributor, Membership, PenName, Role, Unit, UnitVersion

BATCH = 500
Cells = list[str | int | dt.date | None]


def rows_of(table: Table, *, on: dt.date, with_contacts: bool) -> Iterator[Cells]:
    """The rows of a table, in its columns' order; units and roles as of a local day.

    Telephone numbers and e-mail addresses are left out unless ``with_contacts``.
    """
    return _ROWS[table.key](on, with_contacts)


def count_of(table: Table, *, on: dt.date) -> int:
    """How many rows a table has."""
    return _QUERYSETS[table.key](on).count()


def _units(on: dt.date) -> Any:
    return UnitVersion.objects.on(on).order_by("name", "pk")


def _roles(on: dt.date) -> Any:
    return Membership.objects.on(on).order_by("unit", "role", "user", "pk")


def _people(on: dt.date) -> Any:
    return User.objects.order_by("username")


def _contributors(on: dt.date) -> Any:
    return Contributor.objects.offered().order_by("full_name", "pk")


_QUERYSETS: dict[str, Callable[[dt.date], Any]] = {
    UNITS.key: _units,
    PEOPLE.key: _people,
    ROLES.key: _roles,
    CONTRIBUTORS.key: _contributors,
}


def reference(unit: Unit | None) -> str:
    """How tables name a unit: by its code, or by its address if it has none."""
    if unit is None:
        return ""
    return tidy(unit.code or "") or f"{ADDRESS_MARK}{unit.slug}"


def _unit_rows(on: dt.date, with_contacts: bool) -> Iterator[Cells]:
    versions = _units(on).select_related("unit", "kind", "parent", "opened_by")
    for version in versions.iterator(BATCH):
        decision = version.opened_by
        yield [
            reference(version.unit),
            tidy(version.name),
            tidy(version.kind.name),
            reference(version.parent),
            version.size,
            version.valid_from,
            tidy(decision.decision_number) if decision else "",
            decision.decision_date if decision else None,
        ]


def _person_rows(on: dt.date, with_contacts: bool) -> Iterator[Cells]:
    for person in _people(on).iterator(BATCH):
        phone = readable_phone(person.phone) if person.phone and with_contacts else ""
        email = tidy(person.email or "") if with_contacts else ""
        yield [tidy(person.username), tidy(person.get_full_name()), phone, email]


def _role_rows(on: dt.date, with_contacts: bool) -> Iterator[Cells]:
    for role in _roles(on).select_related("user", "unit").iterator(BATCH):
        last_day = role.valid_to - dt.timedelta(days=1) if role.valid_to else None
        label = LABELS[Role(role.role)]
        yield [
            tidy(role.user.username),
            reference(role.unit),
            label,
            tidy(role.position),
            role.valid_from,
            last_day,
        ]


def _contributor_rows(on: dt.date, with_contacts: bool) -> Iterator[Cells]:
    pen_names = Prefetch("pen_names", PenName.objects.order_by("pk"))
    contributors = _contributors(on).select_related("unit", "user").prefetch_related(pen_names)
    for contributor in contributors.iterator(BATCH):
        names = "; ".join(tidy(pen_name.name) for pen_name in contributor.pen_names.all())
        phone = _readable(contributor.phone or "") if with_contacts else ""
        login = tidy(contributor.user.username) if contributor.user else ""
        yield [tidy(contributor.full_name), names, reference(contributor.unit), phone, login]


def _readable(phone: str) -> str:
    """A contact number as people read it; whatever else stands in its place, as it stands."""
    try:
        return readable_phone(normal_phone(phone))
    except ValidationError:
        return tidy(phone)


_ROWS: dict[str, Callable[[dt.date, bool], Iterator[Cells]]] = {
    UNITS.key: _unit_rows,
    PEOPLE.key: _person_rows,
    ROLES.key: _role_rows,
    CONTRIBUTORS.key: _contributor_rows,
}
