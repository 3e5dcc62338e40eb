"""Annexes: sections of their own behind the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.official_documents.word.body import body
from cms.official_documents.word.head import day_of, number_of
from cms.official_documents.word.markup import paragraph, run
from cms.official_documents.word.styles import ANNEX, ANNEX_OF, SUBJECT
from cms.official_documents.word.texts import one_line

if TYPE_CHECKING:
    from cms.official_documents.letterheads import Letterhead
    from cms.official_documents.parts import Annex, Letter
    from cms.official_documents.word.styles import StyleIds


def annex_markup(annex: Annex, letter: Letter, letterhead: Letterhead, ids: StyleIds, width: int) -> str:
    """An annex: its title, to which letter it belongs, and its text, ``width`` twips wide."""
    lines = [paragraph(ids[ANNEX], run(one_line(annex.title)))]
    if annex.subject:
        lines.append(paragraph(ids[SUBJECT], run(one_line(annex.subject).upper())))
    if not annex.stands_alone:
        lines.append(paragraph(ids[ANNEX_OF], run(_belongs_to(letter, letterhead))))
    return "".join(lines) + body(annex.body, ids, width)


def _belongs_to(letter: Letter, letterhead: Letterhead) -> str:
    number = number_of(letter, letterhead).removeprefix("Số: ")
    kind, issuer = one_line(letter.title).capitalize(), one_line(letterhead.issuing_body)
    return f"(Kèm theo {kind} số {number} {day_of(letter)} của {issuer})"
