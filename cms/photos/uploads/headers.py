"""What the headers of a request say. They come from a stranger: whatever is not as it must be is refused."""

from __future__ import annotations

import base64
import binascii
import uuid
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.photos.names import display_name
from cms.photos.uploads.refusals import UploadError

# More digits than any file has bytes, fewer than a database refuses.
MOST_DIGITS = 15


class Announced(NamedTuple):
    """What a browser says about the file that it is going to send."""

    key: uuid.UUID
    unit: int | None
    name: str
    size: int


def announced_by(request: HttpRequest) -> Announced:
    """What ``Upload-Length`` and ``Upload-Metadata`` announce; raises ``UploadError`` if they can't be read."""
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    name = display_name(told.get("filename", ""))
    if not name:
        raise not_understood()
    return Announced(_key(told.get("key", "")), _unit(told.get("unit", "")), name, number_in(request, "Upload-Length"))


def number_in(request: HttpRequest, header: str) -> int:
    """A header's whole number, not below 0; raises ``UploadError`` if there is none."""
    return _number(request.headers.get(header, ""))


def not_understood() -> UploadError:
    """The refusal of a request that no browser of ours sends."""
    return UploadError(HTTPStatus.BAD_REQUEST, "invalid", _("The browser sent something that cannot be understood."))


def _metadata(header: str) -> dict[str, str]:
    """Pairs of a name and a value in base64, with commas between them (tus 1.0, Upload-Metadata)."""
    pairs = (pair.strip().partition(" ") for pair in header.split(","))
    return {name: _decoded(value.strip()) for name, _blank, value in pairs}


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise not_understood() from error


def _key(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise not_understood() from error


def _unit(value: str) -> int | None:
    return _number(value) if value else None


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS):
        raise not_understood()
    return int(value)
