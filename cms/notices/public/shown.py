"""A notice as a public page shows it: frozen facts, and which of the items can still be opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cms.notices.letter import wording
from cms.notices.letter.tables import count_of
from cms.units.models import Publication

if TYPE_CHECKING:
    from cms.notices.facts.shape import Facts, Item, PersonLine, UnitLine
    from cms.notices.models import Notice

# An address that an import brought along may be anything; a link leads to the web alone.
_WEB = ("/", "https://", "http://")


@dataclass(frozen=True)
class ShownItem:
    """An item of the list; without ``address`` its page is gone, and readers find the headline alone."""

    item: Item
    address: str


@dataclass(frozen=True)
class ShownNotice:
    """What the template of a public page, and its preview, needs of a notice."""

    notice: Notice
    facts: Facts

    @property
    def subject(self) -> str:
        return wording.subject(self.facts)

    @property
    def summary(self) -> str:
        return wording.summary(self.facts)

    @property
    def comparison(self) -> str:
        return wording.comparison(self.facts)

    @property
    def remarks(self) -> list[str]:
        return wording.remarks(self.facts)

    @property
    def kinds(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The units with their items, by kind."""
        lines = [self._row(line) for line in self.facts.units]
        return [(kind, list(rows)) for kind, rows in groupby(lines, key=lambda row: row["line"].kind)]

    @property
    def people(self) -> list[dict[str, Any]]:
        """The persons with their items."""
        return [self._row(line) for line in self.facts.people]

    @property
    def without_unit(self) -> list[ShownItem]:
        return [self._shown(item) for item in self.facts.items if not item.units]

    @property
    def added(self) -> list[ShownItem]:
        return [self._shown(item) for item in (self.facts.mended.added if self.facts.mended else [])]

    def _row(self, line: UnitLine | PersonLine) -> dict[str, Any]:
        items = [self._shown(item) for item in self.facts.items_of(line)]
        return {"line": line, "items": items, "count": count_of(len(items))}

    def _shown(self, item: Item) -> ShownItem:
        is_open = item.key not in self._gone and item.address.startswith(_WEB)
        return ShownItem(item, item.address if is_open else "")

    @cached_property
    def _gone(self) -> set[str]:
        """The items of the list that no reader finds any more: withdrawn, hidden, or their page deleted."""
        # By days rather than by a thousand keys: the items all lie in the quarter.
        quarter = wording.quarter_of(self.facts)
        gone = Q(withdrawn_at__isnull=False) | Q(hidden_at__isnull=False)
        gone |= Q(page__isnull=True, address__startswith="/")
        rows = Publication.objects.filter(gone, local_date__gte=quarter.first, local_date__lt=quarter.end)
        return {str(key) for key in rows.values_list("item_key", flat=True)}
