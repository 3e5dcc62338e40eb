"""Taking a photo in, piece by piece; each step can be sent again, by two requests at once too."""

from __future__ import annotations

from http import HTTPStatus
from os import SEEK_END
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.photos.models import PhotoUpload
from cms.photos.permissions import may_add_for
from cms.photos.uploads import pieces
from cms.photos.uploads.locking import locked
from cms.photos.uploads.refusals import UploadError
from cms.photos.validation import refusal_of_name, refusal_of_size

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.photos.uploads.headers import Announced
    from cms.units.models import Unit


def begin(announced: Announced, *, unit: Unit | None, by: User) -> PhotoUpload:
    """The upload with the announced key: a new one, or the one that was begun with it.

    Raises ``UploadError`` if the person adds no photos to the unit, if the file could never become a photo, if
    the key belongs to another file, or if the person has too many unfinished uploads.
    """
    refuse_strangers(by, unit)
    _refuse_what_is_no_photo(announced)
    with transaction.atomic():
        known = PhotoUpload.objects.of(by).filter(key=announced.key).first()
        if known is None:
            _make_room(by)
            known, _created = PhotoUpload.objects.get_or_create(
                uploaded_by=by, key=announced.key, defaults=_fields(announced, unit)
            )
    if (known.name, known.size, known.unit) != (announced.name, announced.size, unit):
        raise UploadError(HTTPStatus.CONFLICT, "conflict", _("This photo was begun as another file: add it again."))
    return known


def add_piece(upload: PhotoUpload, piece: IO[bytes], *, at: int) -> PhotoUpload:
    """Append a piece that begins at an offset in bytes; raises ``UploadError`` (409) if that is not where it goes on.

    What has come stays, whatever happens to the next piece.
    """
    with transaction.atomic():
        held = locked(upload)
        if not held.is_settled and pieces.length_of(held) < held.offset:
            # The disk was emptied: the browser learns it, and sends those bytes again.
            held.move_to(pieces.length_of(held))
        if held.offset == at:
            if length := piece.seek(0, SEEK_END):
                piece.seek(0)
                pieces.append(held, piece)
                held.move_to(at + length)
            return held
    raise UploadError(HTTPStatus.CONFLICT, "conflict", _("The photo goes on from another place: ask how far it is."))


def give_up(upload: PhotoUpload) -> None:
    """Forget an upload and its bytes; raises ``UploadError`` (409) if it has become a photo."""
    with transaction.atomic():
        held = locked(upload)
        if held.photo_id is not None:
            raise UploadError(HTTPStatus.CONFLICT, "conflict", _("The photo has come in already."))
        _drop([held])


def refuse_strangers(user: User, unit: Unit | None) -> None:
    """Raise ``UploadError`` (403) unless the person adds photos to the unit (None: the board's own) today."""
    if not may_add_for(user, unit):
        raise UploadError(HTTPStatus.FORBIDDEN, "refused", _("You add no photos to this unit today."))


def _refuse_what_is_no_photo(announced: Announced) -> None:
    """Tell at once what the check at the end would say anyway: nobody sends 40 MB for a refusal."""
    if message := refusal_of_name(announced.name) or refusal_of_size(announced.name, announced.size):
        is_too_large = announced.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_too_large else HTTPStatus.UNPROCESSABLE_ENTITY
        raise UploadError(status, "refused", message)


def _fields(announced: Announced, unit: Unit | None) -> dict[str, object]:
    return {"unit": unit, "name": announced.name, "size": announced.size}


def _make_room(user: User) -> None:
    """Forget uploads that have been quiet for long if a person has too many unfinished ones; else refuse one more."""
    unfinished = PhotoUpload.objects.of(user).unsettled()
    if unfinished.count() < settings.PHOTO_UPLOADS_UNFINISHED:
        return
    quiet = list(unfinished.untouched_since(timezone.now() - settings.PHOTO_UPLOADS_QUIET).order_by("touched_at"))
    if not quiet:
        message = _("Too many photos are on their way at once: wait until some have come in.")
        raise UploadError(HTTPStatus.TOO_MANY_REQUESTS, "too-many", message)
    _drop(quiet)


def _drop(uploads: list[PhotoUpload]) -> None:
    PhotoUpload.objects.filter(pk__in=[upload.pk for upload in uploads], photo=None).delete()
    transaction.on_commit(lambda: pieces.remove(uploads))
