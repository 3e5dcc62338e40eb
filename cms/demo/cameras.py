"""The demonstration's photos as files: scenes drawn once, each photo in its own light, with a camera's metadata."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageChops

from cms.demo import scenes
from cms.demo.canvas import SIZE
from cms.demo.chance import Chance
from cms.demo.topics import Topic

VARIANTS = 4
QUALITY = 85
# How much of a scene each edge may lose, how deep the shadows on it are, and how many patches of light and shadow it
# has: enough that no photo of a scene is nearly the same as another one, as no two photos of real events are.
_MARGIN, _DEPTH, _PATCHES = 0.2, 0.5, (8, 6)
_CAMERAS = (("Sao Khue", "SK-12 Pro"), ("Na Vang", "NV One"), ("Song Hien", "Phone 5"))


def photograph(topic: Topic, taken_at: dt.datetime, name: str, chance: Chance) -> ContentFile:
    """A JPEG of 1600 x 1067 pixels of an event, named as cameras name files; no two look nearly the same."""
    pixels = _lit(_drawn(topic.scene, topic.banner, chance.randrange(VARIANTS)), chance)
    return ContentFile(_with_metadata(pixels, taken_at, chance), name=name)


def _lit(drawn: bytes, chance: Chance) -> bytes:
    """The scene from a place and in a light of its own, as a JPEG."""
    patches = Image.frombytes("L", _PATCHES, chance.randbytes(_PATCHES[0] * _PATCHES[1]))
    shade = patches.point([round(255 - (255 - value) * _DEPTH) for value in range(256)])
    shade = shade.resize(SIZE, Image.Resampling.BICUBIC)
    left, upper, right, lower = (chance.uniform(0, _MARGIN) for _edge in range(4))
    width, height = SIZE
    box = (left * width, upper * height, (1 - right) * width, (1 - lower) * height)
    with Image.open(BytesIO(drawn)) as image:
        seen = image.convert("RGB").resize(SIZE, Image.Resampling.BILINEAR, box=box)
    return _jpeg(ImageChops.multiply(seen, Image.merge("RGB", [shade] * 3)), QUALITY)


@lru_cache(maxsize=128)
def _drawn(scene: str, banner: str, variant: int) -> bytes:
    """A scene, drawn once; kept as a file, which takes a twentieth of the memory."""
    return _jpeg(scenes.draw(scene, banner, variant), 95)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


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
