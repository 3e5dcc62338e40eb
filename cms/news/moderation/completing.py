"""What the board completes while it decides: genre, sections, lead. An edit of the board's own, like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .guards import locked

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import Genre, NewsPage, SectionPage


@dataclass(frozen=True)
class Completion:
    """The item's genre, sections and lead as the board wants them."""

    genre: Genre
    sections: Sequence[SectionPage]
    lead: str


def complete(page: NewsPage, by: User, completion: Completion) -> NewsPage:
    """Save what ``completion`` changes in the locked item, and give the item as it is then.

    Raises ``ActRefused`` if it is not the board's turn to change the item.
    """
    item = page.latest
    before = item.digest
    item.genre, item.lead = completion.genre, completion.lead
    item.sections = list(completion.sections)
    if item.digest != before:
        item.save_revision(user=by, clean=False)
    return locked(page)
