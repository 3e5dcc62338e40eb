"""The facts of a notice as they stand: frozen ones, or those that the record has now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cms.notices.facts.differences import between
from cms.notices.facts.gathering import gather
from cms.notices.models import Notice, NoticeSettings

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.notices.facts.shape import Facts, Totals
    from cms.notices.quarters import Quarter


def facts_of(notice: Notice) -> Facts:
    """What the notice says: the frozen facts from the signature on, until then those of the record now."""
    return gathered(notice) if notice.is_draft else notice.frozen


def gathered(notice: Notice) -> Facts:
    """The quarter's facts as the record has them now, compared with the notice that this one amends."""
    channels = NoticeSettings.current().channels
    quarter = notice.of_quarter
    facts = gather(quarter, channels, before=_announced(quarter.before, channels))
    if notice.amends is None:
        return facts
    amended = notice.amends
    mended = between(amended.frozen, facts, reference=amended.reference, address=amended.get_absolute_url())
    return replace(facts, mended=mended)


def _announced(quarter: Quarter, channels: Collection[str]) -> Totals | None:
    """What was announced of a quarter, for that is frozen; None if nothing was, or other channels were counted."""
    notice = Notice.objects.issued().of(quarter).newest_first().first()
    if notice is None or notice.frozen.channels != sorted(channels):
        return None
    return replace(notice.frozen.totals, notice=notice.full_number)
