"""What the drop-downs of a workbook offer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Protocol

from cms.spreadsheets.checking.roles import LABELS
from cms.spreadsheets.spelling import tidy
from cms.units.models import Unit, UnitKind

from .rows import reference


class Lists(Protocol):
    """The lists behind a workbook's drop-downs, by their names; in ``OPEN`` ones other texts are welcome."""

    NAMES: ClassVar[tuple[str, ...]]
    OPEN: ClassVar[tuple[str, ...]]

    def named(self, name: str) -> tuple[str, ...]:
        """The list with a name of ``NAMES``."""


@dataclass(frozen=True)
class Choices:
    """Kinds of unit, roles, and the units of a day, as they are named in the tables; a file brings new units itself."""

    NAMES: ClassVar[tuple[str, ...]] = ("kinds", "roles", "units")
    OPEN: ClassVar[tuple[str, ...]] = ("units",)

    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of_day(cls, on: dt.date) -> Choices:
        """The choices of a local day."""
        kinds = tuple(tidy(kind.name) for kind in UnitKind.objects.all())
        units = tuple(sorted(reference(unit) for unit in Unit.objects.living(on)))
        return cls(kinds, tuple(LABELS.values()), units)

    def named(self, name: str) -> tuple[str, ...]:
        """The list with a name of ``NAMES``."""
        return {"kinds": self.kinds, "roles": self.roles, "units": self.units}[name]
