"""What an import would do: new rows of the four tables, and how many there are already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.spreadsheets.checking.register import KnownPerson, KnownUnit
    from cms.units.models import UnitKind


@dataclass(eq=False)
class NewUnit:
    """A unit to be founded; ``valid_from`` is None as long as the file does not say it rightly."""

    row: int
    code: str
    name: str = ""
    kind: UnitKind | None = None
    parent: NewUnit | KnownUnit | None = None
    size: int | None = None
    valid_from: dt.date | None = None
    decision_number: str = ""
    decision_date: dt.date | None = None

    @property
    def reference(self) -> str:
        return self.code

    def lives_on(self, day: dt.date) -> bool:
        """Whether the unit would exist on a local day; yes, if its first day is not known yet."""
        return self.valid_from is None or self.valid_from <= day


@dataclass(eq=False)
class NewPerson:
    """A person to be entered; the telephone number in E.164."""

    row: int
    short_name: str
    family_name: str
    given_name: str
    phone: str | None = None
    email: str | None = None


@dataclass(eq=False)
class NewRole:
    """A role to be granted, from the first local day up to, not including, ``valid_to``."""

    row: int
    person: NewPerson | KnownPerson
    unit: NewUnit | KnownUnit
    role: str
    position: str
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(eq=False)
class NewContributor:
    """A contributor to be entered."""

    row: int
    full_name: str
    pen_names: tuple[str, ...]
    unit: NewUnit | KnownUnit | None
    phone: str | None
    login: NewPerson | KnownPerson | None


@dataclass
class Plan:
    """All that a file would add, units in an order in which each comes after its parent."""

    units: list[NewUnit] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    roles: list[NewRole] = field(default_factory=list)
    contributors: list[NewContributor] = field(default_factory=list)
    # By the key of the table: rows of the file that the register holds already.
    unchanged: dict[str, int] = field(default_factory=dict)

    def new(self) -> dict[str, int]:
        """How many rows are new, by the key of the table."""
        return {
            "units": len(self.units),
            "people": len(self.people),
            "roles": len(self.roles),
            "contributors": len(self.contributors),
        }

    @property
    def is_empty(self) -> bool:
        return not any(self.new().values())
