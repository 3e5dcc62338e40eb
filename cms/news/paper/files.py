"""The file that shows a unit's vetting on paper: a scan or photo of the signed sheet, or of the unit's message.

It is kept byte for byte in a private storage of its own. Only the board may open it, and its name decides nothing.
"""

from __future__ import annotations

import secrets
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.photos.formats import BY_EXTENSION
from cms.photos.names import display_name, extension_of
from cms.photos.storage import NamedStorage
from cms.photos.validation import check_photo
from cms.photos.working_copies import working_copy

if TYPE_CHECKING:
    from django.core.files import File

LARGEST = 20 * 1024 * 1024
PDF = "application/pdf"
ACCEPTED_BY_BROWSERS = "application/pdf,.pdf,image/*,.heic,.heif"
_PDF_ENDS = 2048


def papers() -> NamedStorage:
    """The private storage of evidence on paper."""
    return NamedStorage("papers")


def place_of(vetting: object, name: str) -> str:
    """A place in the storage that cannot be guessed, with the extension that says what the file is."""
    token = secrets.token_urlsafe(24)
    return f"{token[:2]}/{token}.{extension_of(name)}"


def content_type_of(name: str) -> str | None:
    """The MIME type of evidence with that file name; None if such a file is not accepted."""
    extension = extension_of(name)
    if extension == "pdf":
        return PDF
    return BY_EXTENSION[extension].content_type if extension in BY_EXTENSION else None


def check_paper(file: File) -> None:
    """Check an uploaded scan: format, size, and that all of it is there.

    Raises ``ValidationError`` with one message that names the file.
    """
    shown = display_name(file.name or "")
    content_type = content_type_of(shown)
    if content_type is None:
        raise _refusal(_("“%(name)s” is neither a PDF nor a photo: take a photo of the paper, or scan it."), shown)
    if not file.size:
        raise _refusal(_("“%(name)s” is empty. Choose the file again."), shown)
    if file.size > LARGEST:
        limit = filesizeformat(LARGEST)
        raise _refusal(_("“%(name)s” is too large: at most %(limit)s are accepted."), shown, limit=limit)
    if content_type == PDF:
        _check_pdf(file, shown)
    else:
        check_photo(file)
    file.seek(0)


def preview_of(file: File) -> ContentFile:
    """A photo of the paper as a JPEG that every browser shows; raises any of ``photos.decoding.UNREADABLE``."""
    buffer = BytesIO()
    working_copy(file).image.save(buffer, "JPEG", quality=85)
    return ContentFile(buffer.getvalue())


def _check_pdf(file: File, name: str) -> None:
    file.seek(0)
    start = file.read(1024)
    file.seek(max(0, file.size - _PDF_ENDS))
    if b"%PDF-" not in start or b"%%EOF" not in file.read():
        raise _refusal(_("“%(name)s” cannot be read as a PDF: it is something else, or it was cut off."), name)


def _refusal(message: str, name: str, **params: str) -> ValidationError:
    return ValidationError(message % {"name": name, **params}, code="paper_refused")
