"""Vietnamese text: one Unicode form in storage, and addresses that read well."""

import re
import unicodedata
from typing import Any

# Joiners, marks and blanks that a person cannot see; they count for nothing in a caption.
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)


def nfc(value: Any) -> Any:
    """``value`` with every string in it, keys included, in Unicode NFC; other types come back as they are."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(nfc(item) for item in value)
    return value


def fold(text: str) -> str:
    """``text`` in lower case without diacritics, đ as d: "Đường tới" becomes "duong toi"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slugify(text: str, max_length: int = 100) -> str:
    """An address of plain ASCII words: "Công đoàn tặng quà" becomes "cong-doan-tang-qua".

    Cut at a word's end within ``max_length``; empty if nothing of ``text`` can stand in an address.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
    return slug


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing in ``text``: blanks and invisible characters do not count."""
    visible = _INVISIBLE.sub("", text)
    return all(unicodedata.category(char) in {"Cc", "Cf", "Mn", "Zs"} for char in visible)
