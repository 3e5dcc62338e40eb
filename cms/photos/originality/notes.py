"""What is said beside photos: what their files say, and where the same picture is used."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from cms.photos.models import Photo, PhotoTraits
from cms.photos.originality.lookup import photos_like
from cms.photos.originality.uses import uses_of
from cms.photos.originality.wording import Note, notes_on_file

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from cms.accounts.models import User
    from cms.photos.originality.uses import Use

# For each photo the others that show the same picture: True for the very same file.
_Alike = dict[int, dict[int, bool]]


def notes_for(photo: Photo, *, user: User, event_day: dt.date | None = None) -> list[Note]:
    """What may be said of one photo to a person who may see it."""
    return notes_for_photos([photo], user=user, event_day=event_day)[photo.pk]


def notes_for_photos(
    photos: Sequence[Photo], *, user: User, event_day: dt.date | None = None, page: int | None = None
) -> dict[int, list[Note]]:
    """What may be said of the photos of one item to a person who may see them, by the photos' numbers.

    ``event_day`` is the local day of the event; ``page`` the number of the item, which is not named as another one.
    A constant number of queries.
    """
    times = Counter(photo.pk for photo in photos)
    traits = PhotoTraits.objects.in_bulk(list(times))
    alike = _alike(photos)
    others = {other for found in alike.values() for other in found}
    uses = uses_of(times.keys() | others, user)
    notes = {}
    for photo in photos:
        same = alike.get(photo.pk, {})
        is_twice = times[photo.pk] > 1 or not times.keys().isdisjoint(same)
        notes[photo.pk] = [
            *notes_on_file(photo, traits.get(photo.pk), event_day),
            *_twice(is_twice),
            *_used(photo.pk, same, uses, page),
        ]
    return notes


def _alike(photos: Collection[Photo]) -> _Alike:
    """The other photos with the same file, or with nearly the same picture."""
    found: _Alike = defaultdict(dict)
    for pk, others in photos_like([photo.pk for photo in photos]).items():
        found[pk] = dict.fromkeys(others, False)
    by_digest: dict[str, list[int]] = defaultdict(list)
    for pk, digest in _with_digests({photo.sha256 for photo in photos}):
        by_digest[digest].append(pk)
    for photo in photos:
        found[photo.pk] |= dict.fromkeys(by_digest[photo.sha256], True)
        found[photo.pk].pop(photo.pk, None)
    return found


def _with_digests(digests: Collection[str]) -> Iterator[tuple[int, str]]:
    most = settings.PHOTO_ORIGINALITY["MOST_ALIKE"] * len(digests)
    rows = Photo.objects.filter(sha256__in=digests).order_by("-pk").values_list("pk", "sha256")
    yield from rows[:most]


def _twice(is_twice: bool) -> Iterator[Note]:
    if is_twice:
        yield Note(_("This photo, or one much like it, stands in this item twice."), None, "twice")


def _used(photo: int, same: dict[int, bool], uses: dict[int, list[Use]], page: int | None) -> Iterator[Note]:
    """The other items with the picture, each once: the photo itself and its very file before what is only like it."""
    named: dict[int, Note] = {}
    by_likeness = sorted(same, key=lambda other: not same[other])
    for other in (photo, *by_likeness):
        is_same = other == photo or same[other]
        for use in uses.get(other, ()):
            if use.page != page:
                named.setdefault(use.page, _note_on(use, is_same=is_same))
    yield from list(named.values())[: settings.PHOTO_ORIGINALITY["MOST_USES_SHOWN"]]


def _note_on(use: Use, *, is_same: bool) -> Note:
    if is_same:
        return Note(_("The same photo stands in “%(headline)s”.") % {"headline": use.headline}, use.url, "same")
    return Note(_("A photo much like it stands in “%(headline)s”.") % {"headline": use.headline}, use.url, "alike")
