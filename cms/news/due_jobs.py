"""What time brings to the news desk."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cms.news import moderation
from cms.news.models import NewsPage, State
from cms.news.refusals import ActRefused
from cms.outbox.due import due_job

if TYPE_CHECKING:
    import datetime as dt

logger = logging.getLogger(__name__)


@due_job("publish scheduled items")
def publish_scheduled_items(now: dt.datetime) -> int:
    """Publish the scheduled items whose time has come, each by itself: one that is refused stops no other."""
    published = 0
    for page in NewsPage.objects.filter(state=State.SCHEDULED).order_by("pk"):
        try:
            published += moderation.publish_due(page, now=now)
        except ActRefused as refusal:
            logger.warning("Item %s is not published at its time: %s", page.pk, type(refusal).__name__)
            moderation.reopen_refused(page)
    return published
