"""The digests of a file: SHA-256 as proof of the bytes, SHA-1 because Wagtail finds duplicates by it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.core.files import File

BLOCK = 1024 * 1024


class Digests(NamedTuple):
    sha256: str
    sha1: str


def digests_of(file: File) -> Digests:
    """Both digests in hexadecimal, in one reading; leaves the file at its beginning."""
    sha256 = hashlib.sha256()
    sha1 = hashlib.sha1(usedforsecurity=False)
    file.seek(0)
    while block := file.read(BLOCK):
        sha256.update(block)
        sha1.update(block)
    file.seek(0)
    return Digests(sha256.hexdigest(), sha1.hexdigest())
