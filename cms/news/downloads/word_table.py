"""A table of an item's text in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.news.downloads.word_text import writable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table


def write_table(document: Document, value: dict[str, Any]) -> None:
    """Append a table as Wagtail's table block stores it: rows of texts, a header, merged cells."""
    rows: list[list[Any]] = value.get("data") or []
    width = max(map(len, rows), default=0)
    if not width:
        return
    if caption := value.get("table_caption"):
        document.add_paragraph(writable(caption), style="Caption")
    table = document.add_table(len(rows), width, style="Table Grid")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            is_header = (row == 0 and value.get("first_row_is_table_header")) or (
                column == 0 and value.get("first_col_is_header")
            )
            run = table.cell(row, column).paragraphs[0].add_run(writable(str(text or "")))
            run.bold = bool(is_header) or None
    for merge in value.get("mergeCells") or []:
        _merge(table, merge)
    document.add_paragraph()


def _merge(table: Table, merge: dict[str, int]) -> None:
    """Join cells; a join that reaches out of the table is cut off at its edge."""
    last_row = min(merge["row"] + merge["rowspan"], len(table.rows)) - 1
    last_column = min(merge["col"] + merge["colspan"], len(table.columns)) - 1
    if merge["row"] <= last_row and merge["col"] <= last_column:
        joined = table.cell(merge["row"], merge["col"]).merge(table.cell(last_row, last_column))
        # The texts of the joined cells come together, empty ones as empty paragraphs.
        for paragraph in joined.paragraphs[1:]:
            if not paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)
