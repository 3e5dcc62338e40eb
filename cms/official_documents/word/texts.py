"""Text as it may stand in a Word file."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# What XML cannot hold, but for line breaks, and what is a line break to some programs only.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u0084\u0086-\u009f]")
# Marks that turn the direction of the text that follows them, beyond the end of a name.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile("\r\n|[\r\n\u000b\u000c\u0085\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` without what a Word file cannot hold and without marks of direction; never none."""
    return [_line(line) for line in _BREAKS.split(text)]


def one_line(text: str) -> str:
    """``text`` as one line, as titles and names are."""
    return " ".join(filter(None, (line.strip() for line in lines_of(text))))


def escaped(line: str) -> str:
    """A line as it stands between two tags of XML."""
    return escape(line)


def _line(text: str) -> str:
    return _DIRECTIONS.sub("", _UNWRITABLE.sub("", text)).replace("\t", " ")
