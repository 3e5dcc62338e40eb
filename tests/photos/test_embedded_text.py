"""What a photo's own file says about itself is offered as caption and credit, if a person can have meant it."""

import struct
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.photos.embedded_text import decoded, embedded_text
from cms.photos.xmp import texts_in
from tests.factories.photos import CAMERA_FILES, camera_file, picture_bytes

VIETNAMESE = "Đồng chí Nông Văn B trao quà cho đoàn viên"
DC = "http://purl.org/dc/elements/1.1/"


def with_iptc(*fields: tuple[int, int, bytes]) -> ContentFile:
    """A JPEG with IPTC data sets (IIM 4.2) in Photoshop's segment."""
    sets = b"".join(b"\x1c" + struct.pack(">BBH", record, number, len(text)) + text for record, number, text in fields)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(sets)) + sets + b"\0" * (len(sets) % 2)
    segment = b"Photoshop 3.0\0" + block
    jpeg = picture_bytes()
    return ContentFile(jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:], "anh.jpg")


def with_exif(description: str | bytes = "", artist: str | bytes = "") -> ContentFile:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = description, artist
    return ContentFile(picture_bytes(exif=exif.tobytes()), "anh.jpg")


def packet(inside: str, attributes: str = "") -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="{DC}" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def alternatives(**texts: str) -> str:
    entries = "".join(f'<rdf:li xml:lang="{lang.replace("_", "-")}">{text}</rdf:li>' for lang, text in texts.items())
    return f"<dc:description><rdf:Alt>{entries}</rdf:Alt></dc:description>"


def test_iptc_marked_as_utf8_is_read():
    file = with_iptc((1, 90, b"\x1b%G"), (2, 80, "Hà Thị M".encode()), (2, 120, VIETNAMESE.encode()))
    assert embedded_text(file) == (VIETNAMESE, "Hà Thị M")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (VIETNAMESE.encode(), VIETNAMESE),
        # Windows' Vietnamese code page writes most tones as marks of their own.
        (b"\xd0\xf4\xccng chi\xec, nga\xccy h\xf4\xf2i", "Đồng chí, ngày hội"),
        (b"C\xe9r\xe9monie \xe0 Pleiku", "Cérémonie à Pleiku"),
        (b"na\xefve \x97 caf\xe9", "naïve — café"),
        (b"\xff\xfe\x00\x81", None),
    ],
)
def test_old_encodings_are_guessed(raw, text):
    assert decoded(raw) == text if text else isinstance(decoded(raw), str)


def test_several_bylines_are_joined():
    assert embedded_text(with_iptc((2, 80, b"An"), (2, 80, b"Binh"))).credit == "An, Binh"


def test_iptc_comes_before_xmp_and_xmp_before_exif():
    exif = Image.Exif()
    exif[0x010E] = "in EXIF"
    xmp = packet(alternatives(x_default="in XMP"))
    jpeg = picture_bytes(exif=exif.tobytes(), xmp=xmp)
    assert embedded_text(ContentFile(jpeg, "anh.jpg")).caption == "in XMP"
    both = with_iptc((2, 120, b"in IPTC")).read()
    assert embedded_text(ContentFile(both, "anh.jpg")).caption == "in IPTC"


def test_an_empty_caption_leaves_the_word_to_the_next_place():
    assert embedded_text(with_exif(description="  \t ", artist="An")) == ("", "An")


def test_vietnamese_in_exif_is_read():
    assert embedded_text(with_exif(VIETNAMESE.encode(), "Hà Thị M".encode())) == (VIETNAMESE, "Hà Thị M")


@pytest.mark.parametrize("held", ["PNG", "WEBP", "HEIF"])
def test_other_formats_are_read_too(held):
    exif = Image.Exif()
    exif[0x010E] = "Trao qua"
    file = ContentFile(picture_bytes(held, size=(64, 64), exif=exif.tobytes()), f"anh.{held.lower()}")
    assert embedded_text(file).caption == "Trao qua"


