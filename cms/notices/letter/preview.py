"""A letter for the screen: its parts as a template can tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.official_documents.parts import Band, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.official_documents.parts import Letter, Part, Row


def shown_letter(letter: Letter) -> dict[str, Any]:
    """What the screen shows of a letter. Its tables are read, so nothing else can be made of it afterwards."""
    return {
        "title": letter.title,
        "subject": letter.subject,
        "number": letter.number,
        "signed_on": letter.signed_on,
        "year": letter.year,
        "body": _parts(letter.body),
        "signature": letter.signature,
        "recipients": letter.recipients,
        "annexes": [
            {"title": annex.title, "subject": annex.subject, "body": _parts(annex.body)} for annex in letter.annexes
        ],
    }


def _parts(body: Iterable[Part]) -> list[dict[str, Any]]:
    return [_part(part) for part in body]


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": part.text}
    if isinstance(part, Table):
        rows = [_row(row, part) for row in part.rows]
        return {"kind": "table", "headings": part.headings, "columns": len(part.headings), "rows": rows}
    return {"kind": "paragraph", "text": part.text, "style": _style(part)}


def _style(paragraph: Paragraph) -> str:
    marks = {"bold": paragraph.bold, "italic": paragraph.italic}
    return " ".join([f"letter-{paragraph.align}", *(f"letter-{name}" for name, has in marks.items() if has)])


def _row(row: Row, table: Table) -> dict[str, Any]:
    if isinstance(row, Band):
        return {"band": row.text}
    return {"cells": [(text, column in table.centred) for column, text in enumerate(row)]}
