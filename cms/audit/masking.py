"""Personal data that found its way into an entry's data is made unreadable before the entry is written."""

from __future__ import annotations

import re
from typing import Any

MASK = "•••"

_PERSONAL = re.compile(
    r"[^\s@<>()]+@[^\s@<>()]+\.\w+"  # e-mail
    # Telephone numbers of Việt Nam as people write them: 0912.345.678, +84 912 345 678, (0209) 3870 123; no days.
    r"|(?<![\w/.\-])(?!\d{1,2}[.\-]\d{1,2}[.\-]\d{4})\(?(?:\+|00)?(?:84|0)(?:[\s.\-()]{0,2}\d){9,10}(?![\w/])"
)


def masked(value: Any) -> Any:
    """``value`` with telephone numbers and e-mail addresses in its texts made unreadable, at any depth."""
    if isinstance(value, str):
        return _PERSONAL.sub(MASK, value)
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item) for item in value]
    return value
