"""The original comes out byte for byte as it went in, and never changes."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError

from cms.photos.models import OriginalIsImmutable, Photo
from tests.factories.photos import CAMERA_FILES, PhotoFactory, camera_file, picture_bytes, picture_file
from tests.photos.people import a_reporter, a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["fujifilm.mpo", "xmp_test.jpg", "pil_sample_cmyk.jpg"])
def test_an_uploaded_photo_is_stored_and_downloaded_byte_for_byte(name):
    unit = a_unit()
    browser = browser_of(a_reporter(unit))
    sent = (CAMERA_FILES / name).read_bytes()

    browser.post("/admin/images/multiple/add/", {"files[]": camera_file(name)})

    photo = Photo.objects.get()
    with storages["originals"].open(photo.file.name) as stored:
        assert stored.read() == sent
    downloaded = b"".join(browser.get(photo.file.url).streaming_content)
    assert downloaded == sent
    assert photo.sha256 == hashlib.sha256(sent).hexdigest()


def test_a_heic_photo_is_stored_byte_for_byte():
    sent = picture_bytes("HEIF", size=(64, 48))
    photo = PhotoFactory(file=ContentFile(sent, name="IMG_0001.HEIC"))
    with photo.file.storage.open(photo.file.name) as stored:
        assert stored.read() == sent
    assert photo.content_type == "image/heic"


def test_no_stored_name_can_be_guessed_from_the_uploaded_one():
    photo = PhotoFactory(file=picture_file("le-khai-giang.jpg"))
    assert "khai" not in photo.file.name
    assert photo.token in photo.file.name
    assert len(photo.token) >= 22


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Lễ khai giảng.jpg", "Lễ khai giảng.jpg"),
        ("Le\u0302\u0303 hội.jpg", "Lễ hội.jpg"),
        ("..\\..\\nhà\\anh.jpg", "anh.jpg"),
        ("a\x00b\u202ec.jpg", "abc.jpg"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
    ],
)
def test_the_name_of_the_file_is_kept_fit_to_be_shown(sent, shown):
    photo = Photo(file=ContentFile(picture_bytes(), name="anh.jpg"))
    photo.note_name(sent)
    photo.save()
    assert photo.original_name == shown


def test_a_photo_without_a_title_is_named_by_its_file():
    assert PhotoFactory(title="", file=picture_file("Hội thao 2026.jpg")).title == "Hội thao 2026"


def test_the_download_bears_the_name_under_which_the_photo_was_uploaded():
    unit = a_unit()
    photo = PhotoFactory(unit=unit, file=picture_file("Lễ hội.jpg"))
    answer = browser_of(a_writer(unit)).get(photo.file.url)
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''L%E1%BB%85%20h%E1%BB%99i.jpg"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_another_file_is_refused_when_a_photo_is_saved():
    photo = PhotoFactory()
    photo.file = picture_file("khac.jpg", colour=(0, 0, 255))
    with pytest.raises(OriginalIsImmutable):
        photo.save()


@pytest.mark.parametrize("field", ["sha256", "token", "original_name"])
def test_what_identifies_the_original_is_refused_when_it_changes(field):
    photo = Photo.objects.get(pk=PhotoFactory().pk)
    setattr(photo, field, "khac")
    with pytest.raises(OriginalIsImmutable):
        photo.save()


def test_the_stored_file_cannot_be_replaced_or_removed_through_the_field():
    photo = PhotoFactory()
    with pytest.raises(OriginalIsImmutable):
        photo.file.save("khac.jpg", picture_file())
    with pytest.raises(OriginalIsImmutable):
        photo.file.delete()
    assert photo.file.storage.exists(photo.file.name)


def test_the_original_cannot_be_changed_in_bulk():
    PhotoFactory()
    with pytest.raises(OriginalIsImmutable):
        Photo.objects.update(file="khac.jpg")


def test_a_photo_with_the_number_of_another_does_not_replace_it():
    photo = PhotoFactory()
    with pytest.raises(IntegrityError):
        Photo(pk=photo.pk, title="Khác", file=picture_file()).save()


def test_a_title_may_change():
    photo = PhotoFactory()
    photo.title = "Đại hội công đoàn"
    photo.save()
    photo.refresh_from_db()
    assert photo.title == "Đại hội công đoàn"


def test_the_edit_form_offers_no_file_and_ignores_one_that_is_sent():
    unit = a_unit()
    photo = PhotoFactory(unit=unit)
    browser = browser_of(a_reporter(unit))
    page = browser.get(f"/admin/images/{photo.pk}/")
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()

    browser.post(f"/admin/images/{photo.pk}/", {"title": "Mới", "file": picture_file(colour=(0, 0, 9))})

    after = Photo.objects.get(pk=photo.pk)
    assert (after.title, after.sha256, after.file.name) == ("Mới", photo.sha256, photo.file.name)
