"""What a notice is handed out as: Word files and a workbook, as bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.notices.letter.composing import letter_of
from cms.notices.letter.internal_annex import annex_letter
from cms.notices.letter.sheets import sheets_of
from cms.official_documents.letters import docx_of
from cms.official_documents.workbooks import workbook_file

if TYPE_CHECKING:
    from cms.notices.facts.shape import Facts
    from cms.notices.models import Notice

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def letter_docx(notice: Notice, facts: Facts | None = None) -> bytes:
    """The letter with the frozen facts; of a draft, with those that are given."""
    return docx_of(letter_of(notice, facts or notice.frozen))


def annex_docx(notice: Notice) -> bytes:
    """The frozen internal annex."""
    return docx_of(annex_letter(notice, notice.frozen_annex))


def workbook_bytes(notice: Notice) -> bytes:
    """The tables of the frozen facts."""
    with workbook_file(sheets_of(notice.frozen)) as file:
        return file.read()
