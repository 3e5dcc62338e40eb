"""Tables in the text of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cms.official_documents.parts import Band
from cms.official_documents.word.columns import fitted
from cms.official_documents.word.markup import cell, paragraph, row, run, table
from cms.official_documents.word.styles import CAPTION, TABLE, TABLE_HEADING
from cms.official_documents.word.texts import one_line

if TYPE_CHECKING:
    from cms.official_documents.parts import Row, Table
    from cms.official_documents.word.styles import StyleIds

_MARGIN = 70
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
_BORDERS = f"<w:tblBorders>{_LINES}</w:tblBorders>"
# What stands in a table that would be empty.
_NOTHING = Band("(Không có)")
_ALIGNED = {"right": '<w:jc w:val="right"/>', "center": '<w:jc w:val="center"/>', "left": ""}


def table_markup(shown: Table, ids: StyleIds, width: int) -> str:
    """A table as wide as the text, ``width`` twips, with its caption above it."""
    rows = list(shown.rows)
    size = ids.size_of(TABLE)
    widths = fitted(shown, rows, width, size, _MARGIN)
    caption = paragraph(ids[CAPTION], run(one_line(shown.caption))) if shown.caption else ""
    return caption + table(widths, _Rows(shown, ids, widths).markup(rows), borders=_BORDERS, margin=_MARGIN)


class _Rows:
    """The rows of one table."""

    def __init__(self, shown: Table, ids: StyleIds, widths: list[int]) -> None:
        self.widths = widths
        self.style, self.heading_style = ids[TABLE], ids[TABLE_HEADING]
        self.headings, self.total = shown.headings, shown.total
        self.aligned = [_ALIGNED[self._align(shown, column)] for column in range(len(widths))]

    def markup(self, rows: Sequence[Row]) -> Iterator[str]:
        headings = zip(self.widths, self.headings, strict=True)
        yield row((cell(width, paragraph(self.heading_style, run(text))) for width, text in headings), repeated=True)
        for line in rows or [_NOTHING]:
            yield self._band(line) if isinstance(line, Band) else self._row(line)
        if self.total is not None:
            yield self._row(self.total, bold=True)

    def _row(self, texts: Sequence[str], *, bold: bool = False) -> str:
        cells = zip(self.widths, self.aligned, texts, strict=True)
        return row(
            cell(width, paragraph(self.style, run(text, bold=bold), extra=aligned)) for width, aligned, text in cells
        )

    def _band(self, band: Band) -> str:
        text = paragraph(self.style, run(band.text, bold=True), extra="<w:keepNext/>")
        return row([cell(sum(self.widths), text, span=len(self.widths))])

    @staticmethod
    def _align(shown: Table, column: int) -> str:
        if column in shown.numeric:
            return "right"
        return "center" if column in shown.centred else "left"
