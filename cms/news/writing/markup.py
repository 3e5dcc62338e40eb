"""HTML that people write or paste, read as plain blocks: paragraphs, headings, list items and tables.

What is written out again is built from these blocks alone, so that nothing of what came in can pass but its words
and the few marks that an item's text has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import nh3

from cms.news.writing.runs import BREAK, Marks, Run, plain_text, without_needless_blanks
from cms.news.writing.tables import Cell, Rows, value_of
from cms.vietnamese.text import is_blank, nfc

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
DEEPEST_LIST = 3
_CELLS = {"td", "th"}
_PARAGRAPHS = {"p", "div", "blockquote", "pre", "li", "dt", "dd", "section", "article", "figcaption", "caption"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_LINKTYPES = {"page", "document"}
_ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s@]|tel:[+\d]|/(?!/)|#(?:page|document)-\d{1,9}$)", re.IGNORECASE)
_CLEANER = nh3.Cleaner(
    tags={*HEADINGS, *LISTS, *_CELLS, *_PARAGRAPHS, *_BOLD, *_ITALIC, "a", "br", "table", "thead", "tbody", "tr"},
    clean_content_tags={"script", "style", "title", "template", "noscript", "textarea", "svg", "math", "iframe"},
    attributes={"a": {"href", "linktype", "id"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


@dataclass
class Block:
    """A paragraph (``p``), heading (``h2``, ``h3``), item of a list (``ul``, ``ol``) or ``table``.

    ``level`` says how deep an item of a list stands, ``table`` is a table block's value.
    """

    kind: str
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    table: dict[str, Any] | None = None


def read_html(html: str) -> list[Block]:
    """The blocks of any HTML, hostile or broken; what an item's text does not have is left out, its words stay."""
    reader = _Reader()
    reader.feed(_CLEANER.clean(nfc(html)))
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Reads cleaned HTML, whose tags are known and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._bold = self._italic = 0
        self._links: list[str] = []
        self._heading = ""
        self._lists: list[str] = []
        self._tables = 0
        self._rows: Rows = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BOLD:
            self._bold += 1
        elif tag in _ITALIC:
            self._italic += 1
        elif tag == "a":
            self._links.append(_address(dict(attrs)))
        elif tag == "br":
            self._write(BREAK)
        else:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOLD:
            self._bold -= 1
        elif tag in _ITALIC:
            self._italic -= 1
        elif tag == "a":
            self._links.pop()
        else:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        self._write(data.replace(BREAK, " "))

    def _write(self, text: str) -> None:
        if not (self._tables and self._rows and self._rows[-1]):
            marks = Marks(self._links[-1] if self._links else "", self._bold > 0, self._italic > 0)
            self._runs.append(Run(text, marks))
        elif text == BREAK:
            self._rows[-1][-1].lines.append("")
        else:
            self._rows[-1][-1].lines[-1] += text

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self.end_block()
            self._tables += 1
        elif self._tables:
            self._begin_in_table(tag, attributes)
        elif tag in LISTS:
            self.end_block()
            self._lists.append(tag)
        elif tag in HEADINGS:
            self.end_block()
            self._heading = HEADINGS[tag]
        elif tag == "li":
            self.end_block()
        else:
            self._break_block()

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
            if not self._tables:
                self._take_table()
        elif self._tables:
            self._write(BREAK)
        elif tag in LISTS:
            self.end_block()
            self._lists.pop()
        elif tag in HEADINGS:
            self.end_block()
            self._heading = ""
        elif tag == "li":
            self.end_block()
        else:
            self._break_block()

    def _begin_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        """A table within a cell is read as lines of that cell; a table's caption as a paragraph before it."""
        if self._tables > 1 or tag not in {"tr", *_CELLS}:
            self._write(BREAK)
        elif tag == "tr":
            self.end_block()
            self._rows.append([])
        elif self._rows:
            across, down = _number(attributes.get("colspan")), _number(attributes.get("rowspan"))
            self._rows[-1].append(Cell(tag == "th", across, down))

    def _take_table(self) -> None:
        value, self._rows = value_of(self._rows), []
        if value is not None:
            self.blocks.append(Block("table", table=value))

    def _break_block(self) -> None:
        """A paragraph within an item of a list or a heading is a line of it; elsewhere it is a block."""
        if self._lists or self._heading:
            self._write(BREAK)
        else:
            self.end_block()

    def end_block(self) -> None:
        """Take what has been written since the last block as a block, if a reader would see anything of it."""
        runs = without_needless_blanks(self._runs)
        self._runs = []
        if is_blank(plain_text(runs)):
            return
        if self._heading:
            runs = [run._replace(text=" ") if run.text == BREAK else run for run in runs]
            self.blocks.append(Block(self._heading, without_needless_blanks(runs)))
        elif self._lists:
            level = min(len(self._lists) - 1, DEEPEST_LIST, self._deepest_now())
            self.blocks.append(Block(self._lists[-1], runs, level))
        else:
            self.blocks.append(Block("p", runs))

    def _deepest_now(self) -> int:
        """An item stands at most one level below the item before it."""
        before = self.blocks[-1] if self.blocks else None
        return before.level + 1 if before is not None and before.kind in LISTS else 0


def _address(attributes: dict[str, str | None]) -> str:
    """Where a link leads, a page of the portal as ``#page-3``; empty for a link that leads nowhere we go."""
    linktype, number = attributes.get("linktype"), attributes.get("id") or ""
    if linktype in _LINKTYPES and number.isdecimal():
        return f"#{linktype}-{int(number)}"
    address = (attributes.get("href") or "").strip()
    return address if _ADDRESS.match(address) and len(address) <= 2000 else ""


def _number(value: str | None) -> int:
    """How many columns or rows a cell reaches over."""
    return max(1, int(value)) if value and value.isdecimal() and len(value) < 4 else 1
