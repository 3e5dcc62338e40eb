"""What the check of publications finds; a note that many rows share is said once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from cms.spreadsheets.checking.findings import Findings

if TYPE_CHECKING:
    from cms.spreadsheets.problems import Report
    from cms.spreadsheets.reading.entries import Entry, TableSheet


@dataclass
class PublicationFindings(Findings):
    """The report of one sheet."""

    report: Report
    sheet: TableSheet
    _shared: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)

    def refuse(self, entry: Entry, key: str, message: str) -> None:
        """Report a problem of a cell."""
        self.problem(self.sheet, entry, key, message)

    def share(self, entry: Entry, key: str, message: str) -> None:
        """Note something about a cell that other rows may have in common; told by ``tell_shared``."""
        self._shared.setdefault((key, message), []).append(entry)

    def tell_shared(self) -> None:
        """Put the shared notes into the report, each at the first row that it is about."""
        for (key, message), entries in self._shared.items():
            others = len(entries) - 1
            more = ngettext(" (and %(count)d more row)", " (and %(count)d more rows)", others) % {"count": others}
            self.note(self.sheet, entries[0], key, message + (more if others else ""))
