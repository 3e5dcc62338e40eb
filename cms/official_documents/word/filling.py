"""Text into a document: read in as a whole, for elements that move from one tree to another cost time by the square."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.opc.oxml import serialize_for_reading
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from cms.official_documents.word.markup import paragraph

if TYPE_CHECKING:
    from docx.document import Document


def fill(document: Document, sections: Sequence[tuple[str, Any]], small: str) -> None:
    """Give ``document`` this text: sections as markup, each with its properties; ``small`` is a style of tiny letters.

    The first section ends with a signature, and what stands before it stays on its page.
    """
    ended = [
        f"{markup}{paragraph(small, extra=serialize_for_reading(properties))}" for markup, properties in sections[:-1]
    ]
    markup, properties = sections[-1]
    text = f"{''.join(ended)}{markup}{paragraph(small)}{serialize_for_reading(properties)}"
    root = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body>{text}</w:body></w:document>")
    _keep_with_signature(root[0])
    document.part._element = root


def _keep_with_signature(body: Any) -> None:
    """Let the last paragraph before the signature, or the last row of a table, stand on the signature's page."""
    ends = (place for place, element in enumerate(body) if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
    # Before the end of the section stand the signature and, above it, the room before it.
    for place in range(next(ends, len(body) - 2) - 3, -1, -1):
        rows = body[place].findall(qn("w:tr"))
        last = rows[-1] if rows else body[place]
        for element in last.iter(qn("w:p")):
            element.get_or_add_pPr().get_or_add_keepNext()
        if rows or "".join(last.itertext()).strip():
            return
