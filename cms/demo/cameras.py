"""The demonstration's photos as files: drawn once, cropped in several ways, each with a camera's own metadata."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageEnhance

from cms.demo import scenes
from cms.demo.canvas import SIZE
from cms.demo.chance import Chance
from cms.demo.topics import Topic

VARIANTS = 4
CROPS = 3
QUALITY = 85
_CAMERAS = (("Sao Khue", "SK-12 Pro"), ("Na Vang", "NV One"), ("Song Hien", "Phone 5"))


def photograph(topic: Topic, taken_at: dt.datetime, name: str, chance: Chance) -> ContentFile:
    """A JPEG of 1600 x 1067 pixels of an event, named as cameras name files; no two have the same bytes."""
    pixels = _encoded(topic.scene, topic.banner, chance.randrange(VARIANTS), chance.randrange(CROPS))
    return ContentFile(_with_metadata(pixels, taken_at, chance), name=name)


@lru_cache(maxsize=256)
def _encoded(scene: str, banner: str, variant: int, crop: int) -> bytes:
    image = _drawn(scene, banner, variant)
    if crop:
        chance = Chance("crop", scene, banner, variant, crop)
        width, height = SIZE
        margin = chance.uniform(0.03, 0.09)
        left, top = chance.uniform(0, 2 * margin) * width, chance.uniform(0, 2 * margin) * height
        box = (left, top, left + width * (1 - 2 * margin), top + height * (1 - 2 * margin))
        image = image.resize(SIZE, Image.Resampling.BILINEAR, box=box)
        image = ImageEnhance.Brightness(image).enhance(chance.uniform(0.88, 1.1))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


@lru_cache(maxsize=16)
def _drawn(scene: str, banner: str, variant: int) -> Image.Image:
    return scenes.draw(scene, banner, variant)


def _with_metadata(jpeg: bytes, taken_at: dt.datetime, chance: Chance) -> bytes:
    """The file with an EXIF segment after its first marker (EXIF 2.32, 4.5.5), without encoding it anew."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = chance.choice(_CAMERAS)
    exif[ExifTags.Base.DateTime] = stamp = taken_at.strftime("%Y:%m:%d %H:%M:%S")
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = stamp
    details[ExifTags.Base.SubsecTimeOriginal] = f"{chance.randrange(1000):03d}"
    data = exif.tobytes()
    return jpeg[:2] + b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data + jpeg[2:]
