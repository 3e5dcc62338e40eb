"""The photos of an item with what may be said of each, for whoever decides about the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cms.photos.models import Photo
from cms.photos.originality import notes_for_photos

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage
    from cms.photos.originality import Note


class PhotoEvidence(NamedTuple):
    """A photo of an item: its place (from 1; 0 for one that stands in the text only), its caption, its notes."""

    number: int
    photo: Photo
    caption: str
    notes: list[Note]

    @property
    def has_doubts(self) -> bool:
        """Whether there is something to look at."""
        return any(note.tone == "look" for note in self.notes)


class ItemEvidence(list[PhotoEvidence]):
    """The photos of an item, in its order."""

    @property
    def doubtful(self) -> int:
        """Of how many photos there is something to look at."""
        return sum(evidence.has_doubts for evidence in self)


def photo_evidence(latest: NewsPage, user: User) -> ItemEvidence:
    """The photos that this content shows and whose originals the person may see; a constant number of queries."""
    listed = list(latest.photos.all())
    known = Photo.objects.visible_to(user).in_bulk(latest.photo_ids)
    order = [row.photo_id for row in listed if row.photo_id in known]
    photos = [known[pk] for pk in [*order, *sorted(known.keys() - set(order))]]
    notes = notes_for_photos(photos, user=user, event_day=latest.event_date, page=latest.pk)
    captions = {row.photo_id: row.caption for row in listed}
    numbers = {pk: number for number, pk in reversed(list(enumerate(order, start=1)))}
    return ItemEvidence(
        PhotoEvidence(numbers.get(pk, 0), known[pk], captions.get(pk, ""), notes[pk])
        for pk in dict.fromkeys(photo.pk for photo in photos)
    )
