"""The few pieces of WordprocessingML of which letters are made, as text: a table of ten thousand rows is written so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cms.official_documents.word.texts import escaped, lines_of


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Letters of one look; a line break within them stays one."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in lines_of(text))
    return f"<w:r>{look}{lines}</w:r>"


def paragraph(style: str, *runs: str, extra: str = "") -> str:
    """A paragraph in the style with the id ``style``; ``extra`` is what else its properties say, in Word's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{"".join(runs)}</w:p>'


def cell(width: int, *paragraphs: str, span: int = 1) -> str:
    """A cell ``width`` twips wide; a cell has at least one paragraph."""
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanning}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(cells: Iterable[str], *, repeated: bool = False) -> str:
    """A row that no page break divides; a ``repeated`` one stands on every page of its table."""
    header = "<w:tblHeader/>" if repeated else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: list[int], rows: Iterable[str], *, borders: str = "", margin: int = 0) -> str:
    """A table of columns that are ``widths`` twips wide, whatever stands in them; ``margin`` is left free in cells."""
    sides = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def elements(markup: str) -> list[Any]:
    """The elements that ``markup`` describes, as they can be put into a document."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{markup}</w:body>"))


def style_element(markup: str) -> Any:
    """The element of a style, as it can be put among a document's styles."""
    return parse_xml(markup.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1))
