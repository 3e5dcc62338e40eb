"""What was said about an item on its way: the reasons that its people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import TaskState, get_default_page_content_type

from cms.news.models import Outcome, State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.news.models import NewsPage


def with_last_comment(items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    """``items`` with the comment of the last return or setting aside as ``last_comment``, in the same query."""
    spoken = (
        TaskState.objects.filter(
            workflow_state__base_content_type=get_default_page_content_type(),
            workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
            status__in=[TaskState.STATUS_REJECTED, TaskState.STATUS_CANCELLED],
        )
        .exclude(comment="")
        .order_by("-finished_at", "-pk")
    )
    return items.annotate(last_comment=Subquery(spoken.values("comment")[:1]))


def last_reason(page: NewsPage) -> str:
    """Why the item was returned, not used, hidden or withdrawn; empty if nothing of the kind holds now."""
    publication = getattr(page, "publication", None)
    if publication is not None and publication.withdrawn_at:
        return publication.withdrawal_reason
    if publication is not None and publication.hidden_at:
        return publication.hidden_reason
    if page.state not in {State.RETURNED, State.NOT_USED}:
        return ""
    refused = page.paper_vettings.filter(outcome=Outcome.REFUSED, decided_at__gte=page.state_since).first()
    if refused is not None:
        return refused.reason
    items = with_last_comment(type(page).objects.filter(pk=page.pk))
    return items.values_list("last_comment", flat=True).get() or ""
