"""Official letters: what they say (``parts``), and the Word file of one."""

from __future__ import annotations

from cms.official_documents.letterheads import Letterhead
from cms.official_documents.models import DocumentSettings
from cms.official_documents.parts import (
    Align,
    Annex,
    Band,
    Heading,
    Letter,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
)
from cms.official_documents.word.letter import letter_file

__all__ = [
    "Align",
    "Annex",
    "Band",
    "Heading",
    "Letter",
    "Letterhead",
    "Paragraph",
    "Part",
    "Row",
    "Signature",
    "Table",
    "docx_of",
]


def docx_of(letter: Letter, letterhead: Letterhead | None = None) -> bytes:
    """The letter as a Word file, under the letterhead of the settings unless another one is given.

    The same letter under the same letterhead gives the same bytes; a letter without day and ``year`` names the local
    year of today. Raises ``ValueError`` for a table whose rows, widths or total are not as many as its headings.
    """
    return letter_file(letter, letterhead or DocumentSettings.current().letterhead())
