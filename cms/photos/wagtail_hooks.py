"""Where our rules about photos take the place of Wagtail's: each hook runs after Wagtail's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.photos.admin_api import PhotosAdminAPIViewSet
from cms.photos.bulk_actions import CollectPhotos, DeletePhotos, TagPhotos
from cms.photos.operations import NoOriginalOperation

if TYPE_CHECKING:
    from wagtail.api.v2.router import WagtailAPIRouter
    from wagtail.images.image_operations import Operation
    from wagtail.log_actions import LogActionRegistry

AFTER_WAGTAIL = 100


@hooks.register("register_image_operations", order=AFTER_WAGTAIL)
def register_operations() -> list[tuple[str, type[Operation]]]:
    return [("original", NoOriginalOperation)]


@hooks.register("construct_admin_api", order=AFTER_WAGTAIL)
def confine_admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", PhotosAdminAPIViewSet)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "photos.download_original", _("Download an original photo"), _("Downloaded the original of the photo")
    )


for action in (DeletePhotos, TagPhotos, CollectPhotos):
    hooks.register("register_bulk_action", action, order=AFTER_WAGTAIL)
