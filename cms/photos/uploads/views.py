"""Uploads over HTTP: tus 1.0 with its extensions creation and termination (https://tus.io/protocols)."""

from __future__ import annotations

import logging
import uuid
from functools import cached_property
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from cms.photos.models import PhotoUpload
from cms.photos.uploads import taking_in
from cms.photos.uploads.description import described
from cms.photos.uploads.finishing import finish
from cms.photos.uploads.headers import announced_by, not_understood, number_in
from cms.photos.uploads.refusals import UploadError
from cms.units.models import Unit

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User

logger = logging.getLogger(__name__)

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
BLOCK = 64 * 1024
IN_MEMORY = 2 * 1024 * 1024


class TusView(View):
    """What all requests have in common: who asks, the protocol's version, refusals in JSON."""

    @property
    def person(self) -> User:
        """Who asks; ``dispatch`` has seen to it that somebody does."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self._refuse_unknown(request)
            response = super().dispatch(request, *args, **kwargs)
        except UploadError as refusal:
            said = {"error": refusal.word, "message": refusal.message, "sign_in": reverse("wagtailadmin_login")}
            response = JsonResponse(said, status=refusal.status)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What this server can do."""
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Tus-Version"] = VERSION
        response["Tus-Extension"] = "creation,termination"
        response["Tus-Max-Size"] = str(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        return response

    @staticmethod
    def _refuse_unknown(request: HttpRequest) -> None:
        """Answer strangers so that a program understands it, instead of leading it to the sign-in."""
        if not request.user.is_authenticated:
            raise UploadError(HTTPStatus.UNAUTHORIZED, "signed-out", _("You are signed out."))
        if request.method in {"POST", "HEAD", "PATCH", "DELETE"} and request.headers.get("Tus-Resumable") != VERSION:
            raise UploadError(HTTPStatus.PRECONDITION_FAILED, "version", _("Reload the page and try again."))


class CreateView(TusView):
    """Announces a photo; says where its bytes go."""

    def post(self, request: HttpRequest) -> HttpResponse:
        announced = announced_by(request)
        upload = taking_in.begin(announced, unit=self._unit(announced.unit), by=self.person)
        response = HttpResponse(status=HTTPStatus.CREATED)
        response["Location"] = reverse("uploads:upload", args=[upload.key])
        response["Upload-Offset"] = str(upload.offset)
        return response

    def _unit(self, pk: int | None) -> Unit | None:
        """The unit that was named; one that is not there is refused like one that is not theirs."""
        unit = Unit.objects.filter(pk=pk).first() if pk is not None else None
        if pk is not None and unit is None:
            raise UploadError(HTTPStatus.FORBIDDEN, "refused", _("You add no photos to this unit today."))
        return unit


class UploadView(TusView):
    """One upload: how far it is, its next piece, what became of it."""

    @cached_property
    def upload(self) -> PhotoUpload:
        key: uuid.UUID = self.kwargs["key"]
        uploads = PhotoUpload.objects.of(self.person).select_related("photo", "unit", "uploaded_by")
        upload = uploads.filter(key=key).first()
        if upload is None:
            raise UploadError(HTTPStatus.NOT_FOUND, "unknown", _("There is no such upload: add the photo again."))
        taking_in.refuse_strangers(self.person, upload.unit)
        return upload

    def head(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        response = _offset(self.upload, status=HTTPStatus.OK)
        response["Upload-Length"] = str(self.upload.size)
        return response

    def patch(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        if request.content_type != PIECE:
            message = _("The browser sent something that cannot be understood.")
            raise UploadError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "invalid", message)
        at = number_in(request, "Upload-Offset")
        room = self.upload.size - at
        if request.headers.get("Content-Length") and number_in(request, "Content-Length") > room:
            raise not_understood()
        with SpooledTemporaryFile(IN_MEMORY) as piece:
            _receive(request, piece, room)
            upload = taking_in.add_piece(self.upload, piece, at=at)
        return _offset(finish(upload), status=HTTPStatus.NO_CONTENT)

    def get(self, request: HttpRequest, key: uuid.UUID) -> JsonResponse:
        """What became of it. A photo whose last request broke off before it was made is made now."""
        upload = finish(self.upload)
        photo = upload.photo and described(upload.photo, user=self.person, caption=upload.caption, credit=upload.credit)
        facts = {"key": str(upload.key), "name": upload.name, "offset": upload.offset, "size": upload.size}
        return JsonResponse({**facts, "photo": photo, "refused": upload.refused})

    def delete(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        taking_in.give_up(self.upload)
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _offset(upload: PhotoUpload, *, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"] = str(upload.offset)
    return response


def _receive(request: HttpRequest, piece: IO[bytes], room: int) -> None:
    """Read what comes, up to ``room`` bytes; what came before the connection broke counts."""
    try:
        while room > 0 and (block := request.read(min(BLOCK, room))):
            piece.write(block)
            room -= len(block)
    except UnreadablePostError:
        logger.info("A connection broke while a photo was sent; what came is kept.")
