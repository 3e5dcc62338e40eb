"""Over HTTP: a photo that a person may not know of does not exist for them, on any screen of the admin."""

import pytest
from django.test import Client
from django.urls import URLPattern
from wagtail.images import admin_urls

from cms.photos.models import Photo
from tests.factories.photos import PhotoFactory, picture_file
from tests.photos.people import a_board_member, a_reporter, a_superuser, a_unit, a_writer, browser_of

pytestmark = pytest.mark.django_db

# ASCII: JSON answers escape other letters, and would hide a leak.
TITLE = "Bi mat cua don vi"

# Every screen of Wagtail's about one photo, by its name, with an address to ask.
SCREENS = {
    "edit": "/admin/images/{pk}/",
    "delete": "/admin/images/{pk}/delete/",
    "url_generator": "/admin/images/{pk}/generate_url/",
    "url_generator_output": "/admin/images/{pk}/generate_url/output/",
    "preview": "/admin/images/{pk}/preview/max-165x165/",
    "image_usage": "/admin/images/usage/{pk}/",
    "edit_multiple": "/admin/images/multiple/{pk}/",
    "delete_multiple": "/admin/images/multiple/{pk}/delete/",
}
CHOOSER = {
    "chosen": "/admin/images/chooser/chosen/{pk}/",
    "select_format": "/admin/images/chooser/{pk}/select_format/",
}
LISTS = [
    "/admin/images/",
    "/admin/images/results/",
    "/admin/images/?q=mat",
    "/admin/images/?layout=list",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/",
    "/admin/images/chooser/results/?q=mat",
    "/admin/images/chooser/chosen-multiple/?id={pk}",
    "/admin/api/main/images/",
    "/admin/api/main/images/{pk}/",
    "/admin/api/main/images/?search=mat",
    "/admin/bulk/photos/photo/delete/?id={pk}",
    "/admin/bulk/photos/photo/delete/?id=all",
    "/admin/bulk/photos/photo/add_tags/?id={pk}",
    "/admin/bulk/photos/photo/add_to_collection/?id={pk}",
]


@pytest.fixture
def photo() -> Photo:
    return PhotoFactory(unit=a_unit(), title=TITLE)


@pytest.fixture(params=["a person of another unit", "a member of the board"])
def outsider(request) -> Client:
    return browser_of(a_board_member() if request.param == "a member of the board" else a_writer(a_unit("Khác")))


def test_every_screen_about_one_photo_is_known_to_these_tests():
    with_photo = {p.name for p in admin_urls.urlpatterns if isinstance(p, URLPattern) and "image_id" in str(p.pattern)}
    assert with_photo == set(SCREENS)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("screen", [*SCREENS, *CHOOSER])
def test_a_photo_that_one_may_not_know_of_answers_404(outsider, photo, screen, method):
    address = (SCREENS | CHOOSER)[screen].format(pk=photo.pk)
    assert getattr(outsider, method)(address).status_code == 404
    assert Photo.objects.get().title == TITLE


@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_it(outsider, photo, address):
    answer = outsider.get(address.format(pk=photo.pk), follow=True)
    said = answer.content.decode()
    assert TITLE not in said
    assert photo.token not in said


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_no_bulk_action_touches_it(outsider, photo, action):
    root = photo.collection_id
    outsider.post(f"/admin/bulk/photos/photo/{action}/?id={photo.pk}", {"tags": "x", "collection": root})
    assert Photo.objects.get().tags.count() == 0


@pytest.mark.parametrize("address", LISTS[:2] + LISTS[4:6])
def test_the_lists_name_it_to_its_own_people(photo, address):
    assert TITLE in browser_of(a_reporter(photo.unit)).get(address).content.decode()


@pytest.mark.parametrize("query", ["mat", "Bi"])
def test_the_chooser_finds_it_for_its_own_people(photo, query):
    results = browser_of(a_reporter(photo.unit)).get("/admin/images/chooser/results/", {"q": query})
    assert TITLE in results.content.decode()


def test_its_own_people_choose_it(photo):
    browser = browser_of(a_reporter(photo.unit))
    one = browser.get(f"/admin/images/chooser/chosen/{photo.pk}/").json()["result"]
    several = browser.get(f"/admin/images/chooser/chosen-multiple/?id={photo.pk}").json()["result"]
    assert one["title"] == several[0]["title"] == TITLE
    assert browser.get(one["preview"]["url"]).status_code == 200


def test_a_duplicate_is_not_betrayed_to_another_unit(photo):
    stranger = browser_of(a_reporter(a_unit("Khác")))
    answer = stranger.post("/admin/images/multiple/add/", {"files[]": picture_file()}).json()
    assert answer["duplicate"] is False


def test_another_persons_unfinished_upload_does_not_exist():
    first, second = a_unit("Một"), a_unit("Hai")
    sender = browser_of(a_reporter(first, second))
    upload = sender.post("/admin/images/multiple/add/", {"files[]": picture_file()}).json()
    stranger = browser_of(a_reporter(first))
    for action in ("create_from_uploaded_image", "delete_upload"):
        address = f"/admin/images/multiple/{action}/{upload['uploaded_file_id']}/"
        assert stranger.post(address).status_code == 404


def test_nobody_generates_addresses_of_renditions(photo):
    browser = browser_of(a_superuser())
    assert browser.get(f"/admin/images/{photo.pk}/generate_url/").status_code == 404


def test_the_admin_shows_usage_to_those_who_may_change_the_photo():
    photo = PhotoFactory()
    assert browser_of(a_board_member()).get(f"/admin/images/usage/{photo.pk}/").status_code == 200


def test_the_admin_makes_no_rendition_at_full_size():
    photo = PhotoFactory()
    browser = browser_of(a_superuser())
    assert browser.get(f"/admin/images/{photo.pk}/").status_code == 200
    assert browser.get(f"/admin/images/{photo.pk}/preview/original/").status_code == 400
    assert not photo.renditions.filter(filter_spec__contains="original").exists()


@pytest.mark.parametrize("address", [*SCREENS.values(), *CHOOSER.values(), "/admin/images/", "/admin/images/add/"])
def test_who_is_not_signed_in_is_asked_to(client, photo, address):
    answer = client.get(address.format(pk=photo.pk))
    assert answer.status_code == 302
    assert "login" in answer.url
