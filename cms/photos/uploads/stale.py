"""Letting go of uploads that nobody goes on with, and of the notes on those that are done."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from cms.photos.models import PhotoUpload
from cms.photos.uploads import pieces


def drop_stale(at: dt.datetime) -> int:
    """Forget uploads that have been quiet for ``PHOTO_UPLOADS_KEPT`` at a moment (UTC); tells how many.

    Photos that came of uploads stay. The bytes go first: a run that breaks off leaves rows, which the next one finds.
    """
    before = at - settings.PHOTO_UPLOADS_KEPT
    stale = list(PhotoUpload.objects.select_for_update().untouched_since(before))
    pieces.remove(stale)
    pieces.sweep(before.timestamp())
    PhotoUpload.objects.filter(pk__in=[upload.pk for upload in stale]).delete()
    return len(stale)
