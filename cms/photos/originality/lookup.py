"""Finding photos that show nearly the same picture, by index."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Q

from cms.photos.models import PhotoFingerprint, PhotoLikeness
from cms.photos.originality.fingerprints import distance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

_WIDTH_OF_FIRST = 22


class Bands(NamedTuple):
    """A fingerprint cut into what is indexed of it (``PhotoFingerprint``)."""

    first: int
    second: int
    third: int

    @classmethod
    def of(cls, fingerprint: int) -> Bands:
        return cls(fingerprint >> 42, fingerprint >> 21 & 0x1FFFFF, fingerprint & 0x1FFFFF)

    @property
    def fingerprint(self) -> int:
        return self.first << 42 | self.second << 21 | self.third


class Probes(NamedTuple):
    """The values of each band by which the index is asked."""

    first: set[int]
    second: set[int]
    third: set[int]

    @classmethod
    def of(cls, asked: Iterable[int]) -> Probes:
        """The bands of ``asked``; of the first, which holds the lowest frequencies, the values one bit beside too."""
        first, second, third = map(set, zip(*map(Bands.of, asked), strict=True))
        return cls(first | {value ^ 1 << bit for value in first for bit in range(_WIDTH_OF_FIRST)}, second, third)

    def find(self, stored: Bands) -> bool:
        """Whether the index finds a stored fingerprint by them."""
        return stored.first in self.first or stored.second in self.second or stored.third in self.third


def candidates(asked: Iterable[int]) -> QuerySet[PhotoFingerprint]:
    """The stored fingerprints that share a band with one of ``asked``: a few in ten thousand, found by three indexes.

    Whatever differs from one of ``asked`` in at most three bits is among them, and most of what differs in more.
    """
    probes = Probes.of(asked)
    return PhotoFingerprint.objects.filter(
        Q(first__in=probes.first) | Q(second__in=probes.second) | Q(third__in=probes.third)
    )


def nearest_photos(asked: Collection[int], *, apart_from: int) -> dict[int, int]:
    """The photos that show nearly the same picture, each with its distance in bits; one query, no scan.

    ``apart_from`` is the number of the photo that is asked about.
    """
    if not asked:
        return {}
    limits = settings.PHOTO_ORIGINALITY
    rows = candidates(asked).exclude(photo=apart_from).values_list("photo", "first", "second", "third")
    near: dict[int, int] = {}
    for photo, *bands in rows.iterator():
        stored = Bands(*bands).fingerprint
        bits = min(distance(stored, one) for one in asked)
        if bits <= min(limits["NEAR"], near.get(photo, limits["NEAR"])):
            near[photo] = bits
    by_nearness = sorted(near, key=lambda photo: (near[photo], -photo))
    return {photo: near[photo] for photo in by_nearness[: limits["MOST_ALIKE"]]}


def photos_like(photo_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """For each photo, those that show nearly the same picture, with their distance in bits, as it was found."""
    alike: dict[int, dict[int, int]] = defaultdict(dict)
    pairs = PhotoLikeness.objects.filter(distance__lte=settings.PHOTO_ORIGINALITY["NEAR"])
    pairs = pairs.filter(Q(earlier__in=photo_ids) | Q(later__in=photo_ids))
    for earlier, later, bits in pairs.values_list("earlier", "later", "distance"):
        alike[earlier][later] = alike[later][earlier] = bits
    return {photo: alike[photo] for photo in photo_ids if photo in alike}
