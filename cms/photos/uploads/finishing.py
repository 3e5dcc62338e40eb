"""What becomes of an upload of which all bytes have come: a photo, or a refusal; once, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.photos.embedded_text import embedded_text
from cms.photos.models import Photo, Reach
from cms.photos.uploads import pieces
from cms.photos.uploads.locking import locked
from cms.photos.validation import check_photo
from cms.units.permissions import has_role

if TYPE_CHECKING:
    from django.core.files import File

    from cms.photos.models import PhotoUpload


def finish(upload: PhotoUpload) -> PhotoUpload:
    """Make the photo, or keep why it is refused; an upload that is settled or not complete stays as it is.

    Files are decoded outside the transaction, so two requests may both check one; only the first makes the photo.
    """
    if upload.is_settled or not upload.has_all_bytes:
        return upload
    try:
        with pieces.opened(upload) as file:
            return _make_photo(upload, file)
    except FileNotFoundError:
        # The disk was emptied, or another request was quicker.
        return _find_bytes_missing(upload)


def _make_photo(upload: PhotoUpload, file: File) -> PhotoUpload:
    if file.size < upload.size:
        return _find_bytes_missing(upload)
    try:
        check_photo(file)
    except ValidationError as refusal:
        return _refuse(upload, " ".join(refusal.messages))
    text = embedded_text(file)
    with transaction.atomic():
        held = locked(upload)
        if not held.is_settled:
            held.photo = Photo.objects.create(
                file=file, unit=held.unit, uploaded_by_user=held.uploaded_by, reach=_reach(held)
            )
            held.caption, held.credit = text
            _settle(held)
    return held


def _refuse(upload: PhotoUpload, reason: str) -> PhotoUpload:
    with transaction.atomic():
        held = locked(upload)
        if not held.is_settled:
            held.refused = reason
            _settle(held)
    return held


def _find_bytes_missing(upload: PhotoUpload) -> PhotoUpload:
    """Go back to what the disk has: the browser sends the rest again."""
    with transaction.atomic():
        held = locked(upload)
        if not held.is_settled:
            held.move_to(min(held.offset, pieces.length_of(held)))
    return held


def _settle(held: PhotoUpload) -> None:
    held.save()
    transaction.on_commit(lambda: pieces.remove([held]))


def _reach(upload: PhotoUpload) -> Reach:
    """What the board uploads on a unit's behalf is with the board from the first moment."""
    is_own = upload.unit is None or has_role(upload.uploaded_by, upload.unit)
    return Reach.DRAFT if is_own else Reach.BOARD
