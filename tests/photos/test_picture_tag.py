"""The tag that shows a photo to readers."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from tests.factories.photos import PhotoFactory, picture_file

pytestmark = pytest.mark.django_db

TAG = "{% load photos %}{% picture photo alt=alt sizes='50vw' loading='eager' %}"


def shown(photo, alt="Chú thích", tag=TAG) -> BeautifulSoup:
    return BeautifulSoup(Template(tag).render(Context({"photo": photo, "alt": alt})), "html.parser")


def test_a_photo_is_offered_in_avif_and_jpeg_by_width():
    photo = PhotoFactory(file=picture_file(size=(2000, 1000)))
    picture = shown(photo).picture
    avif = picture.source
    assert (avif["type"], avif["sizes"]) == ("image/avif", "50vw")
    widths = (320, 640, 960, 1280, 1920)
    assert avif["srcset"] == ", ".join(f"/anh/{photo.token}/{width}.avif {width}w" for width in widths)
    assert picture.img["srcset"] == ", ".join(f"/anh/{photo.token}/{width}.jpg {width}w" for width in widths)
    assert picture.img["src"] == f"/anh/{photo.token}/960.jpg"
    assert (picture.img["width"], picture.img["height"]) == ("1920", "960")
    assert (picture.img["loading"], picture.img["alt"]) == ("eager", "Chú thích")


@pytest.mark.parametrize(
    ("size", "offered"),
    [((200, 100), {320: 200}), ((320, 100), {320: 320}), ((500, 300), {320: 320, 640: 500})],
)
def test_a_small_photo_is_offered_in_no_size_that_it_has_not(client, size, offered):
    photo = PhotoFactory(file=picture_file(size=size), public=True)
    srcset = shown(photo).img["srcset"]
    assert srcset == ", ".join(f"/anh/{photo.token}/{called}.jpg {real}w" for called, real in offered.items())
    for called in offered:
        assert client.get(f"/anh/{photo.token}/{called}.jpg").status_code == 200


def test_it_costs_no_query(django_assert_num_queries):
    photo = PhotoFactory()
    with django_assert_num_queries(0):
        shown(photo)


def test_the_text_for_the_blind_is_escaped():
    html = Template(TAG).render(Context({"photo": PhotoFactory(), "alt": '"><script>alert(1)</script>'}))
    assert "<script>" not in html


def test_no_photo_shows_nothing():
    assert Template(TAG).render(Context({"photo": None, "alt": "x"})) == ""


def test_photos_wait_until_they_are_looked_at():
    assert shown(PhotoFactory(), tag="{% load photos %}{% picture photo alt=alt %}").img["loading"] == "lazy"


def test_thousands_are_not_written_with_a_separator():
    photo = PhotoFactory(file=picture_file(size=(1920, 1200)))
    assert shown(photo).img["height"] == "1200"
