"""Photos over HTTP. Whoever may not see a photo learns nothing: every refusal is a 404."""

from __future__ import annotations

import logging
from pathlib import PurePosixPath

from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from cms.audit.trail import record
from cms.photos import pictures
from cms.photos.decoding import UNREADABLE
from cms.photos.models import Photo, PhotoRendition
from cms.units.roles import is_board

logger = logging.getLogger(__name__)

CONTENT_TYPES = {".avif": "image/avif", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
PUBLIC = "public, max-age=3600"
PERSONAL = "private, no-store"
# Goes up when renditions are made in another way, so that browsers ask again.
RECIPE = 1


@require_safe
def picture(request: HttpRequest, token: str, width: int, extension: str) -> HttpResponseBase:
    """A picture for readers, made on its first request."""
    photo = _seen_photo(request, token)
    offered = {size.address_width for size in pictures.sizes_of(photo)}
    if width not in offered or extension not in pictures.FORMATS:
        raise Http404
    return _answer(request, photo, pictures.filter_spec(width, extension))


@require_safe
def rendition(request: HttpRequest, token: str, rendition_id: int) -> HttpResponseBase:
    """A rendition that exists: the admin's thumbnails."""
    photo = _seen_photo(request, token)
    spec = get_object_or_404(photo.renditions, pk=rendition_id).filter_spec
    return _answer(request, photo, spec)


@require_safe
def original(request: HttpRequest, token: str) -> HttpResponseBase:
    """The original, byte for byte, for those who may see the photo; never for readers, public or not.

    What the board takes from a unit is written down.
    """
    photo = get_object_or_404(Photo.objects.visible_to(request.user), token=token)
    try:
        file = photo.file.storage.open(photo.file.name)
    except OSError as error:
        raise Http404 from error
    if request.method == "GET" and request.user.is_authenticated and is_board(request.user):
        record("photos.download_original", photo, by=request.user)
    response = FileResponse(file, as_attachment=True, filename=photo.original_name, content_type=photo.content_type)
    return _guarded(response, PERSONAL)


def _seen_photo(request: HttpRequest, token: str) -> Photo:
    """The photo if it is public or the person may see it. Public ones never ask who the person is."""
    photo = get_object_or_404(Photo, token=token)
    if photo.is_public or Photo.objects.visible_to(request.user).filter(pk=photo.pk).exists():
        return photo
    raise Http404


def _answer(request: HttpRequest, photo: Photo, spec: str) -> HttpResponseBase:
    if not photo.is_public:
        return _guarded(_file_response(photo, spec), PERSONAL)
    etag = f'"{photo.sha256[:24]}-{RECIPE}-{spec.replace("|", "-")}"'
    modified = int(photo.created_at.timestamp())
    # Asked before the picture is made: who has it already costs no decoding.
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        return _guarded(unchanged, PUBLIC)
    response = _file_response(photo, spec)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    return _guarded(response, PUBLIC)


def _file_response(photo: Photo, spec: str) -> FileResponse:
    try:
        made = photo.get_rendition(spec)
        file = _opened(made)
    except (SourceImageIOError, *UNREADABLE) as error:
        logger.exception("No rendition %s of photo %s", spec, photo.pk)
        raise Http404 from error
    suffix = PurePosixPath(made.file.name).suffix
    return FileResponse(file, content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"))


def _opened(made: PhotoRendition) -> File:
    storage = made.file.storage
    try:
        return storage.open(str(made.file.name))
    except FileNotFoundError:
        made.make_again()
        return storage.open(str(made.file.name))


def _guarded(response: HttpResponseBase, caching: str) -> HttpResponseBase:
    response["Cache-Control"] = caching
    response["X-Content-Type-Options"] = "nosniff"
    return response
