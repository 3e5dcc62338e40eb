"""Text with its marks, as runs of equally marked characters, and the one way in which they are written as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

_BLANKS = re.compile(r"[ \t\r\n\f]+")
BREAK = "\n"

LinkTag = Callable[[str], str]


class Marks(NamedTuple):
    """How a run looks; ``link`` is the address that it leads to, or empty."""

    link: str = ""
    bold: bool = False
    italic: bool = False


class Run(NamedTuple):
    """Characters that look alike; a line break within a paragraph is a run of ``BREAK``."""

    text: str
    marks: Marks


def without_needless_blanks(runs: Iterable[Run]) -> list[Run]:
    """``runs`` with each series of blanks as one blank, and none at the ends or beside a line break."""
    collapsed = [run if run.text == BREAK else run._replace(text=_BLANKS.sub(" ", run.text)) for run in runs]
    from_the_start = _strip(collapsed, forwards=True)
    return _strip(reversed(from_the_start), forwards=False)[::-1]


def _strip(runs: Iterable[Run], *, forwards: bool) -> list[Run]:
    """Strip what stands at an end, beside a break or beside another blank, going in one direction."""
    strip, far = (str.lstrip, -1) if forwards else (str.rstrip, 0)
    kept: list[Run] = []
    last = BREAK
    for run in runs:
        if run.text == BREAK:
            text = BREAK if kept else ""
        else:
            text = strip(run.text, " ") if last in {BREAK, " "} else run.text
        if text:
            kept.append(run._replace(text=text))
            last = text[far]
    return kept


def as_html(runs: Iterable[Run], link_tag: LinkTag) -> str:
    """The runs as HTML: links outermost, then bold, then italic. ``link_tag`` writes the opening tag of a link."""
    written: list[str] = []
    open_tags: list[str] = []
    for run in runs:
        wanted = _tags(run.marks, link_tag)
        common = _common(open_tags, wanted)
        written.extend(_closing(tag) for tag in reversed(open_tags[common:]))
        written.extend(wanted[common:])
        open_tags = wanted
        written.append("<br/>" if run.text == BREAK else escape(run.text, quote=False))
    written.extend(_closing(tag) for tag in reversed(open_tags))
    return "".join(written)


def plain_text(runs: Iterable[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)


def _tags(marks: Marks, link_tag: LinkTag) -> list[str]:
    link = link_tag(marks.link) if marks.link else ""
    return [tag for tag in (link, "<b>" if marks.bold else "", "<i>" if marks.italic else "") if tag]


def _closing(tag: str) -> str:
    return f"</{tag[1]}>"


def _common(left: list[str], right: list[str]) -> int:
    """How many tags stand open on both sides."""
    count = 0
    while count < min(len(left), len(right)) and left[count] == right[count]:
        count += 1
    return count
