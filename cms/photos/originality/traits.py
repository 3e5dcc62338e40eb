"""What a photo's file says of itself. Nothing of it is trusted, and nothing here raises: unreadable is unsaid."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from PIL import ExifTags

from cms.photos.decoding import UNREADABLE
from cms.photos.models.traits import LONGEST_TEXT
from cms.photos.originality.quantisation import quantisation_of
from cms.photos.xmp import texts_in
from cms.vietnamese.text import nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

_CREATOR_TOOL = "http://ns.adobe.com/xap/1.0/ CreatorTool"
_MOMENT = re.compile(r"(\d{4})[:/-](\d{2})[:/-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_ZONE = re.compile(r"([+-])(\d{2}):(\d{2})")
# No camera wrote EXIF before; a clock that was never set says 1970, 1980 or 2000.
_FIRST_YEAR = 1995
_LONGEST_RAW = 400
_LARGEST_PACKET = 2 * 1024 * 1024
# Photoshop's image resource 0x0406 holds its JPEG quality: no other program writes it.
_PHOTOSHOP_QUALITY = 0x0406
# IPTC 2:40, in which Facebook leaves a mark of its own.
_SPECIAL_INSTRUCTIONS = b"\x1c\x02\x28"
_IPTC_RESOURCE = 0x0404


class Mark(StrEnum):
    """A trace of a program that saved the file after the camera."""

    PHOTOSHOP = "photoshop"
    SAVED_FOR_WEB = "saved_for_web"
    HISTORY = "history"
    RAW_SETTINGS = "raw_settings"
    FACEBOOK = "facebook"


class Traits(NamedTuple):
    """The fields of ``PhotoTraits`` that come from the file."""

    camera: str = ""
    taken_at: dt.datetime | None = None
    program: str = ""
    marks: tuple[Mark, ...] = ()
    has_metadata: bool = False
    quality: int | None = None
    has_standard_tables: bool | None = None
    is_progressive: bool = False


def traits_of(image: Image.Image) -> Traits:
    """What is read from a photo that is opened and not decoded yet."""
    tags, shot = _exif_of(image)
    packet = _packet_of(image)
    resources = _resources_of(image)
    quantised = quantisation_of(_tables_of(image))
    return Traits(
        camera=_camera(tags),
        taken_at=_taken_at(shot),
        program=_text(tags.get(ExifTags.Base.Software)) or _text(texts_in(packet).get(_CREATOR_TOOL)),
        marks=tuple(_marks(image, packet, resources)),
        has_metadata=bool(tags or shot or packet or resources),
        quality=quantised.quality if quantised else None,
        has_standard_tables=quantised.is_standard if quantised else None,
        is_progressive=bool(image.info.get("progressive")),
    )


def _exif_of(image: Image.Image) -> tuple[Mapping[int, Any], Mapping[int, Any]]:
    """The tags of the picture, and those of how it was taken; the position is not touched."""
    # Pillow decodes a whole PNG to find EXIF that stands behind the picture.
    if image.format == "PNG" and "exif" not in image.info:
        return {}, {}
    try:
        exif = image.getexif()
        return dict(exif), dict(exif.get_ifd(ExifTags.IFD.Exif))
    except UNREADABLE:
        return {}, {}


def _packet_of(image: Image.Image) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return (packet.encode() if isinstance(packet, str) else bytes(packet))[:_LARGEST_PACKET]


def _resources_of(image: Image.Image) -> Mapping[int, Any]:
    """Photoshop's image resources, in which IPTC stands too."""
    resources = image.info.get("photoshop")
    return resources if isinstance(resources, dict) else {}


def _tables_of(image: Image.Image) -> Mapping[int, Any]:
    return getattr(image, "quantization", None) or {}


def _camera(tags: Mapping[int, Any]) -> str:
    """Make and model, the make only once: most models begin with it."""
    make, model = _text(tags.get(ExifTags.Base.Make)), _text(tags.get(ExifTags.Base.Model))
    named = make.split(" ")[0].lower()
    return model if model and named and model.lower().startswith(named) else f"{make} {model}".strip()


def _taken_at(shot: Mapping[int, Any]) -> dt.datetime | None:
    """When the shutter was released; local time of the office where the camera names no zone.

    A moment that cannot be (month 0, next year) is none.
    """
    found = _MOMENT.match(_text(shot.get(ExifTags.Base.DateTimeOriginal)))
    if not found:
        return None
    try:
        moment = dt.datetime(*map(int, found.groups()), tzinfo=_zone(shot))  # type: ignore[misc, arg-type]
        is_likely = moment.year >= _FIRST_YEAR and moment <= timezone.now() + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return moment if is_likely else None


def _zone(shot: Mapping[int, Any]) -> dt.tzinfo:
    found = _ZONE.match(_text(shot.get(ExifTags.Base.OffsetTimeOriginal)))
    if not found:
        return timezone.get_default_timezone()
    sign, hours, minutes = found.groups()
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return dt.timezone(offset if sign == "+" else -offset)


def _marks(image: Image.Image, packet: bytes, resources: Mapping[int, Any]) -> list[Mark]:
    segments = [bytes(data[:5]) for name, data in getattr(image, "applist", []) if name == "APP12"]
    iptc = resources.get(_IPTC_RESOURCE)
    said = {
        Mark.PHOTOSHOP: _PHOTOSHOP_QUALITY in resources,
        Mark.SAVED_FOR_WEB: b"Ducky" in segments,
        Mark.HISTORY: b"softwareAgent" in packet,
        Mark.RAW_SETTINGS: b"camera-raw-settings" in packet,
        Mark.FACEBOOK: isinstance(iptc, bytes) and _SPECIAL_INSTRUCTIONS in iptc and b"FBMD" in iptc,
    }
    return [mark for mark, is_there in said.items() if is_there]


def _text(value: object) -> str:
    """A tag as a short line of visible text; empty for whatever is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    if not isinstance(value, str):
        return ""
    line = " ".join(value[:_LONGEST_RAW].split("\0")[0].split())
    visible = "".join(character for character in nfc(line) if unicodedata.category(character)[0] != "C")
    return visible[:LONGEST_TEXT].strip()
