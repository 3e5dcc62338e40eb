"""What time brings to quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.outbox.due import due_job
from cms.quotas.reminders import digests, sending

if TYPE_CHECKING:
    import datetime as dt


@due_job("remind units of their quotas")
def remind_units(now: dt.datetime) -> int:
    """Remind the units that are behind, in the hours of the office."""
    return sending.remind_units(now)


@due_job("tell the board who was reminded")
def tell_board(now: dt.datetime) -> int:
    """Send the board's digest of what went out."""
    return digests.send_digest(now)
