"""The photos of an item with the numbers by which people speak of them on paper and in folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.news.blocks import placed_photos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.news.models import NewsPage
    from cms.photos.models import Photo


@dataclass(frozen=True)
class NumberedPhoto:
    """A photo of the item, counted from 1, with its words."""

    number: int
    photo: Photo
    caption: str
    alt: str
    credit: str


def numbered_photos(item: NewsPage) -> Iterator[NumberedPhoto]:
    """The photos of the item's list in order, then those that stand in the text alone; each once."""
    seen: set[int] = set()
    for use in item.photos.all():
        if use.photo_id not in seen:
            seen.add(use.photo_id)
            yield NumberedPhoto(len(seen), use.photo, use.caption, use.alt_text or use.caption, use.credit)
    for placed in placed_photos(item.body):
        photo, caption = placed["photo"], placed["caption"]
        if photo is not None and photo.pk not in seen:
            seen.add(photo.pk)
            yield NumberedPhoto(len(seen), photo, caption, placed["alt_text"] or caption, "")
