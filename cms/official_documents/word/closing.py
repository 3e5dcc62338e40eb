"""The end of a letter: who receives it at the left, who signs it at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.official_documents.word.markup import cell, paragraph, row, run, table
from cms.official_documents.word.styles import AUTHORITY, RECIPIENT, RECIPIENTS, RULE, SIGNER
from cms.official_documents.word.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cms.official_documents.parts import Letter
    from cms.official_documents.word.styles import StyleIds

# Lines left free for signature and stamp.
_FREE = 5


def closing(letter: Letter, ids: StyleIds, width: int) -> str:
    """Room, and below it both columns, which stay on one page."""
    left = width * 45 // 100
    right = width - left
    signed = [paragraph(ids[AUTHORITY], run(one_line(line).upper())) for line in letter.signature.lines]
    signed += [paragraph(ids[AUTHORITY]) for _line in range(_FREE)]
    signed.append(paragraph(ids[SIGNER], run(one_line(letter.signature.name))))
    columns = [cell(left, *_recipients(letter.recipients, ids)), cell(right, *signed)]
    room = paragraph(ids[RULE], extra='<w:keepNext/><w:spacing w:before="120" w:after="0"/>')
    return room + table([left, right], [row(columns)])


def _recipients(recipients: Sequence[str], ids: StyleIds) -> list[str]:
    names = [name for name in (one_line(recipient).lstrip("-– ").rstrip(";. ") for recipient in recipients) if name]
    if not names:
        return [paragraph(ids[RECIPIENT])]
    lines = [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."]
    return [paragraph(ids[RECIPIENTS], run("Nơi nhận:")), *(paragraph(ids[RECIPIENT], run(line)) for line in lines)]
