"""What an amendment may say anew: for which units a publication counts, and who is credited with which share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from cms.vietnamese.text import nfc

if TYPE_CHECKING:
    from cms.units.models import Contributor, Publication, Unit


class Participation(NamedTuple):
    """A unit that took part, and whether the publication counts for it."""

    unit: Unit
    counts: bool


class Credit(NamedTuple):
    """A by-line as printed, the contributor behind it (if one is known), their role and share in parts."""

    contributor: Contributor | None
    byline: str
    role: str
    share: int


def participations_of(publication: Publication) -> list[Participation]:
    """The units that hold now, in the order in which they were recorded."""
    rows = publication.units.holding().select_related("unit").order_by("pk")
    return [Participation(row.unit, row.counts) for row in rows]


def credits_of(publication: Publication) -> list[Credit]:
    """The by-lines that hold now, in the order in which they were printed."""
    rows = publication.bylines.holding().select_related("contributor").order_by("pk")
    return [Credit(row.contributor, row.byline, row.role, row.share) for row in rows]


def cleaned(given: Iterable[tuple[Contributor | None, str, str, int]]) -> list[Credit]:
    """``given`` as they are kept: names in NFC with single blanks, contributors as the persons behind them."""
    return [
        Credit(contributor.person if contributor else None, " ".join(nfc(byline).split()), role, share)
        for contributor, byline, role, share in given
    ]


def units_in_words(publication: Publication, participations: Sequence[Participation]) -> str:
    """Units by their names of the publication's day, each with whether it counts."""
    day = publication.local_date
    words = {True: _("%(unit)s (counts)"), False: _("%(unit)s (does not count)")}
    return "; ".join(words[counts] % {"unit": unit.name_on(day)} for unit, counts in participations)


def credits_in_words(given: Sequence[Credit]) -> str:
    """By-lines with their shares; the share is left out where there is nobody to share with."""
    if len(given) == 1:
        return given[0].byline
    return "; ".join(
        _("%(name)s (share %(share)s)") % {"name": credit.byline, "share": credit.share} for credit in given
    )
