"""Numbers of official documents: the clerk's office gives each once in a year and symbol; nobody here invents one."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = re.compile(r"0*[1-9][0-9]{0,5}[a-zA-ZđĐ]?")
_SYMBOL = re.compile(r"[^\W\d_][\w.-]*(/[\w.-]+)*")

# Gets a key; gives what the document is called that bears the number, or None.
NumberBook = Callable[[str], str | None]

_books: list[NumberBook] = []


def is_number(text: str) -> bool:
    """Whether a clerk's office could give such a number: "45", "045", "45a"."""
    return _NUMBER.fullmatch(text) is not None


def is_symbol(text: str) -> bool:
    """Whether it could follow a number: "TB-LĐLĐ"."""
    return _SYMBOL.fullmatch(text) is not None


def key_of(number: str, symbol: str, year: int) -> str:
    """What makes a number one of its kind: the digits without leading zeros, the symbol, the year of the paper."""
    return f"{number.strip().lstrip('0').casefold()}/{symbol.strip().casefold()}/{year}"


def number_book(book: NumberBook) -> NumberBook:
    """Register the decorated function as one that knows which documents bear a number. Safe to run again."""
    if book not in _books:
        _books.append(book)
    return book


def bearer_of(key: str) -> str | None:
    """The document, of whatever kind, that bears a number already; None if it is free."""
    return next((bearer for book in _books if (bearer := book(key))), None)
