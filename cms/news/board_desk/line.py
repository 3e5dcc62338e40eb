"""The line of items before the board: where one stands in it, and which one comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.news.lists import decidable_by, waiting_for_board
from cms.news.models import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.accounts.models import User
    from cms.news.models import NewsPage

_LONGEST_LINE = 1000


@dataclass(frozen=True)
class Neighbours:
    """The place of an item in the line, from 1, of how many, and the keys of those before and after it."""

    place: int
    count: int
    previous: int | None
    following: int | None


def neighbours_of(page: NewsPage, user: User) -> Neighbours | None:
    """Where an item stands among all that wait for the board; None if it does not wait."""
    if page.state != State.AT_BOARD:
        return None
    line = _line(waiting_for_board(user))
    if page.pk not in line:
        return None
    place = line.index(page.pk)
    return Neighbours(
        place + 1,
        len(line),
        line[place - 1] if place else None,
        line[place + 1] if place + 1 < len(line) else None,
    )


def next_for(user: User, *, behind: NewsPage) -> int | None:
    """The key of the item that the person decides after the one ``behind`` which it stands; None if it is the only one.

    Behind the last one the first comes again. Items that the person wrote or sent are for others to decide.
    """
    line = _line(decidable_by(user, waiting_for_board(user)))
    place = line.index(behind.pk) if behind.pk in line else -1
    return next((key for key in (*line[place + 1 :], *line) if key != behind.pk), None)


def _line(items: QuerySet[NewsPage]) -> list[int]:
    return list(items.values_list("pk", flat=True)[:_LONGEST_LINE])
