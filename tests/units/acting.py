"""Acts on the register as the tests tell them: by an administrator, with some decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cms.accounts.models import User
from cms.units import successions
from cms.units.models import Succession, SuccessionUndoing, Unit, UnitKind, UnitVersion
from cms.units.roles import ADMINISTRATOR
from cms.units.successions import Decision, NewUnit
from tests.factories.units import UserFactory, join_group

DECISION = Decision("12/QĐ-LĐLĐ", dt.date(2025, 6, 20))
JULY = dt.date(2025, 7, 1)


def make_administrator() -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def kind(code: str = UnitKind.GRASSROOTS) -> UnitKind:
    return UnitKind.objects.get(code=code)


def new(name: str, of_kind: str = UnitKind.GRASSROOTS, parent: Unit | None = None, **fields: Any) -> NewUnit:
    return NewUnit(name, kind(of_kind), parent, **fields)


class Office:
    """An administrator at work on the register; every act has the day of 1 July 2025 unless another is given."""

    def __init__(self) -> None:
        self.by = make_administrator()

    def __getattr__(self, name: str) -> Any:
        act = getattr(successions, name)

        def do(*args: Any, day: dt.date = JULY, **kwargs: Any) -> Succession:
            return act(*args, **{"decision": DECISION, "day": day, "by": self.by} | kwargs)

        return do

    def undo(self, succession: Succession, reason: str = "Nhập nhầm quyết định") -> SuccessionUndoing:
        return successions.undo(succession, reason=reason, by=self.by)


def spans(unit: Unit) -> list[tuple[str, dt.date, dt.date | None]]:
    """The names of a unit with the days on which they hold."""
    rows = UnitVersion.objects.standing().filter(unit=unit).order_by("valid_from")
    return [(row.name, row.valid_from, row.valid_to) for row in rows]


def place(unit: Unit, day: dt.date) -> Unit | None:
    """The parent of a unit on a day."""
    version = Unit.objects.get(pk=unit.pk).version_on(day)
    assert version is not None
    return version.parent
