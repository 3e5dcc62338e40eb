"""The text of an item, from its HTML, as paragraphs of a Word file."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# What XML cannot hold, and Word therefore neither.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADINGS = {"h2": "Heading 2", "h3": "Heading 3"}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
# The default template has three levels of each list.
_DEEPEST = 3
_FOLLOWED = ("http://", "https://", "mailto:", "tel:")


def writable(text: str) -> str:
    """A text without the characters that no Word file can hold."""
    return _UNWRITABLE.sub("", text)


def write_text(document: Document, html: str) -> None:
    """Append rich text as Wagtail stores it: paragraphs, headings, lists, bold, italic, links."""
    writer = _Writer(document)
    writer.feed(html)
    writer.close()


class _Writer(HTMLParser):
    """Opens a paragraph at its first letter, so that no empty ones arise."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.paragraph: Paragraph | None = None
        self.style = "Normal"
        self.lists: list[tuple[str, int | None]] = []
        self.marks: list[str] = []
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LISTS:
            self.lists.append((tag, _new_numbering(self.document) if tag == "ol" else None))
        elif tag in {"p", "li", *_HEADINGS}:
            self._begin(tag)
        elif tag in _BOLD | _ITALIC:
            self.marks.append(tag)
        elif tag == "br" and self.paragraph is not None:
            self.paragraph.add_run().add_break()
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.address = writable(address) if address.startswith(_FOLLOWED) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS and self.lists:
            self.lists.pop()
        elif tag in {"p", "li", *_HEADINGS}:
            self._begin("")
        elif tag in self.marks:
            self.marks.remove(tag)
        elif tag == "a":
            self.address = ""

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", writable(data))
        if self.paragraph is None:
            text = text.lstrip()
        if not text:
            return
        run = self._open_paragraph().add_run(text)
        run.bold = bool(_BOLD & set(self.marks)) or None
        run.italic = bool(_ITALIC & set(self.marks)) or None
        if self.address:
            _link(run, self.address)

    def _begin(self, tag: str) -> None:
        """The next letter opens a paragraph of its own; within a list it is the list's."""
        self.paragraph = None
        self.style = _HEADINGS.get(tag, "Normal")

    def _open_paragraph(self) -> Paragraph:
        if self.paragraph is None:
            self.paragraph = self.document.add_paragraph(style=self._style_in_list() or self.style)
            if not self.lists and self.style == "Normal":
                self.paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if self.lists and (numbering := self.lists[-1][1]) is not None:
                properties: Any = self.paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_numId().val = numbering
        return self.paragraph

    def _style_in_list(self) -> str:
        if not self.lists:
            return ""
        level = min(len(self.lists), _DEEPEST)
        return _LISTS[self.lists[-1][0]] + (f" {level}" if level > 1 else "")


def _new_numbering(document: Document) -> int:
    """A numbering that begins at 1: without it Word would count on from the list before."""
    numbering: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    counted_by = style.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == counted_by)
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return added.numId


def _link(run: Run, address: str) -> None:
    """Let a run lead to an address."""
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), run.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.underline = True
    run._r.addprevious(link)
    link.append(run._r)
