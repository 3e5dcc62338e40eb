"""A publication of the old portal before it is entered, and what one has to be."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.units.days import today
from cms.units.models import Unit, UnitVersion
from cms.vietnamese.text import is_blank

from .addresses import clean_address
from .keys import key_of

# Việt Nam joined the internet on 19 November 1997; nothing was published on a portal before.
EARLIEST = dt.date(1997, 11, 19)
_MOST_SHARES = 32_767


@dataclass(frozen=True)
class ByLine:
    """A by-line as printed, with the contributor's id if one is known; ``share`` in parts."""

    text: str
    role: str
    share: int = 1
    contributor_id: int | None = None


@dataclass(frozen=True, eq=False)
class OldPublication:
    """What an old list says of an item; ``was_paid`` is None if nobody knows. Units come with their versions."""

    units: tuple[Unit, ...]
    headline: str
    day: dt.date
    genre_code: str
    genre_name: str
    address: str = ""
    bylines: tuple[ByLine, ...] = ()
    sections: tuple[str, ...] = ()
    was_paid: bool | None = None

    @property
    def key(self) -> uuid.UUID:
        return key_of(self.address, self.headline, self.day, [unit.pk for unit in self.units])

    def guard(self) -> None:
        """Raise ``ValidationError`` unless this can have been published: when, by whom, as what."""
        if is_blank(self.headline) or len(self.headline) > 255:
            raise ValidationError(_("A publication needs a headline of at most 255 characters."), code="headline")
        if not EARLIEST <= self.day <= today():
            raise ValidationError(
                _("%(day)s cannot be the day of a publication."), params={"day": f"{self.day:%d/%m/%Y}"}, code="day"
            )
        if not self.units or len({unit.pk for unit in self.units}) < len(self.units):
            raise ValidationError(_("A publication needs a unit, and names none twice."), code="units")
        for unit in self.units:
            guard_life(unit, self.day)
        if any(is_blank(line.text) or not 0 < line.share <= _MOST_SHARES for line in self.bylines):
            raise ValidationError(_("An author needs a name and a share of at least one part."), code="bylines")
        if self.address:
            clean_address(self.address)


def nearest_version(unit: Unit, day: dt.date) -> UnitVersion | None:
    """What held of a unit on a local day; before its founding its first version; None if it never was."""
    standing = unit.standing_versions
    return next(
        (version for version in reversed(standing) if version.valid_from <= day), standing[0] if standing else None
    )


def guard_life(unit: Unit, day: dt.date) -> None:
    """Raise ``ValidationError`` if a unit no longer existed on a local day, or never did.

    Before its founding a unit may have published: registers begin later than the units that they list.
    """
    version = nearest_version(unit, day)
    if version is None or (version.valid_to is not None and version.valid_to <= day):
        raise ValidationError(
            _("%(unit)s did not exist any more on %(day)s."),
            params={"unit": unit.name_on(day), "day": f"{day:%d/%m/%Y}"},
            code="unit-gone",
        )
