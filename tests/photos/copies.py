"""Copies of real photos with known truth: what was done to them is what the tests say."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps

from cms.photos.models import Photo
from cms.photos.originality.reading import read
from tests.factories.photos import CAMERA_FILES, PhotoFactory

Edges = tuple[float, float, float, float]


def copy_of(
    name: str, *, cut: Edges = (0, 0, 0, 0), width: int | None = None, quality: int = 85, named: str = "", **saved: Any
) -> SimpleUploadedFile:
    """A JPEG copy of a camera's file without its metadata.

    ``cut`` off are these parts of the picture's left, upper, right and lower edge (0.05 is 5 %).
    """
    with Image.open(CAMERA_FILES / name) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    left, upper, right, lower = cut
    image = image.crop(
        (
            round(left * image.width),
            round(upper * image.height),
            round((1 - right) * image.width),
            round((1 - lower) * image.height),
        )
    )
    if width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, **saved)
    return SimpleUploadedFile(named or "ban-sao.jpg", buffer.getvalue())


def taken_in(file: SimpleUploadedFile, **fields: Any) -> Photo:
    """A photo that has come in and was read."""
    photo = PhotoFactory(file=file, title="", **fields)
    read(photo.pk)
    return Photo.objects.get(pk=photo.pk)
