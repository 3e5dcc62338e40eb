"""The by-lines of a row: who wrote, who photographed, and which contributors they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.units.imported_publications import ByLine

from .contributors import ContributorNames

if TYPE_CHECKING:
    from cms.spreadsheets.reading.entries import Entry
    from cms.units.models import Unit

    from .descent import Descent
    from .findings import PublicationFindings
    from .values import Author

# The columns of people, and the role that by-lines of the news desk have for each.
_ROLES = {"authors": "text", "photographers": "photo"}


class RowByLines:
    """Makes by-lines of what rows name."""

    def __init__(self, findings: PublicationFindings, descent: Descent) -> None:
        self.people, self.descent, self.findings = ContributorNames(), descent, findings

    def of(self, entry: Entry, units: tuple[Unit, ...]) -> tuple[ByLine, ...]:
        """The by-lines of a row; people are looked for among those of its units and of the units' heirs."""
        where = self._where(units)
        if entry["authors"] is None and not entry.is_bad("authors"):
            self.findings.share(entry, "authors", _("No author is named; the item counts for the unit all the same."))
        return tuple(self._line(entry, column, author, where) for column, author in _named(entry))

    def _where(self, units: Iterable[Unit]) -> set[int]:
        own = {unit.pk for unit in units}
        return own.union(*(self.descent.heirs(pk) for pk in own))

    def _line(self, entry: Entry, column: str, author: Author, where: set[int]) -> ByLine:
        found = self.people.find(author.byline, where)
        if not found:
            message = _("%(name)s is no contributor of the unit: the name alone is taken over.")
            self.findings.share(entry, column, message % {"name": author.byline})
        elif len(found) > 1:
            message = _("The unit has several contributors named %(name)s: the name alone is taken over.")
            self.findings.share(entry, column, message % {"name": author.byline})
        if "," in author.byline:
            message = _("“%(name)s” is taken for one name: several people are separated by semicolons.")
            self.findings.share(entry, column, message % {"name": author.byline})
        return ByLine(author.byline, _ROLES[column], author.share, found.pop() if len(found) == 1 else None)


def _named(entry: Entry) -> Iterator[tuple[str, Author]]:
    for column in _ROLES:
        for author in entry[column] or ():
            yield column, author
