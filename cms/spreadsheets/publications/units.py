"""The units of a row: whom a name means on that day, and whether they existed then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.spelling import tidy, word_key
from cms.units.imported_publications.rows import guard_life

from .descent import Descent
from .unit_names import Named, UnitNames, reference_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.spreadsheets.reading.entries import Entry
    from cms.units.models import Unit

    from .findings import PublicationFindings

_MOST_NAMED = 5


class RowUnits:
    """Finds the units that rows name, and says what is wrong with them."""

    def __init__(self, findings: PublicationFindings) -> None:
        self.names, self.descent, self.findings = UnitNames(), Descent(), findings

    def of(self, entry: Entry) -> tuple[Unit, ...]:
        """The units of a row on its day; none if one of them has a problem, which is reported."""
        day = entry["day"]
        found = [self._one(entry, reference, day) for reference in entry["units"] or ()]
        units = tuple(unit for unit in found if unit is not None)
        if len(units) < len(found):
            return ()
        if len({unit.pk for unit in units}) < len(units):
            self.findings.refuse(entry, "units", _("The same unit stands twice in this cell."))
            return ()
        return units

    def _one(self, entry: Entry, reference: str, day: dt.date | None) -> Unit | None:
        named = self.names.find(reference, day)
        if len(named.units) != 1:
            self.findings.refuse(entry, "units", self._which(reference, named))
            return None
        unit = named.units[0]
        if day is not None and not self._may_publish(entry, unit, day):
            return None
        if day is not None and named.is_name:
            self._note_other_name(entry, unit, reference, day)
        return unit

    def _which(self, reference: str, named: Named) -> str:
        if named.units:
            message = _("Several units have the name “%(text)s”: write the code instead. They are: %(units)s.")
            return message % {"text": reference[:60], "units": self._list(unit.pk for unit in named.units)}
        hint = self.names.hint(reference)
        more = _(" Is “%(name)s” meant?") % {"name": hint} if hint else ""
        return _("The register has no unit with the code or name “%(text)s”.") % {"text": reference[:60]} + more

    def _may_publish(self, entry: Entry, unit: Unit, day: dt.date) -> bool:
        if not unit.standing_versions:
            self.findings.refuse(entry, "units", _("The founding of this unit was undone: name another one."))
            return False
        try:
            guard_life(unit, day)
        except ValidationError as refusal:
            heirs = self.descent.heirs(unit.pk, day)
            hint = _(" Its work was carried on by: %(units)s.") % {"units": self._list(heirs)} if heirs else ""
            self.findings.refuse(entry, "units", refusal.messages[0] + hint)
            return False
        founded = unit.standing_versions[0].valid_from
        if day < founded:
            self._note_early(entry, unit, founded)
        return True

    def _note_early(self, entry: Entry, unit: Unit, founded: dt.date) -> None:
        origins = self.descent.origins(unit.pk)
        hint = _(" It came out of: %(units)s.") % {"units": self._list(origins)} if origins else ""
        message = _("The register has %(unit)s only from %(day)s on. The item is taken over for it all the same.")
        values = {"unit": unit.standing_versions[0].name, "day": f"{founded:%d/%m/%Y}"}
        self.findings.share(entry, "units", message % values + hint)

    def _note_other_name(self, entry: Entry, unit: Unit, reference: str, day: dt.date) -> None:
        name = tidy(unit.name_on(day))
        if word_key(name) != word_key(reference):
            message = _("The unit named “%(text)s” was called “%(name)s” on that day; the record says so.")
            self.findings.share(entry, "units", message % {"text": reference, "name": name})

    def _list(self, units: Iterable[int]) -> str:
        """Units with their codes, by code; the first few of them."""
        found = [self.names.units[pk] for pk in sorted(units) if self.names.units[pk].standing_versions]
        listed = [f"{unit.standing_versions[-1].name} ({reference_of(unit)})" for unit in found[:_MOST_NAMED]]
        return ", ".join([*listed, *(["…"] if len(found) > _MOST_NAMED else [])])
