"""Text as it comes out of spreadsheets, brought into one form that can be compared."""

from __future__ import annotations

import re
import unicodedata

from cms.vietnamese.text import fold, nfc

_BLANKS = "\t\n\r"
# XML cannot hold them.
_NO_CHARACTERS = "\ufffe\uffff"
# How a workbook writes characters that XML cannot hold: Excel's line break is one of them.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Vietnamese typed with a font of the TCVN3 table reads like "C«ng ®oµn": two such signs among letters.
_OLD_TABLE = re.compile(r"[«®µ¶·¸¹»¼½¾¨©§]")


def unescape(text: str) -> str:
    """``text`` of a workbook's cell with its escapes (``_x000D_``) read as the characters they stand for."""
    return _ESCAPED.sub(lambda found: chr(code) if (code := int(found[1], 16)) < 32 or code == 0x5F else found[0], text)


def escape(text: str) -> str:
    """``text`` as a workbook's cell has to hold it so that no part of it is read as an escape."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def tidy(text: str) -> str:
    """``text`` in NFC, each run of blanks (no-break ones and line breaks too) as one space, nothing invisible in it."""
    kept = (" " if char in _BLANKS else char for char in text if char in _BLANKS or not _is_invisible(char))
    return nfc(" ".join("".join(kept).split()))


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} or char in _NO_CHARACTERS


def has_control_characters(text: str) -> bool:
    """Whether ``text`` has control characters other than tabs and line breaks."""
    return any(unicodedata.category(char) in {"Cc", "Cs"} and char not in _BLANKS for char in text)


def looks_broken(text: str) -> bool:
    """Whether ``text`` looks like letters of an old Vietnamese font or of a wrong encoding."""
    return "\ufffd" in text or (len(_OLD_TABLE.findall(text)) > 1 and bool(re.search(r"[A-Za-z]", text)))


def word_key(text: str) -> str:
    """What is left of a heading or a choice when case, diacritics and punctuation count for nothing."""
    return re.sub(r"[^a-z0-9]", "", fold(tidy(text)))
