"""What may come in as a photo. Whatever may not is refused by name, and never breaks the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from cms.photos import formats
from cms.photos.decoding import UNREADABLE, opened, shrink_while_decoding
from cms.photos.names import display_name, extension_of

if TYPE_CHECKING:
    from django.core.files import File

PREVIEW_SIDE = 64


def check_photo(file: File) -> None:
    """Check an uploaded file: format, size, number of pixels, and that all of it is there.

    Raises ``ValidationError`` with one message that names the file.
    """
    shown = display_name(file.name or "")
    if message := refusal_of_name(shown) or refusal_of_size(shown, file.size):
        raise ValidationError(message, code="photo_refused")
    extension = extension_of(shown)
    try:
        with opened(file) as image:
            _check_header(image, shown, extension)
            _decode(image, shown)
            _decode_last_picture(file, image, shown)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse_pixels(shown)
    except UNREADABLE:
        _refuse(_("“%(name)s” cannot be read as a photo: it is something else, or it is damaged."), shown)


def accepted_formats() -> str:
    """The accepted extensions, for people to read."""
    return ", ".join(sorted(formats.BY_EXTENSION)).upper()


def refusal_of_name(name: str) -> str:
    """Why a file of this name can be no photo, in words for its sender; empty if it can."""
    if extension_of(name) in formats.BY_EXTENSION:
        return ""
    message = _("“%(name)s” is not a photo. Accepted are %(formats)s.")
    return message % {"name": display_name(name), "formats": accepted_formats()}


def refusal_of_size(name: str, size: int) -> str:
    """Why a file of so many bytes is not accepted, in words for its sender; empty if it is."""
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if 0 < size <= limit:
        return ""
    message = (
        _("“%(name)s” is too large: at most %(limit)s are accepted.")
        if size
        else _("“%(name)s” is empty. Choose the photo again and send it once more.")
    )
    return message % {"name": display_name(name), "limit": filesizeformat(limit)}


def _refuse(message: str, name: str, **params: str) -> NoReturn:
    raise ValidationError(message % {"name": name, **params}, code="photo_refused") from None


def _refuse_pixels(name: str) -> NoReturn:
    limit = str(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000)
    _refuse(_("“%(name)s” has too many pixels: at most %(limit)s megapixels are accepted."), name, limit=limit)


def _refuse_damaged(name: str) -> NoReturn:
    _refuse(_("“%(name)s” is damaged or was cut off on its way. Send it once more."), name)


def _check_header(image: Image.Image, name: str, extension: str) -> None:
    if image.format not in formats.BY_EXTENSION[extension].held:
        _refuse(
            _(
                "“%(name)s” holds another format (%(held)s) than its name says: send the original photo, "
                "or give the file the ending that fits."
            ),
            name,
            held=image.format or _("unknown"),
        )
    width, height = image.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        _refuse_pixels(name)


def _decode(image: Image.Image, name: str) -> None:
    """Decode a picture to its end, as small as its format allows."""
    try:
        shrink_while_decoding(image, PREVIEW_SIDE, PREVIEW_SIDE)
        image.load()
    except UNREADABLE:
        _refuse_damaged(name)


def _decode_last_picture(file: File, first: Image.Image, name: str) -> None:
    """Decode the last picture of a multi-picture JPEG: a connection that broke cuts it off first.

    Not all of them: a file made to do harm can name millions.
    """
    pictures: int = getattr(first, "n_frames", 1)
    if first.format != "MPO" or pictures < 2:
        return
    file.seek(0)
    # Pillow shrinks only one picture of a file that it has opened.
    image = Image.open(file, formats=["JPEG"])
    try:
        image.seek(pictures - 1)
    except UNREADABLE:
        _refuse_damaged(name)
    _decode(image, name)
