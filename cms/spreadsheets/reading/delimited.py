"""Delimited text (.csv): commas, semicolons or tabs, as Excel in Việt Nam writes them."""

from __future__ import annotations

import codecs
import csv
import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cells import Cell, RawSheet, Row
from .workbooks import MAX_COLUMNS, MAX_ROWS

_DELIMITERS = ",;\t"
_LONGEST_CELL = 100_000


def read_delimited(title: str, content: bytes) -> RawSheet:
    """The rows of a delimited file, numbered as a spreadsheet program numbers them.

    Raises ValidationError if it is not in Unicode or has too many rows.
    """
    text = _decoded(content)
    first_row = 1
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
        first_row = 2
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    sheet = RawSheet(title)
    try:
        for number, values in enumerate(reader, start=first_row):
            row = Row(number, tuple(Cell(value) for value in values[:MAX_COLUMNS]))
            if not row.is_empty:
                sheet.rows.append(row)
            if len(sheet.rows) > MAX_ROWS:
                raise ValidationError(_("The file has more than %(count)d rows: split it.") % {"count": MAX_ROWS})
    except csv.Error:
        raise ValidationError(_("The file cannot be read as a table: a quotation mark may be missing.")) from None
    return sheet


def _decoded(content: bytes) -> str:
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if content.startswith(marks) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise ValidationError(
            _(
                "The letters of this file are not in Unicode (UTF-8), so Vietnamese would come out wrong. "
                "In Excel choose “Save as”, “CSV UTF-8”, or send the .xlsx."
            )
        ) from None


def _delimiter(text: str) -> str:
    """The delimiter that the first line with any has most of, outside quotation marks."""
    for line in io.StringIO(text):
        outside = "".join(line.split('"')[::2])
        counts = {delimiter: outside.count(delimiter) for delimiter in _DELIMITERS}
        if any(counts.values()):
            return max(counts, key=lambda delimiter: counts[delimiter])
    return ","
