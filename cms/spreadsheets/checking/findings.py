"""Reporting what a check finds, by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.spreadsheets.problems import Report
    from cms.spreadsheets.reading.entries import Entry, TableSheet


class Findings:
    """What a check says about the cells of a file, gathered in ``report``."""

    report: Report

    def problem(self, sheet: TableSheet, entry: Entry, key: str, message: Any) -> None:
        """Report a problem of a cell, which then counts as bad."""
        self.report.add(sheet.title, entry.row, sheet.table.column(key).heading, message)
        entry.bad.add(key)

    def note(self, sheet: TableSheet, entry: Entry, key: str, message: Any) -> None:
        self.report.note(sheet.title, entry.row, sheet.table.column(key).heading, message)

    def require(self, sheet: TableSheet, entry: Entry, *keys: str) -> None:
        """Report the cells that must not be empty."""
        for key in keys:
            if entry[key] is None and not entry.is_bad(key):
                self.problem(sheet, entry, key, _("This cell must not be empty."))
