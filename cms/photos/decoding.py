"""Opening photos with Pillow: one at a time on a machine, and never trusting the file."""

from __future__ import annotations

import fcntl
import struct
import threading
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from PIL import ExifTags, Image

from cms.photos.formats import OPENED_AS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files import File

# What Pillow and pillow-heif raise on files that are broken, or made to break them.
UNREADABLE = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
SIDEWAYS = frozenset({5, 6, 7, 8})

_threads = threading.Lock()


@contextmanager
def _alone_on_this_machine() -> Iterator[None]:
    """Wait until nobody else decodes: 100 megapixels take hundreds of megabytes of memory.

    A file lock holds among processes and ends with its process; among threads it says nothing.
    """
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with _threads, (folder / "decoding.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def opened(file: File) -> Iterator[Image.Image]:
    """A photo, opened but not decoded; while it is open no other photo is. Don't nest.

    Raises any of ``UNREADABLE``; leaves the file at its beginning.
    """
    with _alone_on_this_machine():
        file.seek(0)
        try:
            yield Image.open(file, formats=OPENED_AS)
        finally:
            file.seek(0)


def shrink_while_decoding(image: Image.Image, width: int, height: int) -> None:
    """Let a JPEG be decoded at a half, quarter or eighth of its size, not below ``width`` x ``height`` pixels."""
    if image.format in {"JPEG", "MPO"}:
        image.draft("RGB", (width, height))


def orientation(image: Image.Image) -> int:
    """How the camera was held (EXIF 0x0112, 1 to 8; 1 is upright). To be asked before the photo is decoded."""
    # Pillow decodes a whole PNG to find EXIF that stands behind the picture.
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except UNREADABLE:
        return 1
    return value if value in range(1, 9) else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels of a photo as people see it."""
    width, height = image.size
    return (height, width) if orientation(image) in SIDEWAYS else (width, height)
