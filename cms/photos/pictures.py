"""The pictures that readers get: which widths, in which formats, at which addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

if TYPE_CHECKING:
    from cms.photos.models import Photo

WIDTHS = (320, 640, 960, 1280, 1920)
PLAIN_WIDTH = 960
# File extension, and the format in Wagtail's filters; the first that a browser knows is taken.
FORMATS = {"avif": "avif", "jpg": "jpeg"}


class Shown(NamedTuple):
    """A size in which a photo is offered: the width in its address, and its real size in pixels."""

    address_width: int
    width: int
    height: int


def sizes_of(photo: Photo) -> list[Shown]:
    """The sizes of a photo, from small to large. Nothing is enlarged: the last one may be smaller than it is called."""
    needed = [width for number, width in enumerate(WIDTHS) if number == 0 or WIDTHS[number - 1] < photo.width]
    return [_shown(photo, width) for width in needed]


def _shown(photo: Photo, width: int) -> Shown:
    real = min(width, photo.width)
    return Shown(width, real, max(1, round(photo.height * real / photo.width)))


def plain_size(photo: Photo) -> Shown:
    """The size for browsers that cannot choose."""
    return [size for size in sizes_of(photo) if size.address_width <= PLAIN_WIDTH][-1]


def address(photo: Photo, size: Shown, extension: str) -> str:
    """Where a picture is to be had. It is made when it is first asked for."""
    return reverse("photos:picture", args=[photo.token, size.address_width, extension])


def srcset(photo: Photo, extension: str) -> str:
    """All sizes of a photo in one format, as HTML's ``srcset`` wants them."""
    return ", ".join(f"{address(photo, size, extension)} {size.width}w" for size in sizes_of(photo))


def filter_spec(width: int, extension: str) -> str:
    """Wagtail's filter for a picture."""
    return f"width-{width}|format-{FORMATS[extension]}"
