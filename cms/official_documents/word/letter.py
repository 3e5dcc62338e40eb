"""A letter as a Word file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.official_documents.word.annexes import annex_markup
from cms.official_documents.word.archive import bytes_of
from cms.official_documents.word.body import body
from cms.official_documents.word.closing import closing
from cms.official_documents.word.filling import fill
from cms.official_documents.word.head import head, heading
from cms.official_documents.word.opening import opened
from cms.official_documents.word.pages import is_laid_out, lay_out, number_pages, section_like, text_width, turn
from cms.official_documents.word.styles import RULE, StyleIds
from cms.official_documents.word.texts import one_line

if TYPE_CHECKING:
    from docx.document import Document

    from cms.official_documents.letterheads import Letterhead
    from cms.official_documents.parts import Letter


def letter_file(letter: Letter, letterhead: Letterhead) -> bytes:
    """The letter laid out by Decree 30/2020/NĐ-CP, under the letterhead of the office."""
    document = opened(letterhead.template)
    ids = StyleIds(document, letterhead.body_size)
    (section,) = document.sections
    if letterhead.template is None or not is_laid_out(section):
        lay_out(section, letterhead.margins)
    number_pages(section, ids)
    _write(document, letter, letterhead, ids)
    _describe(document, letter, letterhead)
    return bytes_of(document)


def _write(document: Document, letter: Letter, letterhead: Letterhead, ids: StyleIds) -> None:
    properties = document.sections[0]._sectPr
    upright = section_like(properties, landscape=False)
    if letter.landscape:
        turn(properties)
    width = text_width(properties)
    pieces = [head(letter, letterhead, ids, width), heading(letter, ids, width), body(letter.body, ids, width)]
    sections = [("".join([*pieces, closing(letter, ids, width)]), properties)]
    for annex in letter.annexes:
        following = section_like(upright, landscape=annex.landscape)
        sections.append((annex_markup(annex, letter, letterhead, ids, text_width(following)), following))
    fill(document, sections, ids[RULE])


def _describe(document: Document, letter: Letter, letterhead: Letterhead) -> None:
    """What file managers show of the letter; no moment in it but the day of the letter or the first of its year."""
    day = letter.signed_on or dt.date(letter.year or timezone.localdate().year, 1, 1)
    moment = dt.datetime.combine(day, dt.time.min)
    about: Any = document.core_properties
    about.title = one_line(f"{letter.title} {letter.subject}")[:255]
    about.author = about.last_modified_by = one_line(letterhead.issuing_body)[:255]
    about.language, about.revision = "vi-VN", 1
    about.created = about.modified = moment
    about.comments = about.keywords = about.category = about.subject = ""
