"""The parts of which a table of points is made; every one of them may be left out.

Points are exact decimals, never negative; bands stand in the order of their bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """A part of the criterion, in the order in which a sheet tells of them."""

    PERIODS = "periods", _("Periods met")
    TOTAL = "total", _("Total of the year")
    TIMELINESS = "timeliness", _("Timeliness")
    NUMBER = "number", _("Number of items")
    GENRES = "genres", _("Kinds of items (bonus)")
    ABOVE = "above", _("Items above the quota (bonus)")
    RETURNS = "returns", _("Returned items (deduction)")


class OwingNothing(TextChoices):
    """What becomes of units that owe no item at all."""

    UNGRADED = "ungraded", _("not graded")
    OTHER_PARTS = "other_parts", _("graded by the parts that need no quota")


class GoneUnits(TextChoices):
    """What becomes of units that no longer exist on the year's last day."""

    ANNEX = "annex", _("named in the annex, not graded")
    GRADED = "graded", _("graded by themselves, in the annex")


@dataclass(frozen=True)
class Band:
    """From a bound on (or, of days, up to it) so many points are given."""

    bound: Decimal
    points: Decimal


@dataclass(frozen=True)
class ShareTerms:
    """Points for a share of what is owed: in proportion to ``points`` for the whole, or by bands of per cent."""

    points: Decimal
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class TimelinessTerms:
    """Points by the median of days from event to publication: those of the first band that reaches so far.

    ``unmeasured`` is given to a unit that has items, none of which bears the day of its event.
    """

    bands: tuple[Band, ...]
    unmeasured: Decimal = Decimal(0)


@dataclass(frozen=True)
class NumberTerms:
    """Points by the number of items of the year: those of the last band whose bound is reached."""

    bands: tuple[Band, ...]


@dataclass(frozen=True)
class GenreTerms:
    """Points for each item of a genre (by its code), together no more than ``limit``."""

    each: tuple[tuple[str, Decimal], ...]
    limit: Decimal


@dataclass(frozen=True)
class EachWithLimit:
    """So many points for each, together no more than ``limit``."""

    each: Decimal
    limit: Decimal
