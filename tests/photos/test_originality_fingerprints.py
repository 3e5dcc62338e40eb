"""The fingerprint of a picture: the same for its copies, another for other pictures."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cms.photos.originality.fingerprints import Fingerprints, distance
from cms.photos.originality.lookup import Bands
from cms.photos.originality.reading import examined
from tests.factories.photos import camera_file, picture_file
from tests.photos.copies import copy_of

PHOTOS = ("iptc.jpg", "exif_gps_typeerror.jpg", "xmp_test.jpg", "fujifilm.mpo")
NEAR = settings.PHOTO_ORIGINALITY["NEAR"]
cuts = st.tuples(*[st.floats(0, 0.05)] * 4)


def fingerprints_in(file: SimpleUploadedFile) -> Fingerprints:
    return examined(file)[1]


def apart(asking: Fingerprints, stored: Fingerprints) -> int:
    """In how many bits a photo differs at least from one that came in before it."""
    return min(distance(one, other) for one in asking.asked for other in stored.stored)


@pytest.fixture(scope="module")
def originals() -> dict[str, Fingerprints]:
    return {name: fingerprints_in(camera_file(name)) for name in PHOTOS}


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PHOTOS[:3]), cuts, st.integers(30, 95), st.sampled_from([640, 960, 1280]))
def test_a_copy_cut_recompressed_and_resized_is_near_its_original_whichever_came_first(
    originals: dict[str, Fingerprints], name: str, cut: tuple[float, float, float, float], quality: int, width: int
) -> None:
    copy = fingerprints_in(copy_of(name, cut=cut, quality=quality, width=width))
    assert apart(copy, originals[name]) <= NEAR
    assert apart(originals[name], copy) <= NEAR


@pytest.mark.parametrize("name", PHOTOS)
def test_five_percent_off_every_edge_is_found(originals: dict[str, Fingerprints], name: str) -> None:
    copy = fingerprints_in(copy_of(name, cut=(0.05, 0.05, 0.05, 0.05), quality=40, width=800))
    assert apart(copy, originals[name]) <= NEAR
    assert apart(originals[name], copy) <= NEAR


def test_other_photos_are_far(originals: dict[str, Fingerprints]) -> None:
    for one, other in combinations(originals.values(), 2):
        assert apart(one, other) > NEAR


def test_a_photo_held_sideways_is_the_same_as_its_upright_copy(originals: dict[str, Fingerprints]) -> None:
    with Image.open(BytesIO(copy_of("iptc.jpg").read())) as image:
        turned = image.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = BytesIO()
    turned.save(buffer, "JPEG", exif=exif)
    assert apart(fingerprints_in(SimpleUploadedFile("doc.jpg", buffer.getvalue())), originals["iptc.jpg"]) <= NEAR


def a_sheet(text: str) -> SimpleUploadedFile:
    """A white page with some lines of writing in its upper part."""
    sheet = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(sheet)
    for line in range(3):
        pen.text((100, 100 + 30 * line), f"{text} {line} " * 6, fill=0)
    buffer = BytesIO()
    sheet.save(buffer, "PNG")
    return SimpleUploadedFile("to-giay.png", buffer.getvalue())


@pytest.mark.parametrize(
    "file",
    [
        picture_file("den.jpg", colour=(0, 0, 0)),
        picture_file("do.jpg"),
        picture_file("xam.png", held="PNG", mode="L", colour=127),
        a_sheet("Giấy mời"),
    ],
    ids=str,
)
def test_a_flat_picture_is_like_no_other(file: SimpleUploadedFile) -> None:
    assert fingerprints_in(file) == ((), frozenset())


def test_at_most_sixteen_are_stored_and_eighty_one_asked_with(originals: dict[str, Fingerprints]) -> None:
    for found in originals.values():
        assert 1 <= len(found.stored) <= 16
        assert set(found.stored) <= found.asked
        assert len(found.asked) <= 81


@given(st.integers(0, 2**64 - 1))
def test_bands_hold_the_whole_fingerprint(fingerprint: int) -> None:
    assert Bands.of(fingerprint).fingerprint == fingerprint
    assert max(Bands.of(fingerprint)) < 2**22
