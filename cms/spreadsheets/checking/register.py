"""What the register holds when a file is checked: read once, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cms.accounts.identifiers import Kind, lookup_key, normal_name
from cms.accounts.models import User
from cms.spreadsheets.spelling import tidy, word_key
from cms.units.models import Contributor, Membership, Unit, UnitKind, UnitVersion

if TYPE_CHECKING:
    from cms.units.days import Dated

# A unit without a code is named in the tables by its address: "/ban-bien-tap".
ADDRESS_MARK = "/"


@dataclass(eq=False)
class KnownUnit:
    """A unit of the register with its versions, superseded ones too."""

    pk: int
    code: str
    slug: str
    versions: list[UnitVersion] = field(default_factory=list)

    @property
    def reference(self) -> str:
        """How tables name the unit: by its code, else by its address."""
        return self.code or f"{ADDRESS_MARK}{self.slug}"

    @property
    def standing(self) -> list[UnitVersion]:
        return [version for version in self.versions if version.superseded_at is None]

    @property
    def ends_on(self) -> dt.date | None:
        """The first local day on which the unit no longer exists, if it ends."""
        return self.standing[-1].valid_to if self.standing else None

    def lives_on(self, day: dt.date) -> bool:
        return any(version.holds_on(day) for version in self.versions)


@dataclass(eq=False)
class KnownPerson:
    """A person of the register, without telephone number and e-mail address: only their keys are needed."""

    pk: int
    short_name: str
    full_name: str
    is_active: bool
    phone_key: str | None
    email_key: str | None


@dataclass(eq=False)
class KnownContributor:
    """A contributor of the register; ``phone`` as it was typed."""

    pk: int
    full_name: str
    unit_id: int | None
    user_id: int | None
    phone: str
    pen_names: frozenset[str]
    is_merged: bool


class Register:
    """The units, people, roles and contributors that there are."""

    def __init__(self) -> None:
        self.kinds = list(UnitKind.objects.all())
        self.units = _known_units()
        self.people = _known_people()
        self.roles = _known_roles()
        self.contributors = _known_contributors()
        self.person_of = {person.pk: person for person in self.people}
        self._units_by_code = {tidy(unit.code): unit for unit in self.units.values() if unit.code}
        self._units_by_fold = {code.casefold(): unit for code, unit in self._units_by_code.items()}
        self._units_by_slug = {unit.slug: unit for unit in self.units.values()}
        self._people_by_name = {normal_name(tidy(person.short_name)): person for person in self.people}
        self._people_by_phone = {person.phone_key: person for person in self.people if person.phone_key}
        self._people_by_email = {person.email_key: person for person in self.people if person.email_key}

    def kind(self, text: str) -> UnitKind | None:
        """The kind of unit that ``text`` names, by its name or its code."""
        wanted = word_key(text)
        named = (kind for kind in self.kinds if word_key(kind.name) == wanted)
        return next(named, None) or next((kind for kind in self.kinds if kind.code == text), None)

    def unit(self, reference: str) -> KnownUnit | None:
        """The unit that a reference of a table names."""
        found = self._units_by_code.get(reference) or self._units_by_fold.get(reference.casefold())
        if found is None and reference.startswith(ADDRESS_MARK):
            found = self._units_by_slug.get(reference.removeprefix(ADDRESS_MARK))
        return found

    def person(self, kind: Kind, value: str) -> KnownPerson | None:
        """The person with a short name, number or address in its normal form."""
        if kind == Kind.NAME:
            return self._people_by_name.get(normal_name(value))
        keys = self._people_by_phone if kind == Kind.PHONE else self._people_by_email
        return keys.get(lookup_key(kind, value))

    def references(self) -> list[str]:
        return [unit.reference for unit in self.units.values()]


def _known_units() -> dict[int, KnownUnit]:
    rows = Unit.objects.order_by("pk").values_list("pk", "code", "slug")
    units = {pk: KnownUnit(pk, code or "", slug) for pk, code, slug in rows}
    for version in UnitVersion.objects.select_related("kind", "opened_by").order_by("valid_from", "pk"):
        units[version.unit_id].versions.append(version)
    return units


def _known_people() -> list[KnownPerson]:
    people = User.objects.order_by("pk").values_list(
        "pk", "username", "last_name", "first_name", "is_active", "phone_key", "email_key"
    )
    return [
        KnownPerson(pk, short, tidy(f"{family} {given}"), active, phone, email)
        for pk, short, family, given, active, phone, email in people
    ]


def _known_roles() -> dict[tuple[int, int, str], list[Dated]]:
    """All roles, superseded ones too, by person, unit and role."""
    roles: dict[tuple[int, int, str], list[Any]] = defaultdict(list)
    for membership in Membership.objects.order_by("valid_from", "pk"):
        roles[membership.user_id, membership.unit_id, membership.role].append(membership)
    return roles


def _known_contributors() -> list[KnownContributor]:
    contributors = Contributor.objects.prefetch_related("pen_names").order_by("pk")
    return [
        KnownContributor(
            contributor.pk,
            tidy(contributor.full_name),
            contributor.unit_id,
            contributor.user_id,
            contributor.phone or "",
            frozenset(_pen_names(contributor)),
            contributor.merged_into_id is not None,
        )
        for contributor in contributors
    ]


def _pen_names(contributor: Contributor) -> list[str]:
    """The pen names as a table would have them: there a semicolon separates two."""
    names = ";".join(pen_name.name for pen_name in contributor.pen_names.all())
    return [name for part in names.split(";") if (name := tidy(part))]