@pytest.mark.parametrize(
    "text",
    [
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "KODAK Digital Still Camera",
        "MINOLTA DIGITAL CAMERA",
        "DIGITAL CAMERA",
        "default",
        "Exif_JPEG_PICTURE",
        "DCIM\\100",
        "IMG_20261112_081500",
        "DSC_0123.JPG",
        "2026:11:12 08:15:00",
        "\u200b\u00a0",
        "hdr",
    ],
)
def test_what_cameras_write_by_themselves_is_no_caption(text):
    assert embedded_text(with_exif(text.encode())).caption in {"", "DCIM\\100"}


def test_a_caption_that_only_begins_like_a_cameras_is_one():
    assert embedded_text(with_exif("Photo of the meeting")).caption == "Photo of the meeting"


def test_what_steers_or_hides_is_dropped_and_lines_are_joined():
    hostile = "Trao\x01 quà\u202e<script>\r\n\tcho\u200b đoàn viên\x7f"
    assert embedded_text(with_iptc((2, 120, hostile.encode()))).caption == "Trao quà<script> cho đoàn viên"


def test_a_decomposed_text_comes_in_one_form():
    assert embedded_text(with_iptc((2, 120, "Le\u0302\u0303 ho\u0323\u0302i".encode()))).caption == "Lễ hội"


def test_a_text_that_is_too_long_is_cut_at_a_words_end():
    caption, credit = embedded_text(with_iptc((2, 120, b"chu " * 5000), (2, 80, b"x" * 5000)))
    assert len(caption) <= 500
    assert caption.endswith("chu…")
    assert len(credit) == 200


@pytest.mark.parametrize("name", sorted(path.name for path in CAMERA_FILES.iterdir() if path.suffix != ""))
def test_files_of_cameras_break_nothing(name):
    caption, credit = embedded_text(camera_file(name))
    assert len(caption) <= 500
    assert len(credit) <= 200


def test_the_phone_photo_without_caption_offers_none():
    assert embedded_text(camera_file("iptc.jpg")).caption == ""


@pytest.mark.parametrize("data", [b"", b"no picture", picture_bytes()[:300]])
def test_what_is_no_photo_says_nothing(data):
    assert embedded_text(ContentFile(data, "anh.jpg")) == ("", "")


# XMP


def test_the_vietnamese_text_is_taken_among_several():
    told = texts_in(packet(alternatives(x_default="A meeting", en="A meeting", vi="Một cuộc họp")))
    assert told[f"{DC} description"] == "Một cuộc họp"


def test_a_property_may_stand_as_an_attribute_or_plainly():
    assert texts_in(packet("", 'dc:description="Trao quà"'))[f"{DC} description"] == "Trao quà"
    assert texts_in(packet("<dc:creator>An</dc:creator>"))[f"{DC} creator"] == "An"


def test_creators_are_joined():
    people = "<dc:creator><rdf:Seq><rdf:li>An</rdf:li><rdf:li>Bình</rdf:li></rdf:Seq></dc:creator>"
    assert texts_in(packet(people))[f"{DC} creator"] == "An, Bình"


def test_text_in_another_unicode_encoding_is_read():
    text = packet(alternatives(vi="Trao quà")).decode().partition("?>")[2].rpartition("<?")[0]
    assert texts_in(text.encode("utf-16"))[f"{DC} description"] == "Trao quà"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:dc="{DC}"><dc:description>&b;</dc:description></x:xmpmeta>'
)
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        FILE.encode(),
        b"<x>",
        b"\xff\xfe",
        b"no xml",
        b"<?xml version='1.0' encoding='klingon'?><x/>",
        packet("") + b"junk",
        b"<a>" * 200_000,
        b"x" * (3 * 1024 * 1024),
    ],
)
def test_dishonest_xmp_says_nothing(data):
    assert texts_in(data) == {}


def test_a_photo_with_dishonest_xmp_still_has_its_exif():
    exif = Image.Exif()
    exif[0x010E] = "Trao qua"
    buffer = BytesIO()
    Image.new("RGB", (64, 48)).save(buffer, "JPEG", exif=exif.tobytes(), xmp=BOMB.encode())
    assert embedded_text(ContentFile(buffer.getvalue(), "anh.jpg")).caption == "Trao qua"
