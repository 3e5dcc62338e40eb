"""The body of an item as the parts of its form: texts to write in, and between them what the board has placed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.news.writing.text import RawBlock, blocks_of, html_of_block, normal_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wagtail.blocks import StreamValue

WRITABLE = {"text", "table"}
_NAMED = re.compile(r'#(page|document)-(\d{1,9})"')


@dataclass
class Part:
    """A series of text and table blocks, or one block of another kind, which the form shows and keeps."""

    blocks: list[RawBlock] = field(default_factory=list)
    is_text: bool = True

    @property
    def html(self) -> str:
        """The text in normal form."""
        return "".join(html_of_block(block) for block in self.blocks)


def parts_of(body: StreamValue) -> list[Part]:
    """The parts of a body, with at least one text."""
    parts: list[Part] = []
    for block in raw_blocks(body):
        if block["type"] not in WRITABLE:
            parts.append(Part([block], is_text=False))
        elif parts and parts[-1].is_text:
            parts[-1].blocks.append(block)
        else:
            parts.append(Part([block]))
    return parts if any(part.is_text for part in parts) else [*parts, Part()]


def raw_blocks(body: StreamValue) -> list[RawBlock]:
    """The blocks of a body as they are stored."""
    return [dict(block) for block in body.get_prep_value()]


def shown_parts(body: StreamValue) -> list[dict[str, str]]:
    """The parts for the form's template: ``kind`` is ``text`` (with name and html) or ``kept`` (label and text)."""
    shown = []
    texts = 0
    for part in parts_of(body):
        if part.is_text:
            shown.append({"kind": "text", "name": f"part-{texts}", "html": part.html})
            texts += 1
        elif not (part.blocks[0]["type"] == "video" and part.blocks[0] == raw_blocks(body)[-1]):
            shown.append({"kind": "kept"} | _told(part.blocks[0]))
    return shown


def with_texts(body: StreamValue, texts: Sequence[str]) -> list[RawBlock]:
    """The raw blocks of ``body`` with other texts in its parts; a part whose text is the same keeps its blocks.

    Who keeps their own text over a body that was divided otherwise meanwhile loses none: what has no part of its own
    joins the last one.
    """
    parts = parts_of(body)
    writable = [part for part in parts if part.is_text]
    placed = [*texts[: len(writable) - 1], "".join(texts[len(writable) - 1 :])]
    placed += [""] * (len(writable) - len(placed))
    known = _Known(writable, placed)
    for part, html in zip(writable, placed, strict=True):
        if normal_html(html) != normal_html(part.html):
            part.blocks = _kept_where_equal(part.blocks, blocks_of(html, known))
    return [block for part in parts for block in part.blocks]


def _kept_where_equal(old: list[RawBlock], new: list[RawBlock]) -> list[RawBlock]:
    """``new``, with each block that says what an old one said as it was; a changed table keeps its caption."""
    standing = {html_of_block(block): block for block in old}
    captions = [block["value"].get("table_caption") or "" for block in old if block["type"] == "table"]
    tables = [block for block in new if block["type"] == "table"]
    if len(captions) == len(tables):
        for block, caption in zip(tables, captions, strict=True):
            block["value"]["table_caption"] = caption
    return [standing.get(html_of_block(block), block) for block in new]


class _Known:
    """Which pages and documents a text may lead to: those that it led to before, and pages that readers see."""

    def __init__(self, parts: list[Part], texts: list[str]) -> None:
        before = {name for part in parts for name in _NAMED.findall(part.html)}
        named = {name for html in texts for name in _NAMED.findall(normal_html(html))} - before
        pages = Page.objects.live().filter(pk__in=[number for kind, number in named if kind == "page"])
        self._known = before | {("page", str(pk)) for pk in pages.values_list("pk", flat=True)} if named else before

    def __call__(self, linktype: str, number: int) -> bool:
        return (linktype, str(number)) in self._known


def _told(block: RawBlock) -> dict[str, str]:
    """What the form says about a block that it keeps."""
    value: Any = block["value"] or {}
    if block["type"] == "photo":
        return {"label": _("Photo placed by the editorial board"), "text": value.get("caption") or ""}
    if block["type"] == "gallery":
        captions = (_inner(photo).get("caption") or "" for photo in value.get("photos") or [])
        return {"label": _("Photos placed by the editorial board"), "text": " · ".join(filter(None, captions))}
    if block["type"] == "quotation":
        return {"label": _("Quotation"), "text": value.get("text") or ""}
    if block["type"] == "video":
        return {"label": _("Video"), "text": value.get("video") or ""}
    return {"label": _("Placed by the editorial board"), "text": ""}


def _inner(item: Any) -> dict[str, Any]:
    """The value of an item of a list block, in the form of today or of earlier days."""
    return item["value"] if isinstance(item, dict) and "value" in item else item
