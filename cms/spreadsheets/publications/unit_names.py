"""The units of the register by everything that an old list may call them."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import defaultdict
from dataclasses import dataclass

from cms.spreadsheets.checking.register import ADDRESS_MARK
from cms.spreadsheets.spelling import tidy, word_key
from cms.units.models import Unit, UnitVersion

# Looking for what is probably meant takes long: a list of another province would name hundreds that are not here.
_MOST_HINTS = 50


@dataclass(frozen=True)
class Named:
    """What a reference leads to: the units that may be meant, and whether it is a name and not a code."""

    units: tuple[Unit, ...]
    is_name: bool = False


class UnitNames:
    """All units with their versions, read in a fixed number of queries."""

    def __init__(self) -> None:
        self.units = {unit.pk: unit for unit in Unit.objects.prefetch_related("versions__kind").order_by("pk")}
        self._codes: dict[str, Unit] = {}
        self._names: dict[str, list[UnitVersion]] = defaultdict(list)
        self._keys: dict[str, list[UnitVersion]] = defaultdict(list)
        self._hints: dict[str, str] = {}
        for unit in self.units.values():
            self._codes[f"{ADDRESS_MARK}{unit.slug}"] = unit
            if unit.code:
                self._codes[tidy(unit.code).casefold()] = unit
            for version in unit.standing_versions:
                self._names[tidy(version.name).casefold()].append(version)
                self._keys[word_key(version.name)].append(version)

    def find(self, reference: str, day: dt.date | None) -> Named:
        """The units that a reference names on a local day: by code or address, else by name.

        A name counts first as it is written, then without diacritics; first for the units that bore it on the day, then
        for those that ever did.
        """
        if unit := self._codes.get(reference.casefold()):
            return Named((unit,))
        for versions in (self._names.get(reference.casefold(), []), self._keys.get(word_key(reference), [])):
            of_day = [version for version in versions if day and version.holds_on(day)]
            if versions:
                found = {version.unit_id for version in of_day or versions}
                return Named(tuple(self.units[pk] for pk in sorted(found)), is_name=True)
        return Named(())

    def hint(self, reference: str) -> str:
        """The name or code that is probably meant by one that leads nowhere; empty if nothing is near."""
        if reference not in self._hints and len(self._hints) < _MOST_HINTS:
            spellings = {key: versions[0].name for key, versions in self._keys.items()}
            spellings |= {word_key(code): code for code in self._codes if not code.startswith(ADDRESS_MARK)}
            close = difflib.get_close_matches(word_key(reference), spellings, n=1, cutoff=0.75)
            self._hints[reference] = spellings[close[0]] if close else ""
        return self._hints.get(reference, "")


def reference_of(unit: Unit) -> str:
    """How a table names a unit beyond doubt: by its code, else by its address."""
    return tidy(unit.code or "") or f"{ADDRESS_MARK}{unit.slug}"
