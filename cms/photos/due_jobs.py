"""What time brings: photos that stopped on their way are not kept for ever."""

from __future__ import annotations

import datetime as dt

from cms.outbox.due import due_job
from cms.photos.originality.missed import read_missed
from cms.photos.uploads.stale import drop_stale


@due_job("photos: uploads that were given up")
def drop_stale_uploads(at: dt.datetime) -> int:
    """Forget uploads that nothing has come of for days (``at`` in UTC)."""
    return drop_stale(at)


@due_job("photos: files that were not read yet")
def read_missed_photos(at: dt.datetime) -> int:
    """Read what was not read when the photo came in: the process had ended, or the file could not be had."""
    return read_missed(most=5)
