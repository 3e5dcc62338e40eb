"""How a unit is written into the publication record: as it was called on the day of the publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.units.models import PublicationUnit

if TYPE_CHECKING:
    import datetime as dt

    from cms.units.models import Publication, PublicationAmendment, Unit, UnitVersion


def participant(
    publication: Publication, unit: Unit, *, counts: bool, amendment: PublicationAmendment | None = None
) -> PublicationUnit:
    """The row, not stored, that says that ``unit`` took part: with its name and kind on the publication's local day.

    A unit that is recorded for a day before its founding, as imports may, bears the kind with which it began.
    """
    version = last_version(unit, publication.local_date) or next(iter(unit.standing_versions), None)
    return PublicationUnit(
        publication=publication,
        unit=unit,
        name=unit.name_on(publication.local_date),
        kind_code=version.kind.code if version else "",
        kind_name=version.kind.name if version else "",
        counts=counts,
        amendment=amendment,
    )


def last_version(unit: Unit, day: dt.date) -> UnitVersion | None:
    """What held of a unit on a local day; of one that was gone by then, on its last day. None before its first."""
    return next((version for version in reversed(unit.standing_versions) if version.valid_from <= day), None)
