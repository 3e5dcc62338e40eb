"""The admin's own list of images (its REST API), confined like every other list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

if TYPE_CHECKING:
    from cms.photos.models.querysets import PhotoQuerySet


class PhotosAdminAPIViewSet(ImagesAdminAPIViewSet):
    """Wagtail's endpoint lists every image to anyone who may enter the admin."""

    def get_queryset(self) -> PhotoQuerySet:
        return super().get_queryset().visible_to(self.request.user)
