"""The caption and the photographer's name that a photo's own file holds: an offer to its sender, never a fact.

Looked for in IPTC, then XMP, then EXIF; the first that says anything wins. Nothing here raises: text that cannot be
read is text that is not there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PIL import ExifTags, IptcImagePlugin
from PIL.ImageFile import ImageFile

from cms.photos.decoding import UNREADABLE, opened
from cms.photos.models.uploads import LONGEST_CAPTION, LONGEST_CREDIT
from cms.photos.xmp import texts_in
from cms.vietnamese.text import is_blank, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files import File
    from PIL import Image

# IPTC-IIM 4.2: coded character set, by-line, caption.
_CHARACTER_SET, _BYLINE, _CAPTION = (1, 90), (2, 80), (2, 120)
_UTF8_MARK = b"\x1b%G"
_DC = "http://purl.org/dc/elements/1.1/"
# What no caption needs; longer texts are cut before anything else is done with them.
_LONGEST_RAW = 20_000
# What cameras and programs write when nobody has written anything.
_EMPTY_PHRASES = re.compile(
    r"(olympus|sony|minolta|konica minolta|kodak|samsung|nikon|casio|fuji(film)?|exif)?[ _]?"
    r"(digital (still )?camera|dsc|jpeg[ _]picture|picture|photo|image|untitled|default|camera|hdr\w*|screenshot)"
    r"|(dscn?|dscf|img|imag|image|pict?|p|mvimg|pxl|photo)[-_ ]?[\d_-]+(\.\w{3,4})?|[\d_.: -]+",
    re.IGNORECASE,
)
# Letters that only Vietnamese has: proof that a guess at the old Vietnamese code page was right.
_VIETNAMESE = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")


class EmbeddedText(NamedTuple):
    """What a file says about itself, fit to be shown; empty where it says nothing."""

    caption: str = ""
    credit: str = ""


def embedded_text(file: File) -> EmbeddedText:
    """The caption and the credit in a photo's file, in Unicode NFC and not too long for an item."""
    try:
        with opened(file) as image:
            found = [_in_iptc(image), _in_xmp(image), _in_exif(image)]
    except UNREADABLE:
        return EmbeddedText()
    captions, names = zip(*found, strict=True)
    return EmbeddedText(_first_meant(captions, LONGEST_CAPTION), _first_meant(names, LONGEST_CREDIT))


def _first_meant(texts: Iterable[str], longest: int) -> str:
    """The first text that a person can have meant, cut at a word's end."""
    return next((_cut(text, longest) for text in map(_cleaned, texts) if _is_meant(text)), "")


def _cleaned(text: str) -> str:
    """A text in one line and in NFC, without anything that steers or hides."""
    spaced = re.sub(r"\s+", " ", text[:_LONGEST_RAW])
    return nfc("".join(character for character in spaced if unicodedata.category(character)[0] != "C")).strip()


def _is_meant(text: str) -> bool:
    return not is_blank(text) and not _EMPTY_PHRASES.fullmatch(text)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    return (start.rpartition(" ")[0] or start) + "…"


def _in_iptc(image: Image.Image) -> tuple[str, str]:
    if not isinstance(image, ImageFile):
        return "", ""
    try:
        fields = IptcImagePlugin.getiptcinfo(image) or {}
    except UNREADABLE:
        return "", ""
    is_utf8 = _all(fields.get(_CHARACTER_SET)) == [_UTF8_MARK]

    def joined(name: tuple[int, int]) -> str:
        return ", ".join(decoded(text, is_utf8=is_utf8) for text in _all(fields.get(name)))

    return joined(_CAPTION), joined(_BYLINE)


def _all(value: bytes | list[bytes] | None) -> list[bytes]:
    return value if isinstance(value, list) else [value or b""]


def _in_xmp(image: Image.Image) -> tuple[str, str]:
    packet = image.info.get("xmp") or b""
    texts = texts_in(packet.encode() if isinstance(packet, str) else packet)
    return texts.get(f"{_DC} description", ""), texts.get(f"{_DC} creator", "")


def _in_exif(image: Image.Image) -> tuple[str, str]:
    # Pillow decodes a whole PNG to find EXIF that stands behind the picture.
    if image.format == "PNG" and "exif" not in image.info:
        return "", ""
    try:
        exif = image.getexif()
        caption, credit = (exif.get(tag) for tag in (ExifTags.Base.ImageDescription, ExifTags.Base.Artist))
    except UNREADABLE:
        return "", ""
    return _of_exif(caption), _of_exif(credit)


def _of_exif(value: object) -> str:
    """A text as Pillow gives it: bytes, or their letters taken one by one for Latin-1."""
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return str(value)
    return decoded(value.split(b"\0")[0]) if isinstance(value, bytes) else ""


def decoded(raw: bytes, *, is_utf8: bool = False) -> str:
    """A text in UTF-8 if it is so marked or can be; else in Windows' Vietnamese code page or in Latin-1.

    The code page is believed if it gives letters that only Vietnamese has.
    """
    raw = raw[:_LONGEST_RAW]
    if is_utf8:
        return raw.decode(errors="replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        guess = nfc(raw.decode("cp1258", errors="replace"))
        is_vietnamese = _VIETNAMESE.search(guess) and not any(map(unicodedata.combining, guess))
        return guess if is_vietnamese else raw.decode("cp1252", errors="replace")
