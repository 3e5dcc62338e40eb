"""Which contributor of the register a by-line of an old list means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cms.spreadsheets.spelling import tidy
from cms.units.models import Contributor


class ContributorNames:
    """The contributors by unit and by each of their names, full and pen names."""

    def __init__(self) -> None:
        self._people: dict[tuple[int, str], set[int]] = defaultdict(set)
        contributors = Contributor.objects.exclude(unit=None).prefetch_related("pen_names")
        for contributor in contributors:
            # An entry that was merged stands for the person who has taken it in.
            person = contributor.merged_into_id or contributor.pk
            for name in contributor.bylines:
                self._people[contributor.unit_id or 0, tidy(name).casefold()].add(person)

    def find(self, byline: str, units: Iterable[int]) -> set[int]:
        """The persons (ids of contributors) of some units who write under exactly this name."""
        return set().union(*(self._people.get((unit, byline.casefold()), set()) for unit in units))
