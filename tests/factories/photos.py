"""Photos for tests: files as uploaded, and photos of units."""

from io import BytesIO
from pathlib import Path
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from PIL import Image

from cms.photos.models import Photo, Reach

CAMERA_FILES = Path(__file__).parent.parent / "photos" / "files"
RED = (200, 30, 30)


def camera_file(name: str, named: str | None = None) -> SimpleUploadedFile:
    """A file from a real camera, as uploaded; ``named`` gives it another name."""
    return SimpleUploadedFile(named or name, (CAMERA_FILES / name).read_bytes())


def picture_bytes(
    held: str = "JPEG", size: tuple[int, int] = (800, 600), colour: Any = RED, mode: str = "RGB", **saved: Any
) -> bytes:
    """A picture of one colour as a file that holds some format; ``saved`` goes to Pillow's ``save``."""
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, held, **saved)
    return buffer.getvalue()


def picture_file(name: str = "anh.jpg", **picture: Any) -> SimpleUploadedFile:
    """A picture of one colour, as uploaded."""
    return SimpleUploadedFile(name, picture_bytes(**picture))


class PhotoFactory(DjangoModelFactory):
    """A draft photo; of the editorial board unless a unit is named."""

    class Meta:
        model = Photo

    class Params:
        submitted = factory.Trait(reach=Reach.SUBMITTED)
        with_board = factory.Trait(reach=Reach.BOARD)
        public = factory.Trait(reach=Reach.BOARD, is_public=True)

    title = factory.Sequence(lambda number: f"Ảnh {number}")
    file = factory.LazyFunction(picture_file)
