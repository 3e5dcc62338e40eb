"""Sets the demonstration's records back to the days that they tell of.

The items go through the real acts of moderation, so that every record of them is right; but the acts stamp what
they write with the moment at which they run. A demonstration in which two years of news was written, approved and
published within one minute would show nothing: no archive, no quota, nothing that waits long. So the moments, and
nothing else, are changed afterwards in the tables themselves, past the guards that rightly let no program do that.
The audit trail alone can't be changed: its entries get the demonstration's moment as they are written.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, Revision, TaskState, WorkflowState

from cms.news.models import Approval, Edit, ItemPhoto, NewsPage, PaperVetting, Release
from cms.outbox.models import Effect
from cms.photos.models import Photo
from cms.units.models import Publication, PublicationApproval


class Timeline:
    """Which moment of the demonstration each act of an item stands for."""

    def __init__(self) -> None:
        self._really: list[dt.datetime] = []
        self._told: list[dt.datetime] = []

    def reach(self, moment: dt.datetime) -> None:
        """From now on, what is written was written at ``moment``."""
        self._really.append(timezone.now())
        self._told.append(moment)

    @property
    def began(self) -> dt.datetime:
        """When the first act really began."""
        return self._really[0]

    def told(self, really: dt.datetime) -> dt.datetime:
        """The demonstration's moment for a real one; a moment before the first act stays."""
        place = bisect_right(self._really, really)
        return self._told[place - 1] if place else really


@contextmanager
def trail_told_by(timeline: Timeline) -> Iterator[None]:
    """Write the entries of the audit trail with the demonstration's moment of the act that causes them."""

    def tell(instance: ModelLogEntry | PageLogEntry, **kwargs: Any) -> None:
        instance.timestamp = timeline.told(instance.timestamp)

    for model in (ModelLogEntry, PageLogEntry):
        pre_save.connect(tell, sender=model)
    try:
        yield
    finally:
        for model in (ModelLogEntry, PageLogEntry):
            pre_save.disconnect(tell, sender=model)


def backdate(page: NewsPage, timeline: Timeline) -> None:
    """Set every moment in the records of an item back to its day, and count its messages as sent."""
    _backdate_page(page, timeline)
    _backdate_moderation(page, timeline)
    _backdate_publication(page, timeline)
    photos = ItemPhoto.objects.filter(page=page.pk).values("photo")
    _set_back(Photo.objects.filter(pk__in=photos), timeline, "created_at")
    settle_messages(timeline)


def _backdate_page(page: NewsPage, timeline: Timeline) -> None:
    pages: models.QuerySet[Page] = models.QuerySet(Page).filter(pk=page.pk)
    _set_back(pages, timeline, "first_published_at", "last_published_at", "latest_revision_created_at")
    _set_back(models.QuerySet(NewsPage).filter(pk=page.pk), timeline, "state_since", "submitted_at")
    _set_back(Revision.objects.for_instance(page), timeline, "created_at")


def _backdate_moderation(page: NewsPage, timeline: Timeline) -> None:
    _set_back(WorkflowState.objects.for_instance(page), timeline, "created_at")
    _set_back(TaskState.objects.for_instance(page), timeline, "started_at", "finished_at")
    _set_back(models.QuerySet(Edit).filter(page=page.pk), timeline, "made_at")
    _set_back(models.QuerySet(Approval).filter(page=page.pk), timeline, "given_at")
    _set_back(models.QuerySet(PaperVetting).filter(page=page.pk), timeline, "entered_at", "decided_at")
    _set_back(Comment.objects.filter(page=page.pk), timeline, "created_at", "updated_at")


def _backdate_publication(page: NewsPage, timeline: Timeline) -> None:
    _set_back(models.QuerySet(Release).filter(page=page.pk), timeline, "first_published_at", "released_at")
    publications: models.QuerySet[Publication] = models.QuerySet(Publication).filter(page=page.pk)
    _set_back(publications, timeline, "published_at", "submitted_at", "hidden_at", "withdrawn_at")
    approvals: models.QuerySet[PublicationApproval] = models.QuerySet(PublicationApproval).filter(
        publication__page=page.pk
    )
    _set_back(approvals, timeline, "approved_at")
    for row in publications.values("pk", "published_at"):
        day = timezone.localdate(row["published_at"])
        vetted_at = approvals.filter(stage="unit").values_list("approved_at", flat=True).get()
        publications.filter(pk=row["pk"]).update(local_date=day, unit_approved_on=timezone.localdate(vetted_at))
        models.QuerySet(Release).filter(page=page.pk).update(local_date=day)


def _set_back(rows: models.QuerySet, timeline: Timeline, *fields: str) -> None:
    for row in rows.order_by("pk").values("pk", *fields):
        told = {name: timeline.told(row[name]) for name in fields if row[name] is not None}
        if told:
            rows.filter(pk=row["pk"]).update(**told)


def settle_messages(timeline: Timeline) -> None:
    """Count what was queued since the first act as sent: nobody gets messages about a past that never was."""
    waiting = Effect.objects.filter(done_at=None, created_at__gte=timeline.began)
    for effect in waiting.values("pk", "created_at"):
        sent_at = timeline.told(effect["created_at"])
        Effect.objects.filter(pk=effect["pk"]).update(created_at=sent_at, due_at=sent_at, done_at=sent_at)
