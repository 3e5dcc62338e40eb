"""A row about a publication that the record has already: does it say the same?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.spreadsheets.spelling import tidy, word_key

if TYPE_CHECKING:
    from cms.spreadsheets.reading.entries import Entry
    from cms.units.imported_publications import OldPublication

    from .record import Held


def differences(entry: Entry, row: OldPublication, held: Held) -> Iterator[tuple[str, str]]:
    """The columns in which a row says otherwise than the record, each with what the record says.

    Units and by-lines may be as they were entered or as they hold after amendments; an empty cell says nothing.
    """
    if tidy(row.headline).casefold() != tidy(held.headline).casefold():
        yield "headline", held.headline
    if row.day != held.day:
        yield "day", f"{held.day:%d/%m/%Y}"
    if {unit.pk for unit in row.units} not in held.units:
        yield "units", _("other units")
    if row.was_paid != held.was_paid:
        yield "paid", _("otherwise")
    for column, role in (("authors", "text"), ("photographers", "photo")):
        if entry[column] is not None and not _same_people(row, held, role):
            yield column, _("other names or shares")
    if entry["genre"] is not None and row.genre_code != held.genre_code:
        yield "genre", held.genre_name
    if entry["sections"] is not None and {word_key(name) for name in row.sections} != held.sections:
        yield "sections", _("other sections")


def _same_people(row: OldPublication, held: Held, role: str) -> bool:
    named = {(line.text.casefold(), line.role, line.share) for line in row.bylines if line.role == role}
    return any(named == _of_role(lines, role) for lines in held.bylines)


def _of_role(lines: set[tuple[str, str, int]], role: str) -> set[Any]:
    return {line for line in lines if line[1] == role}
