"""What is said of a file: what is good, what is plain, and what a person should look at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cms.photos.models import Photo, PhotoTraits
from cms.photos.originality.messengers import messenger_in_name
from cms.photos.originality.traits import Mark
from cms.photos.originality.wording import Note, notes_on_file

pytestmark = pytest.mark.django_db
EVENT = dt.date(2026, 11, 13)
TAKEN = dt.datetime(2026, 11, 12, 8, tzinfo=timezone.get_default_timezone())
CAMERA = {"camera": "Canon EOS R6", "taken_at": TAKEN, "quality": 95, "has_metadata": True}


def said_of(
    size: tuple[int, int] = (6000, 4000), name: str = "IMG_0001.JPG", day: dt.date | None = EVENT, **traits: Any
) -> list[Note]:
    photo = Photo(original_name=name, width=size[0], height=size[1], file_size=4_000_000)
    return notes_on_file(photo, PhotoTraits(photo=photo, **traits), day)


def kinds(notes: list[Note]) -> list[str]:
    return [note.kind for note in notes]


def doubts(notes: list[Note]) -> set[str]:
    return {note.kind for note in notes if note.tone == "look"}


def test_of_a_photo_straight_from_the_camera_only_good_is_said() -> None:
    notes = said_of(**CAMERA)
    assert kinds(notes) == ["camera", "size", "quality"]
    assert [note.tone for note in notes] == ["good", "fact", "fact"]
    assert "Canon EOS R6" in notes[0].text
    assert "12/11/2026" in notes[0].text


@pytest.mark.parametrize(("days", "kind"), [(0, "camera"), (1, "camera"), (-2, "camera"), (3, "far"), (-400, "far")])
def test_a_photo_far_from_the_event_is_to_be_looked_at(days: int, kind: str) -> None:
    note = said_of(**CAMERA, day=TAKEN.date() + dt.timedelta(days=days))[0]
    assert note.kind == kind
    assert not days or str(abs(days)) in note.text


def test_without_the_events_date_no_distance_is_told() -> None:
    assert said_of(**CAMERA, day=None)[0].text.count("(") == 0


def test_the_day_is_that_of_the_office() -> None:
    late = dt.datetime(2026, 11, 11, 17, 30, tzinfo=dt.UTC)
    assert "12/11/2026" in said_of(**CAMERA | {"taken_at": late})[0].text


def test_a_small_and_strongly_compressed_photo_is_to_be_looked_at() -> None:
    assert doubts(said_of((640, 480), **CAMERA | {"quality": 50})) == {"small", "compressed"}


@pytest.mark.parametrize(
    ("name", "app"),
    [
        ("z5488168519001_3c654cf7b5d2d607c90f10281b4f618f.jpg", "Zalo"),
        ("received_1234567890123.jpeg", "Messenger"),
        ("FB_IMG_1600000000000.jpg", "Facebook"),
        ("482962260_672715478670567_9138744049105169252_n.jpg", "Facebook"),
        ("IMG-20261112-WA0007.jpg", "WhatsApp"),
        ("WhatsApp Image 2026-11-12 at 10.10.10.jpeg", "WhatsApp"),
        ("viber_image_2026-11-12_11-45-04-718.jpg", "Viber"),
        ("photo_2026-11-12_11-45-04.jpg", "Telegram"),
        ("IMG_20261112_114504.jpg", ""),
        ("DSC_0012.JPG", ""),
        ("PXL_20261112_014504123.jpg", ""),
        ("20261112_114504.jpg", ""),
        ("zoo_2026.jpg", ""),
    ],
)
def test_messengers_are_known_by_their_file_names(name: str, app: str) -> None:
    assert messenger_in_name(name) == app
    messenger = [note for note in said_of(name=name, **CAMERA) if note.kind == "messenger"]
    assert bool(messenger) == bool(app)
    assert all(app in note.text for note in messenger)


@pytest.mark.parametrize(
    ("size", "traits", "is_said"),
    [
        ((1600, 1200), {"quality": 70}, True),
        ((2048, 1536), {"quality": 95}, True),
        ((1500, 1000), {"quality": 95, "is_progressive": True}, True),
        ((1500, 1000), {"quality": 95}, False),
        ((4000, 3000), {"quality": 70}, False),
        ((1600, 1200), {}, False),
        ((1600, 1200), {"quality": 70, "camera": "Canon"}, False),
        ((1600, 1200), {"quality": 70, "program": "Adobe Photoshop"}, False),
        ((4000, 3000), {"quality": 95, "marks": [Mark.FACEBOOK]}, True),
    ],
)
def test_what_a_messenger_leaves_behind_is_recognised(
    size: tuple[int, int], traits: dict[str, Any], is_said: bool
) -> None:
    assert ("messenger" in kinds(said_of(size, **traits))) is is_said


def test_the_thresholds_are_settings(settings: Any) -> None:
    assert "small" not in kinds(said_of((1700, 1000), **CAMERA))
    settings.PHOTO_ORIGINALITY = settings.PHOTO_ORIGINALITY | {"SMALL_SIDE": 2000}
    assert "small" in kinds(said_of((1700, 1000), **CAMERA))


@pytest.mark.parametrize(
    ("traits", "is_said"),
    [
        ({"program": "Adobe Photoshop 25.0 (Windows)"}, True),
        ({"program": "Snapseed 2.0"}, True),
        ({"program": "GIMP 2.10"}, True),
        ({"program": "HDR+ 1.0.621982163zd"}, False),
        ({"program": "17.5.1"}, False),
        ({"program": "Digital Camera FinePix Ver1.20"}, False),
        ({"program": "A546EXXU5CXB3"}, False),
        ({"marks": [Mark.HISTORY]}, True),
        ({"marks": [Mark.PHOTOSHOP]}, True),
        ({"marks": [Mark.FACEBOOK]}, False),
    ],
)
def test_editing_programs_are_told_from_the_software_of_cameras(traits: dict[str, Any], is_said: bool) -> None:
    assert ("edited" in kinds(said_of(**CAMERA | traits))) is is_said


def test_a_file_without_any_of_the_cameras_data_is_said_to_be_so() -> None:
    assert doubts(said_of(quality=95)) == {"bare"}


def test_a_screenshot_is_known_by_its_name() -> None:
    assert "screenshot" in kinds(said_of((1080, 2400), "Screenshot_20261112-114504.png"))


def test_that_the_original_is_welcome_and_not_needed_is_said_once() -> None:
    notes = said_of((640, 480), "z5488168519001_3c654cf7b5d2d607c90f10281b4f618f.jpg", program="GIMP", quality=40)
    closing = notes[-1].text.split(". ", 1)[1]
    assert sum(closing in note.text for note in notes) == 1


def test_of_a_photo_that_was_not_read_yet_only_its_size_is_said() -> None:
    photo = Photo(original_name="a.jpg", width=10, height=10, file_size=5)
    assert kinds(notes_on_file(photo, None, EVENT)) == ["size"]
