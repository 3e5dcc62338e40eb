"""Cells of exported tables that no spreadsheet program takes for a formula."""

from __future__ import annotations

import re

# OWASP, "CSV Injection"; with the full-width signs that Excel reads alike, and apostrophes that already stand before.
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")

# What XML cannot hold; openpyxl's own expression leaves lone surrogates and U+FFFE in, at which it then stumbles.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def neutral(value: object) -> object:
    """``value`` as it may stand in a cell: text that could be read as a formula gets an apostrophe before it.

    Numbers, days and everything else that is no text stay what they are. ``plain`` takes the apostrophe off again.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def plain(value: object) -> object:
    """The value that ``neutral`` was given: ``plain(neutral(value)) == value`` for every value."""
    is_neutralised = isinstance(value, str) and value.startswith("'") and _FORMULA.match(value[1:])
    return value[1:] if is_neutralised and isinstance(value, str) else value


def writable(text: str) -> str:
    """``text`` without the characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)
