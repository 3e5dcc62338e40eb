"""A photo's file is read once, when the photo has come in; and what goes wrong with that costs nobody the photo."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.outbox import due
from cms.photos.models import Photo, PhotoFingerprint, PhotoLikeness, PhotoTraits
from cms.photos.models.traits import RECIPE
from cms.photos.originality.missed import read_missed
from cms.photos.originality.reading import read
from tests.factories.photos import PhotoFactory, camera_file, picture_file
from tests.photos.copies import copy_of, taken_in

pytestmark = pytest.mark.django_db
JOB = "photos: files that were not read yet"


def test_a_photo_is_read_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo = Photo.objects.receive(camera_file("iptc.jpg"), unit=None, uploaded_by=None)
        assert not PhotoTraits.objects.exists()
    assert PhotoTraits.objects.get(photo=photo).camera == "Nokia N70-1"
    assert photo.fingerprints.count() > 1


def test_reading_again_doubles_nothing() -> None:
    photo = taken_in(camera_file("iptc.jpg"))
    like = taken_in(copy_of("iptc.jpg"))
    before = PhotoFingerprint.objects.count()
    for pk in (photo.pk, like.pk, photo.pk):
        read(pk)
    assert PhotoFingerprint.objects.count() == before
    assert PhotoTraits.objects.count() == 2
    assert PhotoLikeness.objects.values_list("earlier", "later").get() == (photo.pk, like.pk)


def test_a_photo_that_is_gone_is_not_read() -> None:
    photo = PhotoFactory()
    Photo.objects.filter(pk=photo.pk).delete()
    read(photo.pk)
    assert not PhotoTraits.objects.exists()


def test_a_file_that_cannot_be_decoded_is_read_once_and_says_nothing_of_its_picture() -> None:
    photo = taken_in(camera_file("ultrahdr.jpg"))
    assert photo.traits.camera == "Google Pixel 6"
    assert not photo.fingerprints.exists()
    assert not PhotoTraits.photos_unread().exists()


def test_what_was_missed_is_read_when_its_time_comes() -> None:
    photos = [PhotoFactory(), PhotoFactory()]
    assert due.jobs[JOB](timezone.now()) == 2
    assert PhotoTraits.objects.filter(photo__in=photos).count() == 2
    assert due.jobs[JOB](timezone.now()) == 0


def test_a_file_that_is_lost_stops_no_other() -> None:
    lost, kept = PhotoFactory(), PhotoFactory()
    lost.file.storage.delete(lost.file.name)
    assert read_missed(most=10) == 1
    assert PhotoTraits.objects.filter(photo=kept).exists()


def test_the_command_reads_what_is_missing_or_was_read_in_another_way() -> None:
    missing, older = PhotoFactory(), taken_in(picture_file())
    PhotoTraits.objects.filter(photo=older).update(recipe=RECIPE - 1, camera="Máy cũ")
    call_command("read_photo_traits")
    assert set(PhotoTraits.objects.values_list("photo", "recipe", "camera")) == {
        (missing.pk, RECIPE, ""),
        (older.pk, RECIPE, ""),
    }


def test_the_command_names_a_file_that_is_lost_and_goes_on(capsys: pytest.CaptureFixture) -> None:
    lost, kept = PhotoFactory(), PhotoFactory()
    lost.file.storage.delete(lost.file.name)
    call_command("read_photo_traits", "--all")
    assert str(lost.pk) in capsys.readouterr().err
    assert PhotoTraits.objects.filter(photo=kept).exists()


def test_a_photo_takes_what_was_read_of_it_along() -> None:
    photo, like = taken_in(camera_file("iptc.jpg")), taken_in(copy_of("iptc.jpg"))
    photo.delete()
    assert not PhotoTraits.objects.filter(photo=photo.pk).exists()
    assert not PhotoLikeness.objects.exists()
    assert like.fingerprints.exists()
