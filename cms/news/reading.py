"""What a reader is shown: the release, rebuilt from the approved content and from nothing else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.http import Http404
from django.template.response import TemplateResponse

from cms.news.models.approvals import is_vetted
from cms.news.models.releases import Release
from cms.photos.models import Photo

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.news.models import ItemPhoto, NewsPage

logger = logging.getLogger(__name__)


def serve_release(page: NewsPage, request: HttpRequest) -> TemplateResponse:
    """The public page of an item; 404 for whatever is not before readers."""
    release = Release.objects.public().filter(page=page.pk).select_related("approval", "unit__page", "page").first()
    if release is None:
        raise Http404
    if not release.approval.is_intact() or not is_vetted(page.pk, release.approval.digest):
        logger.error("The approved content of item %s is not what was vetted; it is not shown.", page.pk)
        raise Http404
    item = item_as_approved(page, release)
    context = page.get_context(request) | {"page": item, "self": item, "release": release}
    return TemplateResponse(request, page.get_template(request), context)


def item_as_approved(page: NewsPage, release: Release) -> NewsPage:
    """The item with the content of its release, and its photos loaded at once."""
    # What was approved before there were corrections has none; what the page has meanwhile is not what was approved.
    item = type(page).from_serializable_data({"corrections": []} | release.approval.content, check_fks=False)
    for name in ("pk", "id", "path", "depth", "url_path", "content_type_id", "unit_id"):
        setattr(item, name, getattr(page, name))
    load_photos(item)
    return item


def load_photos(item: NewsPage) -> None:
    """Load the photos of the item's list in one query."""
    listed: list[ItemPhoto] = list(item.photos.all())
    photos = Photo.objects.in_bulk({use.photo_id for use in listed})
    for use in listed:
        if use.photo_id in photos:
            use.photo = photos[use.photo_id]
