"""The text of a letter: paragraphs, headings and tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cms.official_documents.parts import Heading, Paragraph
from cms.official_documents.word.markup import paragraph, run
from cms.official_documents.word.styles import BODY, HEADING_1, HEADING_2, HEADING_3, RULE
from cms.official_documents.word.tables import table_markup
from cms.official_documents.word.texts import lines_of, one_line

if TYPE_CHECKING:
    from cms.official_documents.parts import Part
    from cms.official_documents.word.styles import StyleIds

_HEADINGS = {1: HEADING_1, 2: HEADING_2, 3: HEADING_3}
_NO_INDENT = '<w:ind w:firstLine="0"/>'
_ALIGNED = {
    "justify": "",
    "left": '<w:jc w:val="left"/>',
    "center": f'{_NO_INDENT}<w:jc w:val="center"/>',
    "right": f'{_NO_INDENT}<w:jc w:val="right"/>',
}


def body(parts: Iterable[Part], ids: StyleIds, width: int) -> str:
    """The parts one below the other, tables ``width`` twips wide."""
    return "".join(_part(part, ids, width) for part in parts)


def _part(part: Part, ids: StyleIds, width: int) -> str:
    if isinstance(part, Paragraph):
        return _paragraphs(part, ids)
    if isinstance(part, Heading):
        return paragraph(ids[_HEADINGS[part.level]], run(one_line(part.text)))
    # Without a paragraph between them two tables would become one.
    return table_markup(part, ids, width) + paragraph(ids[RULE], extra='<w:spacing w:before="120" w:after="0"/>')


def _paragraphs(shown: Paragraph, ids: StyleIds) -> str:
    lines = [line for line in lines_of(shown.text) if line.strip()]
    return "".join(
        paragraph(ids[BODY], run(line, bold=shown.bold, italic=shown.italic), extra=_ALIGNED[shown.align])
        for line in lines
    )
