"""A photo in the archive: under which name, and where its bytes come from."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cms.vietnamese.text import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.news.numbered_photos import NumberedPhoto

BLOCK = 256 * 1024
LONGEST_WORDS = 60


class PackedPhoto:
    """A photo of an item as it stands in the archive."""

    def __init__(self, numbered: NumberedPhoto) -> None:
        self.numbered = numbered
        self.photo = numbered.photo

    @property
    def name(self) -> str:
        """Number and caption in plain letters, with the extension that was checked: safe on every system.

        The number keeps names apart; nothing of what somebody called the file stands in it.
        """
        words = slugify(self.numbered.caption, LONGEST_WORDS) or "anh"
        return f"{self.numbered.number:02d} - {words}{PurePosixPath(self.photo.file.name or '').suffix}"

    @cached_property
    def is_there(self) -> bool:
        """Whether the storage has the original."""
        return self.photo.file.storage.exists(self.photo.file.name or "")

    def blocks(self) -> Iterator[bytes]:
        """The bytes of the original, from the first to the last."""
        with self.photo.file.storage.open(self.photo.file.name or "") as file:
            yield from file.chunks(BLOCK)
