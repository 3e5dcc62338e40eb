"""What happens to an item when Wagtail's own screens or commands end its workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.news.models import NewsPage, State
from cms.news.models.states import IN_MODERATION

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def item_leaves_moderation(instance: WorkflowState, **kwargs: object) -> None:
    """A cancelled workflow gives the item back to its writer, with nothing lost."""
    page = NewsPage.objects.filter(pk=instance.object_id, state__in=IN_MODERATION).first()
    if page is not None:
        page.enter(State.DRAFT)
