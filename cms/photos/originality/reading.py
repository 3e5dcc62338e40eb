"""Reading a photo's file, once, when it has come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from PIL import Image

from cms.photos.decoding import UNREADABLE, opened, orientation, shrink_while_decoding
from cms.photos.models import Photo, PhotoFingerprint, PhotoLikeness, PhotoTraits
from cms.photos.models.traits import RECIPE
from cms.photos.originality.fingerprints import NONE, SIDE, Fingerprints, fingerprints_of
from cms.photos.originality.lookup import Bands, nearest_photos
from cms.photos.originality.traits import Traits, traits_of
from cms.photos.working_copies import plain_pixels, upright

if TYPE_CHECKING:
    from django.core.files import File


def read(photo_id: int) -> None:
    """Keep what a photo's file says, what the picture looks like, and which photos look like it.

    Can be done again at any time. Not within the transaction that takes the photo in: decoding takes time, and of two
    like photos that come in at the same moment the second to get here has to see the first.
    """
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return
    with photo.open_file() as file:
        traits, fingerprints = examined(file)
    with transaction.atomic():
        _keep(photo, traits, fingerprints)
    with transaction.atomic():
        _keep_likenesses(photo, fingerprints)


def examined(file: File) -> tuple[Traits, Fingerprints]:
    """What is read from a photo's file; nothing where it cannot be read."""
    traits = Traits()
    try:
        with opened(file) as image:
            traits = traits_of(image)
            grey = _grey_square(image)
    except UNREADABLE:
        return traits, NONE
    limits = settings.PHOTO_ORIGINALITY
    return traits, fingerprints_of(
        grey, least_swing=limits["LEAST_SWING"], least_frequencies=limits["LEAST_FREQUENCIES"]
    )


def _grey_square(image: Image.Image) -> list[int]:
    """The picture as people see it, upright, squeezed into a grey square."""
    held = orientation(image)
    # Some pixels more than needed: each of the square's is a mean.
    shrink_while_decoding(image, 8 * SIDE, 8 * SIDE)
    grey = plain_pixels(image).convert("L")
    return list(upright(grey.resize((SIDE, SIDE), Image.Resampling.BOX), held).tobytes())


def _keep(photo: Photo, traits: Traits, fingerprints: Fingerprints) -> None:
    PhotoTraits.objects.update_or_create(photo=photo, defaults={**traits._asdict(), "recipe": RECIPE})
    PhotoFingerprint.objects.filter(photo=photo).delete()
    rows = [PhotoFingerprint(photo=photo, **Bands.of(one)._asdict()) for one in fingerprints.stored]
    PhotoFingerprint.objects.bulk_create(rows)


def _keep_likenesses(photo: Photo, fingerprints: Fingerprints) -> None:
    near = nearest_photos(fingerprints.asked, apart_from=photo.pk)
    PhotoLikeness.objects.filter(Q(earlier=photo) | Q(later=photo)).delete()
    pairs = [(*sorted((pk, photo.pk)), bits) for pk, bits in near.items()]
    PhotoLikeness.objects.bulk_create(
        [PhotoLikeness(earlier_id=earlier, later_id=later, distance=bits) for earlier, later, bits in pairs],
        ignore_conflicts=True,
    )
