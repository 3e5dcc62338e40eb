"""Finding a picture again among a hundred thousand, by index."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.photos.models import Photo, PhotoFingerprint, PhotoLikeness
from cms.photos.originality.lookup import Bands, candidates, nearest_photos, photos_like
from cms.photos.originality.reading import examined
from tests.factories.photos import PhotoFactory, camera_file, picture_file
from tests.photos.copies import copy_of, taken_in

pytestmark = pytest.mark.django_db
MANY = 100_000
FEW_CANDIDATES = MANY // 500


def test_a_copy_is_found_whichever_came_first() -> None:
    original, copy = taken_in(camera_file("iptc.jpg")), taken_in(copy_of("iptc.jpg", cut=(0.03, 0, 0.05, 0.01)))
    other = taken_in(camera_file("xmp_test.jpg"))
    again = taken_in(copy_of("xmp_test.jpg", cut=(0.05, 0.05, 0.05, 0.05), width=960, quality=40))
    ids = [photo.pk for photo in (original, copy, other, again)]
    assert {photo: set(like) for photo, like in photos_like(ids).items()} == {
        original.pk: {copy.pk},
        copy.pk: {original.pk},
        other.pk: {again.pk},
        again.pk: {other.pk},
    }


def test_a_copy_that_came_first_is_found_by_its_original() -> None:
    copy, original = (
        taken_in(copy_of("iptc.jpg", cut=(0.05, 0.02, 0, 0.04), width=640)),
        taken_in(camera_file("iptc.jpg")),
    )
    assert set(photos_like([original.pk])[original.pk]) == {copy.pk}


def test_flat_pictures_are_like_nothing() -> None:
    one, other = taken_in(picture_file()), taken_in(picture_file(colour=(10, 10, 10)))
    assert photos_like([one.pk, other.pk]) == {}


def test_only_so_many_are_remembered(settings: pytest.FixtureRequest) -> None:
    settings.PHOTO_ORIGINALITY = settings.PHOTO_ORIGINALITY | {"MOST_ALIKE": 2}
    for _copy in range(4):
        taken_in(copy_of("iptc.jpg", quality=80))
    assert PhotoLikeness.objects.count() == 0 + 1 + 2 + 2


def fill_up(photo: Photo) -> None:
    """A hundred thousand fingerprints: of a real picture with a third of its bits turned, as other pictures have."""
    chance = random.Random(2019)
    known = list(examined(camera_file("exif_gps_typeerror.jpg"))[1].stored)
    rows = []
    for _number in range(MANY):
        noise = sum(1 << bit for bit in chance.sample(range(64), 22))
        rows.append(PhotoFingerprint(photo=photo, **Bands.of(chance.choice(known) ^ noise)._asdict()))
    PhotoFingerprint.objects.bulk_create(rows, batch_size=10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE photos_photofingerprint")


def test_a_look_up_among_a_hundred_thousand_is_no_scan() -> None:
    original = taken_in(camera_file("iptc.jpg"))
    fill_up(PhotoFactory())
    asked = examined(copy_of("iptc.jpg", cut=(0.05, 0.01, 0, 0.04), width=960, quality=50))[1].asked
    plan = candidates(asked).explain().lower()
    assert plan.count("using index") == 3 or plan.count("bitmap index scan") == 3, plan
    assert "scan photos_photofingerprint" not in plan
    assert "seq scan" not in plan
    assert candidates(asked).count() < FEW_CANDIDATES
    with CaptureQueriesContext(connection) as captured:
        found = nearest_photos(asked, apart_from=0)
    assert set(found) == {original.pk}
    assert len(captured) == 1
