"""A file of tables, whatever its format: its sheets, and what is wrong with its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.problems import Report
from cms.spreadsheets.spelling import word_key
from cms.spreadsheets.tables import TABLES, Table

from .cells import RawSheet
from .delimited import read_delimited
from .entries import TableSheet, read_table
from .headings import table_of_headings, table_of_title
from .workbooks import read_workbook

GUIDE = "Hướng dẫn"
MAX_BYTES = 10 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass
class TablesFile:
    """The tables of a file by their keys, and the problems and notes of reading them."""

    sheets: dict[str, TableSheet]
    report: Report = field(default_factory=Report)

    def of(self, table: Table) -> TableSheet:
        """What the file has for a table: nothing, if it lacks the sheet."""
        return self.sheets.get(table.key) or TableSheet(table, table.title)


def read_file(name: str, content: bytes, tables: tuple[Table, ...] = TABLES) -> TablesFile:
    """Read an .xlsx with sheets for one or more of ``tables`` (the register's, if none are named), or a .csv of one.

    Raises ValidationError if the file as a whole cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // 1024 // 1024})
    if content.startswith(_OLD_EXCEL):
        raise ValidationError(_("This is an old or protected Excel file: save it as .xlsx, without a password."))
    result = TablesFile({})
    sheets = read_workbook(content) if content.startswith(_ZIP) else [_delimited(name, content, tables)]
    for sheet, table in _matched(sheets, tables, result.report):
        if table.key in result.sheets:
            result.report.add(sheet.title, 0, "", _("There are two sheets for this table: keep one."))
        else:
            result.sheets[table.key] = read_table(sheet, table, result.report)
    if not result.sheets:
        names = ", ".join(table.title for table in tables)
        raise ValidationError(
            _("No sheet of the template was found in the file (%(names)s). Start from the template.") % {"names": names}
        )
    if not any(sheet.entries for sheet in result.sheets.values()) and not result.report.problems:
        raise ValidationError(_("The file has no rows to import."))
    return result


def _delimited(name: str, content: bytes, tables: tuple[Table, ...]) -> RawSheet:
    if PurePath(name).suffix.lower() not in (".csv", ".tsv", ".txt", ""):
        raise ValidationError(_("Only .xlsx and .csv files can be imported."))
    sheet = read_delimited(PurePath(name).stem, content)
    table = table_of_headings(sheet, tables) or table_of_title(sheet.title, tables)
    sheet.title = table.title if table else sheet.title
    return sheet


def _matched(sheets: list[RawSheet], tables: tuple[Table, ...], report: Report) -> list[tuple[RawSheet, Table]]:
    """Each sheet with its table, by its title, else by its headings; what is neither is noted and left out."""
    matched = [(sheet, table) for sheet in sheets if (table := table_of_title(sheet.title, tables))]
    taken = [table for _sheet, table in matched]
    for sheet in sheets:
        if table_of_title(sheet.title, tables) or word_key(sheet.title) == word_key(GUIDE) or not sheet.rows:
            continue
        table = table_of_headings(sheet, tuple(table for table in tables if table not in taken))
        if table:
            matched.append((sheet, table))
            taken.append(table)
        else:
            report.note(sheet.title, 0, "", _("This sheet is none of the tables; it is left out."))
    return matched
