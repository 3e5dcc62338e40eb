"""Wagtail's bulk actions on images, kept from naming photos that a person may not know of."""

from __future__ import annotations

from django.http import Http404
from wagtail.images.views.bulk_actions import AddTagsBulkAction, AddToCollectionBulkAction, DeleteBulkAction
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from cms.photos.models import Photo


class OnlyKnownPhotos(ImageBulkAction):
    """Wagtail lists the chosen photos that one may not change by their titles: here only if one may see them."""

    def get_actionable_objects(self) -> tuple[list[Photo], dict[str, list[Photo]]]:
        photos, context = super().get_actionable_objects()
        refused = context["items_with_no_access"]
        known = set(
            Photo.objects.visible_to(self.request.user)
            .filter(pk__in=[photo.pk for photo in refused])
            .values_list("pk", flat=True)
        )
        context["items_with_no_access"] = [photo for photo in refused if photo.pk in known]
        if not photos and not known:
            raise Http404
        return photos, context


class DeletePhotos(OnlyKnownPhotos, DeleteBulkAction):
    pass


class TagPhotos(OnlyKnownPhotos, AddTagsBulkAction):
    pass


class CollectPhotos(OnlyKnownPhotos, AddToCollectionBulkAction):
    pass
