"""The photos of two contents of an item compared: which came, went, moved, and what is said of them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.photos.models import Photo

from .words import Words, compare_words

if TYPE_CHECKING:
    from cms.news.models import ItemPhoto, NewsPage


@dataclass(frozen=True)
class PhotoChange:
    """What became of a photo of the list; ``was`` and ``now`` are its places from 1, None where it is not.

    ``photo`` is None if its file is not kept any more. ``texts`` has what differs of caption, alternative text and
    credit, by label.
    """

    photo: Photo | None
    kinds: list[str]
    was: int | None
    now: int | None
    caption: str = ""
    texts: list[tuple[str, Words]] = field(default_factory=list)


def compare_photos(before: NewsPage, after: NewsPage) -> list[PhotoChange]:
    """The photos of which something differs, in the order of ``after``, removed ones last."""
    old, new = _by_photo(before), _by_photo(after)
    moved = _moved(list(old), list(new))
    kept = Photo.objects.in_bulk({*old, *new})
    changes = []
    for number in [*new, *(gone for gone in old if gone not in new)]:
        was, now = old.get(number), new.get(number)
        kinds = ["removed"] if now is None else ["added"] if was is None else ["moved"] if number in moved else []
        texts = _texts(was[1], now[1]) if was and now else []
        if texts:
            kinds.append("changed")
        if kinds:
            use = (now or was or (0, None))[1]
            changes.append(
                PhotoChange(kept.get(number), kinds, was and was[0], now and now[0], use.caption if use else "", texts)
            )
    return changes


def _by_photo(item: NewsPage) -> dict[int, tuple[int, ItemPhoto]]:
    uses: dict[int, tuple[int, ItemPhoto]] = {}
    for place, use in enumerate(item.photos.all(), start=1):
        uses.setdefault(use.photo_id, (place, use))
    return uses


def _moved(old: list[int], new: list[int]) -> set[int]:
    """The photos of both lists that changed their order among them: as few as explain it."""
    before, after = [n for n in old if n in set(new)], [n for n in new if n in set(old)]
    stay = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(after) - {number for block in stay for number in before[block.a : block.a + block.size]}


def _texts(was: ItemPhoto, now: ItemPhoto) -> list[tuple[str, Words]]:
    parts = [
        (_("Caption"), was.caption, now.caption),
        (_("Alternative text"), was.alt_text, now.alt_text),
        (_("Photo by"), was.credit, now.credit),
    ]
    return [(label, compare_words(before, after)) for label, before, after in parts if before != after]
