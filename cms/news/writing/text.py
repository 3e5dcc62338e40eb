"""The text of an item, between the HTML of the form and the raw data of its text and table blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

from cms.news.writing import tables
from cms.news.writing.markup import LISTS, Block, read_html
from cms.news.writing.runs import LinkTag, as_html

RawBlock = dict[str, Any]
IsKnown = Callable[[str, int], bool]


def normal_html(html: str) -> str:
    """Any HTML in the one form in which equal texts are written alike; the form of the editor's field."""
    return "".join(_pieces(read_html(html), _form_link))


def html_of_block(block: RawBlock) -> str:
    """A text or table block in normal form."""
    return tables.html_of(block["value"]) if block["type"] == "table" else normal_html(block["value"] or "")


def blocks_of(html: str, is_known: IsKnown) -> list[RawBlock]:
    """The raw blocks of a text, in place of the old ones; ``is_known`` says which pages and documents it may name."""
    made: list[RawBlock] = []
    for is_table, group in groupby(read_html(html), key=lambda block: block.kind == "table"):
        if is_table:
            made.extend({"type": "table", "value": block.table} for block in group)
        else:
            made.append({"type": "text", "value": "".join(_pieces(group, _stored_link(is_known)))})
    return made


def _pieces(blocks: Iterable[Block], link_tag: LinkTag) -> list[str]:
    """The HTML of blocks; of a series of list items their lists."""
    pieces: list[str] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind in LISTS):
        if is_list:
            pieces.append(_list_html(list(group), link_tag))
        else:
            pieces.extend(_block_html(block, link_tag) for block in group)
    return pieces


def _block_html(block: Block, link_tag: LinkTag) -> str:
    if block.kind == "table":
        return tables.html_of(block.table)
    return f"<{block.kind}>{as_html(block.runs, link_tag)}</{block.kind}>"


def _list_html(items: list[Block], link_tag: LinkTag) -> str:
    """Items of lists, each with its level, as lists within lists."""
    written: list[str] = []
    open_lists: list[str] = []
    for item in items:
        while len(open_lists) > item.level + 1 or (len(open_lists) == item.level + 1 and open_lists[-1] != item.kind):
            written.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == item.level + 1:
            written.append("</li>")
        else:
            open_lists.append(item.kind)
            written.append(f"<{item.kind}>")
        written.append(f"<li>{as_html(item.runs, link_tag)}")
    written.extend(f"</li></{kind}>" for kind in reversed(open_lists))
    return "".join(written)


def _form_link(address: str) -> str:
    return f'<a href="{escape(address)}">'


def _stored_link(is_known: IsKnown) -> LinkTag:
    """Writes links as Wagtail stores them; a page that may not be named is not linked."""

    def tag(address: str) -> str:
        linktype, _dash, number = address.removeprefix("#").partition("-")
        if not address.startswith("#"):
            return _form_link(address)
        return f'<a linktype="{linktype}" id="{number}">' if is_known(linktype, int(number)) else ""

    return tag
