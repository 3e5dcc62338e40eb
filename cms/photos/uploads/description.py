"""A photo as the writing form shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.photos import pictures
from cms.photos.originality import Note, notes_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.photos.models import Photo


def described(
    photo: Photo, *, user: User, caption: str = "", credit: str = "", notes: Iterable[Note] | None = None
) -> dict[str, Any]:
    """A photo as plain JSON for a person who may see it, with what may be said to them about its origin.

    ``caption`` and ``credit`` are what the file itself offers; ``notes`` what was found out for several photos at once.
    """
    told = notes_for(photo, user=user) if notes is None else notes
    return {
        "id": photo.pk,
        "name": photo.original_name,
        "thumb": pictures.address(photo, pictures.sizes_of(photo)[0], "jpg"),
        "width": photo.width,
        "height": photo.height,
        "caption": caption,
        "credit": credit,
        "evidence": [{"text": note.text, "url": note.url, "kind": note.kind} for note in told],
        "original": photo.file.url,
    }
