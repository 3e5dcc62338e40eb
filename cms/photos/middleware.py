"""What a person may not know of, the image screens of Wagtail's admin do not know either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import UploadedFile

from cms.photos.models import Photo

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACES = frozenset({"wagtailimages", "wagtailimages_chooser"})


class PhotoSecrecyMiddleware:
    """Answers 404 where Wagtail would say that a photo exists but is not for this person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        match = request.resolver_match
        if match is None or match.namespace not in NAMESPACES or not request.user.is_authenticated:
            return
        photo_id = kwargs.get("image_id", kwargs.get("pk"))
        if photo_id is not None and not _knows_photo(request, str(photo_id)):
            raise Http404
        upload_id = kwargs.get("uploaded_file_id")
        if (
            upload_id is not None
            and not UploadedFile.objects.filter(pk=upload_id, uploaded_by_user=request.user).exists()
        ):
            raise Http404


def _knows_photo(request: HttpRequest, photo_id: str) -> bool:
    return photo_id.isdecimal() and Photo.objects.visible_to(request.user).filter(pk=photo_id).exists()
