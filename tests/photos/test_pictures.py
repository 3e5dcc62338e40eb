"""Pictures over HTTP: for readers when public, for those who may see the photo before, for nobody else."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.test import Client
from PIL import Image

from cms.photos.models import Photo, PhotoRendition
from tests.factories.photos import PhotoFactory, picture_file
from tests.photos.people import a_board_member, a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("extension", "content_type", "kind"),
    [("avif", "image/avif", "AVIF"), ("jpg", "image/jpeg", "JPEG")],
)
def test_readers_get_public_pictures_and_may_keep_them(client, extension, content_type, kind):
    photo = PhotoFactory(public=True)
    answer = client.get(f"/anh/{photo.token}/640.{extension}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == content_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in answer.get("Vary", "")
    image = Image.open(BytesIO(body(answer)))
    assert (image.format, image.size) == (kind, (640, 480))


def test_a_picture_is_made_once(client):
    photo = PhotoFactory(public=True)
    assert not photo.renditions.exists()
    first = body(client.get(f"/anh/{photo.token}/320.jpg"))
    second = body(client.get(f"/anh/{photo.token}/320.jpg"))
    assert first == second
    assert photo.renditions.count() == 1


def test_who_may_see_a_public_picture_costs_one_query(client, django_assert_num_queries):
    photo = PhotoFactory(public=True)
    address = f"/anh/{photo.token}/320.jpg"
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_a_browser_that_has_the_picture_is_told_so(client):
    photo = PhotoFactory(public=True)
    address = f"/anh/{photo.token}/320.jpg"
    answer = client.get(address)
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304
    assert client.get(address, headers={"if-none-match": '"khac"'}).status_code == 200
    assert client.get(f"/anh/{photo.token}/320.avif")["ETag"] != answer["ETag"]


def test_readers_get_no_picture_that_is_not_public(client):
    for photo in (PhotoFactory(), PhotoFactory(submitted=True), PhotoFactory(with_board=True)):
        assert client.get(f"/anh/{photo.token}/320.jpg").status_code == 404


def test_a_picture_that_readers_may_no_longer_see_is_gone(client):
    photo = PhotoFactory(public=True)
    address = f"/anh/{photo.token}/320.jpg"
    etag = client.get(address)["ETag"]
    Photo.objects.set_public([photo.pk], False)
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"if-none-match": etag}).status_code == 404


def test_the_units_people_see_their_draft_and_no_cache_keeps_it():
    unit = a_unit()
    photo = PhotoFactory(unit=unit)
    answer = browser_of(a_writer(unit)).get(f"/anh/{photo.token}/320.jpg")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


@pytest.mark.parametrize("someone", [lambda: a_writer(a_unit("Khác")), a_board_member])
def test_others_do_not_see_a_draft(someone):
    photo = PhotoFactory(unit=a_unit())
    rendition = photo.get_rendition("max-165x165")
    browser = browser_of(someone())
    assert browser.get(f"/anh/{photo.token}/320.jpg").status_code == 404
    assert browser.get(rendition.url).status_code == 404


def test_the_board_sees_pictures_of_what_was_sent_to_it():
    photo = PhotoFactory(unit=a_unit(), with_board=True)
    assert browser_of(a_board_member()).get(f"/anh/{photo.token}/320.jpg").status_code == 200


@pytest.mark.parametrize("name", ["321.jpg", "0.jpg", "1920.jpg", "320.png", "320.jpeg", "320.avif.jpg", "original/"])
def test_only_offered_sizes_and_formats_exist(client, name):
    photo = PhotoFactory(public=True, file=picture_file(size=(800, 600)))
    assert client.get(f"/anh/{photo.token}/{name}").status_code == 404
    assert not photo.renditions.exists()


def test_nothing_is_written_by_a_request_that_wants_to(client):
    photo = PhotoFactory(public=True)
    assert client.post(f"/anh/{photo.token}/320.jpg").status_code == 405


def test_the_admins_thumbnail_has_an_address_of_ours_that_costs_no_query(django_assert_num_queries):
    unit = a_unit()
    made = PhotoFactory(unit=unit).get_rendition("max-165x165")
    rendition = PhotoRendition.objects.get(pk=made.pk)
    with django_assert_num_queries(0):
        address = rendition.url
    answer = browser_of(a_writer(unit)).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 404


def test_a_rendition_is_not_served_under_the_token_of_another_photo(client):
    public, secret = PhotoFactory(public=True), PhotoFactory()
    rendition = secret.get_rendition("max-165x165")
    assert client.get(f"/anh/{public.token}/ban/{rendition.pk}/").status_code == 404


def test_a_lost_rendition_is_made_again(client):
    photo = PhotoFactory(public=True)
    address = f"/anh/{photo.token}/320.jpg"
    before = body(client.get(address))
    storages["renditions"].delete(photo.renditions.get().file.name)
    cache.clear()
    assert body(client.get(address)) == before


def test_a_photo_whose_original_is_lost_answers_404(client):
    photo = PhotoFactory(public=True)
    photo.file.storage.delete(photo.file.name)
    assert client.get(f"/anh/{photo.token}/320.jpg").status_code == 404
