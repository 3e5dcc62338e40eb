"""What happens to an item when Wagtail's own screens or commands end its workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.news.models import NewsPage, State
from cms.news.models.states import IN_MODERATION
from cms.news.refusals import ActRefused
from cms.news.relocation import is_on_its_way

if TYPE_CHECKING:
    from wagtail.models import Page, WorkflowState


def item_leaves_moderation(instance: WorkflowState, **kwargs: object) -> None:
    """A cancelled workflow gives the item back to its writer, with nothing lost."""
    page = NewsPage.objects.filter(pk=instance.object_id, state__in=IN_MODERATION).first()
    if page is not None:
        page.enter(State.DRAFT)


def item_stays_with_its_unit(instance: Page, **kwargs: object) -> None:
    """Refuse to move an item, by whatever route but ``relocate``; raises ``ActRefused``."""
    if is_on_its_way(instance.pk):
        return
    if NewsPage.objects.filter(pk=instance.pk).exists():
        raise ActRefused(_("An item of news stays with the unit that wrote it."))


def submitted_item_is_kept(instance: NewsPage, **kwargs: object) -> None:
    """Refuse to delete an item that was submitted, with the pages above it too; raises ``ActRefused``."""
    if NewsPage.objects.filter(pk=instance.pk, submitted_at__isnull=False).exists():
        raise ActRefused(_("What has been submitted is kept: an item is deleted as a draft only."))
