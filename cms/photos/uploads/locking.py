"""An upload, held so that no other request changes it meanwhile."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from cms.photos.models import PhotoUpload
from cms.photos.uploads.refusals import UploadError


def locked(upload: PhotoUpload) -> PhotoUpload:
    """The upload as the database has it now, locked until the transaction ends.

    Raises ``UploadError`` (404) if it was given up meanwhile.
    """
    held = PhotoUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is None:
        raise UploadError(HTTPStatus.NOT_FOUND, "unknown", _("This upload was given up: add the photo again."))
    return held
