"""Where photos lie: two private storages, named in ``STORAGES``."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

if TYPE_CHECKING:
    from os import PathLike

    from django.core.files import File


@deconstructible
class NamedStorage(Storage):
    """The storage that ``STORAGES`` has under an alias, looked up at each use.

    Only the alias goes into migrations and into tasks that delete files, never the keys of an S3 bucket.
    """

    def __init__(self, alias: str) -> None:
        self.alias = alias

    @property
    def _storage(self) -> Storage:
        return storages[self.alias]

    def open(self, name: str, mode: str = "rb") -> File:
        return self._storage.open(name, mode)

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        return self._storage.save(name, content, max_length=max_length)

    def delete(self, name: str) -> None:
        self._storage.delete(name)

    def exists(self, name: str) -> bool:
        return self._storage.exists(name)

    def size(self, name: str) -> int:
        return self._storage.size(name)

    def path(self, name: str) -> str:
        return self._storage.path(name)

    def generate_filename(self, filename: str | PathLike[str]) -> str:
        return self._storage.generate_filename(filename)


def originals() -> NamedStorage:
    """The storage of photos as they were uploaded."""
    return NamedStorage("originals")


def renditions() -> NamedStorage:
    """The storage of what is made from them."""
    return NamedStorage("renditions")
