"""The rows of a file as publications that could be entered."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.units.imported_publications import OldPublication

from .bylines import RowByLines
from .offers import ORDINARY, OfferedGenre, genre_named, offered_genres
from .units import RowUnits

if TYPE_CHECKING:
    from cms.spreadsheets.reading.entries import Entry

    from .findings import PublicationFindings

_PAID = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, eq=False)
class ReadRow:
    """A row whose unit, headline and day are known."""

    entry: Entry
    publication: OldPublication
    key: uuid.UUID


class Rows:
    """Reads rows with the help of the register; every problem of a single row is reported here."""

    def __init__(self, findings: PublicationFindings) -> None:
        self.findings = findings
        self.units = RowUnits(findings)
        self.bylines = RowByLines(findings, self.units.descent)
        self.genres = offered_genres()

    def read(self, entries: Iterable[Entry]) -> list[ReadRow]:
        """The rows that can be told apart from others; those that cannot have a problem."""
        return [row for entry in entries if (row := self._row(entry)) is not None]

    def _row(self, entry: Entry) -> ReadRow | None:
        self.findings.require(self.findings.sheet, entry, "units", "headline", "day", "paid")
        units = self.units.of(entry)
        genre = self._genre(entry)
        if not units or entry.is_bad("headline", "day", "address"):
            return None
        publication = OldPublication(
            units=units,
            headline=entry["headline"],
            day=entry["day"],
            genre_code=genre.code,
            genre_name=genre.name,
            address=entry["address"] or "",
            bylines=self.bylines.of(entry, units),
            sections=entry["sections"] or (),
            was_paid=_PAID.get(entry["paid"] or "unknown"),
        )
        return ReadRow(entry, publication, publication.key)

    def _genre(self, entry: Entry) -> OfferedGenre:
        typed = entry["genre"]
        if typed is None:
            return ORDINARY
        genre = genre_named(typed, self.genres)
        if genre is None:
            names = ", ".join(genre.name for genre in self.genres)
            message = _("There is no genre named “%(text)s”. Choose: %(names)s.")
            self.findings.refuse(entry, "genre", message % {"text": typed[:60], "names": names})
        return genre or ORDINARY
