"""What a photo's file says of itself, and what of it is believed."""

from __future__ import annotations

import datetime as dt
import struct
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, TiffTags

from cms.photos.originality.reading import examined
from cms.photos.originality.traits import Mark, Traits
from tests.factories.photos import CAMERA_FILES, camera_file, picture_bytes, picture_file

PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{tool}"/></rdf:RDF></x:xmpmeta>'
)


def traits_in(file: SimpleUploadedFile) -> Traits:
    return examined(file)[0]


def with_exif(shot: dict[int, Any] | None = None, **tags: Any) -> SimpleUploadedFile:
    """A picture whose EXIF says these things: of the picture by name, of the shot by number."""
    exif = Image.Exif()
    for name, value in tags.items():
        exif[ExifTags.Base[name]] = value
    if shot:
        exif.get_ifd(ExifTags.IFD.Exif).update(shot)
    return picture_file(exif=exif)


def shot_at(moment: str, **more: Any) -> SimpleUploadedFile:
    named = {ExifTags.Base[name]: value for name, value in more.items()}
    return with_exif({ExifTags.Base.DateTimeOriginal: moment, **named})


def test_a_cameras_file_names_camera_time_and_compression() -> None:
    traits = traits_in(camera_file("fujifilm.mpo"))
    assert traits.camera == "FUJIFILM FinePix REAL 3D W3"
    assert traits.taken_at == dt.datetime(2013, 5, 25, 9, 38, 10, tzinfo=dt.UTC)
    assert traits.quality
    assert traits.has_metadata
    assert not traits.is_progressive
    assert not traits.marks


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS R6", "Canon EOS R6"),
        ("NIKON CORPORATION", "NIKON D70", "NIKON D70"),
        ("Apple", "iPhone 13", "Apple iPhone 13"),
        ("OPPO", "", "OPPO"),
        ("", "SM-A546E", "SM-A546E"),
        ("   ", "\x00\x00", ""),
    ],
)
def test_the_make_is_named_once(make: str, model: str, camera: str) -> None:
    assert traits_in(with_exif(Make=make, Model=model)).camera == camera


def test_time_is_the_offices_unless_the_camera_names_its_zone() -> None:
    here = traits_in(shot_at("2026:11:12 23:30:00")).taken_at
    there = traits_in(shot_at("2026:11:12 23:30:00", OffsetTimeOriginal="+09:00")).taken_at
    assert here is not None
    assert there is not None
    assert here - there == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    "moment",
    [
        "0000:00:00 00:00:00",
        "1970:01:01 00:00:00",
        "2026:13:40 25:61:61",
        "9999:12:31 23:59:59",
        "    ",
        "hôm qua",
        "２０２６",
    ],
)
def test_a_moment_that_cannot_be_is_none(moment: str) -> None:
    assert traits_in(shot_at(moment)).taken_at is None


def test_lightroom_photoshop_and_elements_leave_traces() -> None:
    lightroom = traits_in(camera_file("xmp_test.jpg"))
    assert "Lightroom" in lightroom.program
    assert {Mark.HISTORY, Mark.RAW_SETTINGS} <= set(lightroom.marks)
    assert Mark.PHOTOSHOP in traits_in(camera_file("pil_sample_cmyk.jpg")).marks
    assert "Elements" in traits_in(camera_file("exif_gps_typeerror.jpg")).program


def test_the_program_is_found_in_xmp_too() -> None:
    file = picture_file(xmp=PACKET.format(tool="Canva (Renderer)").encode())
    assert traits_in(file).program == "Canva (Renderer)"


def test_facebooks_mark_is_recognised() -> None:
    iptc = b"\x1c\x02\x28\x00\x0aFBMD0a0001"
    resource = b"8BIM\x04\x04\x00\x00" + len(iptc).to_bytes(4, "big") + iptc + b"\x00" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\x00" + resource
    marked = picture_bytes()
    marked = marked[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + marked[2:]
    assert traits_in(SimpleUploadedFile("a.jpg", marked)).marks == (Mark.FACEBOOK,)


def test_a_bare_file_says_nothing() -> None:
    traits = traits_in(picture_file(quality=80))
    assert traits == Traits(quality=80, has_standard_tables=True)
    assert traits_in(picture_file(progressive=True)).is_progressive


@pytest.mark.parametrize(("name", "held"), [("a.png", "PNG"), ("a.webp", "WEBP"), ("a.heic", "HEIF")])
def test_of_other_formats_no_quality_is_claimed(name: str, held: str) -> None:
    assert traits_in(picture_file(name, held=held)).quality is None


@pytest.mark.parametrize("name", ["ultrahdr.jpg", "truncated_app14.jpg", "exif_gps_typeerror.jpg"])
def test_damaged_files_of_real_cameras_break_nothing(name: str) -> None:
    assert traits_in(camera_file(name)).has_metadata


def test_names_in_a_file_are_short_lines_of_visible_text() -> None:
    hostile = "<script>alert(1)</script>\x1b[31m\u202eevil\n" + "A" * 60_000
    program = traits_in(with_exif(Software=hostile)).program
    assert len(program) <= 80
    assert program.isprintable()
    assert program.startswith("<script>")


@pytest.mark.parametrize("denominator", [0, 1])
def test_numbers_where_text_belongs_break_nothing(denominator: int) -> None:
    make_as_ratio = struct.pack("<HHHIIIII", 1, ExifTags.Base.Make, TiffTags.RATIONAL, 1, 26, 0, 1, denominator)
    traits = traits_in(picture_file(exif=b"Exif\0\0II*\0\x08\0\0\0" + make_as_ratio))
    assert traits.camera == ""


def test_a_packet_made_to_explode_is_not_opened() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "' + "ha" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>' + PACKET.format(tool="&b;")
    )
    assert traits_in(picture_file(xmp=bomb.encode())).program == ""


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400), st.integers(20, 4000))
def test_whatever_stands_in_the_metadata_words_are_read_from_it_and_the_picture_is_known(
    noise: bytes, place: int
) -> None:
    original = (CAMERA_FILES / "iptc.jpg").read_bytes()
    broken = traits_in(SimpleUploadedFile("a.jpg", original[:place] + noise + original[place + len(noise) :]))
    assert (broken.camera + broken.program).isprintable()
    segment = b"Exif\x00\x00" + noise
    marked = original[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + original[2:]
    assert examined(SimpleUploadedFile("b.jpg", marked))[1] == examined(SimpleUploadedFile("c.jpg", original))[1]


def test_no_position_is_read() -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (22.0, 8.0, 49.0), 3: "E", 4: (105.0, 50.0, 5.0)})
    buffer = BytesIO()
    Image.new("RGB", (100, 100)).save(buffer, "JPEG", exif=exif)
    traits = traits_in(SimpleUploadedFile("nha.jpg", buffer.getvalue()))
    assert not any("22" in str(value) or "105" in str(value) for value in (traits.camera, traits.program, traits.marks))
