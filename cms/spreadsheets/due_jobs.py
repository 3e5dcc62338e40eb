"""What time brings: files that nobody imported are not kept."""

from __future__ import annotations

import datetime as dt

from cms.outbox.due import due_job
from cms.spreadsheets.uploads import drop_stale


@due_job("spreadsheets: files that wait too long")
def drop_stale_files(at: dt.datetime) -> int:
    """Drop uploaded files a day after their check (``at`` in UTC)."""
    return drop_stale(at)
