"""What comes in, by every door of the admin; what does not is refused by name and breaks nothing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.photos.models import Photo
from tests.factories.photos import camera_file, picture_bytes, picture_file
from tests.photos.broken_files import REFUSED
from tests.photos.people import a_board_member, a_reporter, a_superuser, a_unit, browser_of

pytestmark = pytest.mark.django_db

MULTIPLE = "/admin/images/multiple/add/"
CHOOSER = "/admin/images/chooser/create/"


@pytest.fixture
def reporter() -> Client:
    return browser_of(a_reporter(a_unit()))


def send(browser: Client, door: str, file: SimpleUploadedFile) -> str:
    """Upload a file by one of the admin's doors; gives all the text of the answer."""
    fields = {
        "one": ("/admin/images/add/", {"title": "Ảnh", "file": file}),
        "multiple": (MULTIPLE, {"title": "Ảnh", "files[]": file}),
        "chooser": (CHOOSER, {"image-chooser-upload-title": "Ảnh", "image-chooser-upload-file": file}),
        "chooser of several": (
            f"{CHOOSER}?multiple=1",
            {"image-chooser-upload-title": "Ảnh", "image-chooser-upload-file": file},
        ),
    }
    address, data = fields[door]
    answer = browser.post(address, data)
    assert answer.status_code in {200, 302}
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    return json.dumps(answer.json(), ensure_ascii=False) if is_json else answer.content.decode()


DOORS = ["one", "multiple", "chooser", "chooser of several"]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(what, door):
    name, data = REFUSED[what]
    said = send(browser_of(a_board_member()), door, SimpleUploadedFile(name, data))
    assert f"“{name}”" in said
    assert not Photo.objects.exists()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["fujifilm.mpo", "xmp_test.jpg", "exif_gps_typeerror.jpg", "truncated_app14.jpg"])
def test_a_photo_from_a_camera_comes_in(name, door):
    send(browser_of(a_board_member()), door, camera_file(name))
    assert Photo.objects.get().original_name == name


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("a.jpg", "JPEG"),
        ("A.JPEG", "JPEG"),
        ("a.jfif", "JPEG"),
        ("a.png", "PNG"),
        ("a.webp", "WEBP"),
        ("a.heic", "HEIF"),
        ("a.heif", "HEIF"),
    ],
)
def test_every_accepted_format_comes_in(reporter, name, held):
    send(reporter, "multiple", SimpleUploadedFile(name, picture_bytes(held)))
    assert Photo.objects.get().width == 800


def test_a_multi_picture_jpeg_may_be_called_jpg(reporter):
    send(reporter, "multiple", camera_file("fujifilm.mpo", named="DSCF0001.JPG"))
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (3648, 2736)


def test_a_file_above_the_limit_is_refused_by_name(reporter, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    said = send(reporter, "multiple", picture_file("to.jpg"))
    assert "“to.jpg”" in said
    assert not Photo.objects.exists()


def test_one_bad_file_among_many_is_refused_and_the_rest_comes_in(reporter):
    name, data = REFUSED["a truncated JPEG"]
    answers = [
        reporter.post(MULTIPLE, {"files[]": file}).json()
        for file in (picture_file("mot.jpg"), SimpleUploadedFile(name, data), picture_file("ba.jpg"))
    ]
    assert [answer["success"] for answer in answers] == [True, False, True]
    assert "“cat-cut.jpg”" in answers[1]["error_message"]
    assert set(Photo.objects.values_list("original_name", flat=True)) == {"mot.jpg", "ba.jpg"}


def test_a_photo_sent_in_the_chooser_is_chosen_at_once(reporter):
    answer = reporter.post(
        CHOOSER, {"image-chooser-upload-title": "", "image-chooser-upload-file": picture_file("Hội.jpg")}
    )
    assert answer.json()["step"] == "chosen"
    assert answer.json()["result"]["title"] == "Hội"


def test_a_photo_belongs_to_the_uploaders_unit():
    unit = a_unit()
    person = a_reporter(unit)
    send(browser_of(person), "multiple", picture_file())
    photo = Photo.objects.get()
    assert (photo.unit, photo.uploaded_by_user) == (unit, person)


@pytest.mark.parametrize("someone", [a_board_member, a_superuser])
def test_a_photo_from_the_board_is_of_no_unit(someone):
    send(browser_of(someone()), "multiple", picture_file())
    assert Photo.objects.get().unit is None


def test_who_works_for_several_units_must_choose_one():
    first, second, foreign = a_unit("Một"), a_unit("Hai"), a_unit("Lạ")
    browser = browser_of(a_reporter(first, second))

    asked = browser.post(MULTIPLE, {"files[]": camera_file("iptc.jpg")}).json()
    assert not Photo.objects.exists()
    assert "Hai" in asked["form"]
    assert "Lạ" not in asked["form"]

    upload = asked["uploaded_file_id"]
    address = f"/admin/images/multiple/create_from_uploaded_image/{upload}/"
    prefix = f"uploaded-image-{upload}"
    assert not browser.post(address, {f"{prefix}-title": "Ảnh", f"{prefix}-unit": foreign.pk}).json()["success"]
    assert browser.post(address, {f"{prefix}-title": "Ảnh", f"{prefix}-unit": second.pk}).json()["success"]

    photo = Photo.objects.get()
    assert (photo.unit, photo.original_name) == (second, "iptc.jpg")
    with photo.file.storage.open(photo.file.name) as stored:
        assert stored.read() == camera_file("iptc.jpg").read()


def test_the_upload_form_asks_for_nothing_but_title_and_file(reporter):
    page = json.dumps(reporter.get(CHOOSER).json())
    assert "image-chooser-upload-file" in page
    for clutter in ("tags", "collection", "focal_point", "description", "image-chooser-upload-unit"):
        assert clutter not in page


def test_photos_may_be_received_outside_the_admin():
    unit = a_unit()
    photo = Photo.objects.receive(picture_file("Qua thư.jpg"), unit=unit, uploaded_by=None)
    assert (photo.unit, photo.title) == (unit, "Qua thư")
