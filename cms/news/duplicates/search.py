"""The search: by headline, by photo, and by unit and day of the event."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.photos.models import Photo, PhotoUse
from cms.photos.originality.lookup import photos_like
from cms.photos.originality.uses import uses_of

from .headlines import are_alike, words_of
from .known import known_between

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cms.accounts.models import User
    from cms.news.models import NewsPage
    from cms.photos.originality.uses import Use

    from .headlines import Words
    from .known import Known

# An event is told of within weeks; who tells of it again months later tells of another one.
WINDOW = dt.timedelta(days=30)
_MOST_SHOWN = 5


@dataclass(frozen=True)
class Duplicate:
    """An item that may be about the same: its headline, where the person may look at it, and why it is named."""

    headline: str
    url: str
    why: str


def likely_duplicates(page: NewsPage, user: User) -> list[Duplicate]:
    """Items like the latest content of ``page``, the strongest likeness first; never the item itself.

    The person is told only of items that they may know of (``known``). A constant number of queries.
    """
    latest = page.latest
    day = latest.event_date
    near = known_between(user, day - WINDOW, day + WINDOW) if day else {}
    named = {pk: (known.headline, known.url) for pk, known in near.items()}
    reasons = {pk: _reasons(latest, page, known) for pk, known in near.items()}
    shared = {use.page: use for uses in _uses_by_photo(latest.photo_ids, user).values() for use in uses}
    for pk, use in shared.items():
        named.setdefault(pk, (use.headline, use.url))
        reasons[pk] = [_("It has the same photo, or one much like it."), *reasons.get(pk, [])]
    reasons.pop(page.pk, None)
    likely = sorted((pk for pk in reasons if reasons[pk]), key=lambda pk: (-len(reasons[pk]), -pk))
    return [Duplicate(*named[pk], " ".join(reasons[pk])) for pk in likely[:_MOST_SHOWN]]


def _reasons(latest: NewsPage, page: NewsPage, known: Known) -> list[str]:
    same_unit = known.unit_id == page.unit_id
    reasons = []
    if are_alike(words_of(latest.title), words_of(known.headline), same_unit=same_unit):
        reasons.append(_("Its headline is nearly the same."))
    if same_unit and known.day == latest.event_date:
        reasons.append(_("It is of the same unit, about the same day."))
    return reasons


def pages_with_doubles(pages: Sequence[NewsPage], user: User) -> set[int]:
    """Which of the listed items have a likely duplicate, at the cost of looking for one. Reads the rows' own fields."""
    if not pages:
        return set()
    days = [page.event_date for page in pages]
    known = list(known_between(user, min(days) - WINDOW, max(days) + WINDOW).values())
    words = {each.pk: words_of(each.headline) for each in known}
    doubles = {page.pk for page in pages if any(_is_double(page, each, words[each.pk]) for each in known)}
    return doubles | _with_shared_photos([page.pk for page in pages], user)


def _is_double(page: NewsPage, known: Known, words: Words) -> bool:
    if known.pk == page.pk or abs(known.day - page.event_date) > WINDOW:
        return False
    same_unit = known.unit_id == page.unit_id
    if same_unit and known.day == page.event_date:
        return True
    return are_alike(words_of(page.draft_title), words, same_unit=same_unit)


def _with_shared_photos(pages: Collection[int], user: User) -> set[int]:
    rows = list(PhotoUse.objects.filter(page__in=pages).values_list("page", "photo"))
    uses = _uses_by_photo({photo for _page, photo in rows}, user)
    return {page for page, photo in rows if any(use.page != page for use in uses.get(photo, ()))}


def _uses_by_photo(photos: Collection[int], user: User) -> dict[int, list[Use]]:
    """For each photo, the items that show it, the same file, or nearly the same picture, as far as one may know."""
    same: dict[int, set[int]] = {photo: {photo} for photo in photos}
    for photo, alike in photos_like(photos).items():
        same[photo] |= alike.keys()
    for photo, other in _same_files(photos):
        same[photo].add(other)
    uses = uses_of({other for others in same.values() for other in others}, user)
    return {photo: [use for other in others for use in uses.get(other, ())] for photo, others in same.items()}


def _same_files(photos: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of a photo and another one whose original is the same, byte for byte."""
    digests = dict(Photo.objects.filter(pk__in=photos).values_list("pk", "sha256"))
    owners: dict[str, list[int]] = defaultdict(list)
    for photo, digest in digests.items():
        owners[digest].append(photo)
    others = Photo.objects.filter(sha256__in=owners).values_list("pk", "sha256")
    return [(photo, other) for other, digest in others for photo in owners[digest]]
