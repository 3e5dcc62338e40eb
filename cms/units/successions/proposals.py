"""What an act on the register is told: the decision behind it, units to be founded, and what becomes of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.units.models import Succession, Unit, UnitKind
from cms.vietnamese.text import is_blank, nfc


@dataclass(frozen=True)
class Decision:
    """The decision (quyết định) behind an act: number with symbol, and date."""

    number: str
    date: dt.date

    def __post_init__(self) -> None:
        """Raises ``ValidationError`` if the number or the date is missing or the number is too long."""
        number = nfc(self.number or "").strip()
        longest = Succession._meta.get_field("decision_number").max_length or 0
        if is_blank(number) or self.date is None:
            raise ValidationError(_("The number and the date of the decision are needed."), code="decision")
        if len(number) > longest:
            raise ValidationError(
                _("The number of the decision is too long (at most %(longest)s characters)."),
                params={"longest": longest},
                code="decision",
            )
        object.__setattr__(self, "number", number)


@dataclass(frozen=True, eq=False)
class NewUnit:
    """A unit that an act founds. The object itself names it in a ``Fate``: it has no key yet."""

    name: str
    kind: UnitKind
    parent: Unit | None = None
    size: int | None = None
    code: str | None = None


# Where something goes: a unit that lives, one that the act founds, or none.
Target = Unit | NewUnit | None


@dataclass(frozen=True)
class Fate:
    """What becomes of what belongs to units that close (or, when a unit divides and lives on, leaves them).

    Whatever is not named goes to its unit's heir; the heir of a unit is the first successor if none is named
    (nobody for a dissolution; the unit itself if it lives on). No target means: directly under the province for a
    subordinate unit, ended for a role, of no unit for a contributor, and whatever a follower says.
    """

    heirs: Mapping[int, Target] = field(default_factory=dict)
    """By the id of a unit that closes."""
    subordinates: Mapping[int, Target] = field(default_factory=dict)
    """By the id of a subordinate unit."""
    people: Mapping[int, Target] = field(default_factory=dict)
    """By the id of a membership: to which unit with the same role and position."""
    contributors: Mapping[int, Target] = field(default_factory=dict)
    """By the id of a contributor."""
    followers: Mapping[str, Mapping[int, Target]] = field(default_factory=dict)
    """By the name of a follower (``drafts``) and the id of its thing."""
