"""Where photos are used, as far as a person may know. The floor above tells; here is only the place to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cms.accounts.models import User


class Use(NamedTuple):
    """A page that shows a photo, with its headline and an address that the person may open."""

    page: int
    headline: str
    url: str


# Gets numbers of photos and a person; gives, by photo, the pages that the person may know of, the newest first.
# A constant number of queries.
Uses = Callable[[Collection[int], "User"], dict[int, list[Use]]]

_sources: list[Uses] = []


def tells_uses(source: Uses) -> Uses:
    """Register the decorated function as one that knows where photos are used."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(photo_ids: Collection[int], user: User) -> dict[int, list[Use]]:
    """Where each of the photos is used, as far as the person may know; nothing of a photo that they may not know of."""
    found: dict[int, list[Use]] = defaultdict(list)
    for source in _sources if photo_ids else ():
        for photo, uses in source(photo_ids, user).items():
            found[photo].extend(uses)
    return dict(found)
