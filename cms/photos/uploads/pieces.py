"""The bytes of an unfinished upload: a file on this machine's disk, in a folder that nothing serves."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.photos.models import PhotoUpload

SUFFIX = ".part"


def folder() -> Path:
    """Where the bytes lie; made if it is not there."""
    path = Path(settings.PHOTO_UPLOADS_FOLDER)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def path_of(upload: PhotoUpload) -> Path:
    """The file of an upload, named by its number and key: never that of another one, in a restored database too."""
    return folder() / f"{upload.pk}.{upload.key.hex}{SUFFIX}"


def length_of(upload: PhotoUpload) -> int:
    """How many bytes lie on the disk; 0 if there is no file."""
    try:
        return path_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def append(upload: PhotoUpload, piece: IO[bytes]) -> None:
    """Write a piece at the upload's offset; what stood behind it, left by a process that died, is gone."""
    descriptor = os.open(path_of(upload), os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.seek(upload.offset)
        shutil.copyfileobj(piece, file)
        file.truncate()


@contextmanager
def opened(upload: PhotoUpload) -> Iterator[File]:
    """All bytes as a file that bears the name under which they were sent."""
    with path_of(upload).open("rb") as file:
        yield File(file, name=upload.name)


def remove(uploads: Iterable[PhotoUpload]) -> None:
    """Delete the bytes of uploads, if there are any."""
    for upload in uploads:
        path_of(upload).unlink(missing_ok=True)


def sweep(before: float) -> None:
    """Delete bytes that nobody has touched since a moment (seconds since 1970), whatever the database says."""
    for path in folder().glob(f"*{SUFFIX}"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime <= before:
                path.unlink()
