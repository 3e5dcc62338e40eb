"""Genres and sections that upper floors know of and a file may name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cms.spreadsheets.spelling import word_key


@dataclass(frozen=True)
class OfferedGenre:
    """A genre by its code, which rules go by, and its name."""

    code: str
    name: str


# What an item is whose genre nobody noted: the code is that of the news item, the name leaves open which it was.
ORDINARY = OfferedGenre("tin", "Tin, bài")

_genres: list[Callable[[], Iterable[OfferedGenre]]] = []
_sections: list[Callable[[], Iterable[str]]] = []


def offers_genres(source: Callable[[], Iterable[OfferedGenre]]) -> Callable[[], Iterable[OfferedGenre]]:
    """Register the decorated function as one that knows genres, in the order in which they are offered."""
    _genres.append(source)
    return source


def offers_sections(source: Callable[[], Iterable[str]]) -> Callable[[], Iterable[str]]:
    """Register the decorated function as one that knows the names of sections."""
    _sections.append(source)
    return source


def offered_genres() -> list[OfferedGenre]:
    """Every genre that a file may name."""
    return [genre for source in _genres for genre in source()]


def offered_sections() -> list[str]:
    """The names of sections that there are today; a file may name others, of the old portal."""
    return list(dict.fromkeys(name for source in _sections for name in source()))


def genre_named(text: str, genres: Iterable[OfferedGenre]) -> OfferedGenre | None:
    """The genre that a text names, by name or code, in any spelling."""
    wanted = word_key(text)
    known = (*genres, ORDINARY)
    named = (genre for genre in known if word_key(genre.name) == wanted)
    return next(named, None) or next((genre for genre in known if word_key(genre.code) == wanted), None)
