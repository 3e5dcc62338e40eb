"""The text of an item as paragraphs, and how two of them differ."""

from __future__ import annotations

import difflib
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cms.news.content import without_editor_marks

from .words import Words, compare_words, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.news.models import NewsPage

_PARAGRAPH_END = re.compile(r"(?<=</p>)|(?<=</h2>)|(?<=</h3>)|(?<=</li>)|(?<=<hr/>)")
_LINK = re.compile(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Paragraphs are paired by their likeness as long as that many comparisons do.
_MOST_PAIRS = 400
_ALIKE = 0.4


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the comparison.

    ``kind``: "same", "changed", "added", "removed", "moved" (its words stand elsewhere now), "formatted" (the same
    words, set otherwise), or "folded" (``count`` unchanged ones that nobody has to read again).
    """

    kind: str
    words: Words
    count: int = 1


@dataclass(frozen=True)
class _Piece:
    text: str
    source: str


def compare_bodies(before: NewsPage, after: NewsPage) -> list[Paragraph]:
    """The paragraphs of both, in the order of ``after``, unchanged ones folded; empty if nothing differs."""
    old, new = list(_pieces(before)), list(_pieces(after))
    if [piece.source for piece in old] == [piece.source for piece in new]:
        return []
    return _folded(_with_moves(_aligned(old, new)))


def _pieces(item: NewsPage) -> Iterator[_Piece]:
    for block in item.body:
        if block.block_type == "text":
            yield from _pieces_of_text(without_editor_marks(block.value.source))
        elif block.block_type == "table":
            rows = (block.value or {}).get("data") or []
            yield from (_piece(" | ".join(str(cell or "") for cell in row)) for row in rows)
        else:
            yield _piece(f"[{block.block.label}] {_described(block)}".strip())


def _piece(text: str) -> _Piece:
    return _Piece(text, text)


def _pieces_of_text(source: str) -> Iterator[_Piece]:
    for part in _PARAGRAPH_END.split(source):
        text = html.unescape(strip_tags(_LINK.sub(r"\2 (\1)", part))).strip()
        if text:
            yield _Piece(text, part.strip())


def _described(block: Any) -> str:
    """What a placed thing is: words that it bears, and the photos in it by their numbers."""
    values = block.value["photos"] if block.block_type == "gallery" else [block.value]
    photos = [value.get("photo") for value in values] if block.block_type in {"photo", "gallery"} else []
    numbers = [_("photo %(number)s") % {"number": photo.pk} for photo in photos if photo]
    if block.block_type == "document":
        return str(block.value.get("document") or "")
    if block.block_type == "video":
        numbers = [str(getattr(block.value.get("video"), "url", "") or "")]
    return " ".join([*numbers, *block.block.get_searchable_content(block.value)])


def _aligned(old: list[_Piece], new: list[_Piece]) -> list[Paragraph]:
    matcher = difflib.SequenceMatcher(None, [p.text for p in old], [p.text for p in new], autojunk=False)
    paragraphs: list[Paragraph] = []
    for change, i1, i2, j1, j2 in matcher.get_opcodes():
        if change == "equal":
            paragraphs += [
                Paragraph("same" if was.source == is_.source else "formatted", [(" ", is_.text)])
                for was, is_ in zip(old[i1:i2], new[j1:j2], strict=True)
            ]
        else:
            paragraphs += _replaced([p.text for p in old[i1:i2]], [p.text for p in new[j1:j2]])
    return paragraphs


def _replaced(old: list[str], new: list[str]) -> list[Paragraph]:
    """Paragraphs in place of others: each new one beside the old one that it is most like, in order."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [Paragraph("removed", [("-", text)]) for text in old] + [
            Paragraph("added", [("+", text)]) for text in new
        ]
    paragraphs, left = [], 0
    for text in new:
        found = _most_alike(text, old, left)
        if found is None:
            paragraphs.append(Paragraph("added", [("+", text)]))
            continue
        paragraphs += [Paragraph("removed", [("-", gone)]) for gone in old[left:found]]
        paragraphs.append(Paragraph("changed", compare_words(old[found], text)))
        left = found + 1
    return paragraphs + [Paragraph("removed", [("-", gone)]) for gone in old[left:]]


def _most_alike(text: str, old: Sequence[str], start: int) -> int | None:
    rated = [(likeness(old[place], text), -place) for place in range(start, len(old))]
    best, place = max(rated, default=(0.0, 0))
    return -place if best >= _ALIKE else None


def _with_moves(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """What is gone here and new there has moved: it is shown once, where it stands now."""
    gone = {p.words[0][1] for p in paragraphs if p.kind == "removed"}
    come = {p.words[0][1] for p in paragraphs if p.kind == "added"}
    moved = gone & come
    return [
        Paragraph("moved", [(" ", p.words[0][1])]) if p.kind == "added" and p.words[0][1] in moved else p
        for p in paragraphs
        if not (p.kind == "removed" and p.words[0][1] in moved)
    ]


def _folded(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Unchanged paragraphs folded, but for one on each side of a change."""
    changed = {place for place, paragraph in enumerate(paragraphs) if paragraph.kind != "same"}
    near = changed | {place - 1 for place in changed} | {place + 1 for place in changed}
    kept: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if place in near:
            kept.append(paragraph)
        elif kept and kept[-1].kind == "folded":
            kept[-1] = Paragraph("folded", [], kept[-1].count + 1)
        else:
            kept.append(Paragraph("folded", []))
    return kept
