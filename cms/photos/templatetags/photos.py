"""Photos in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string

from cms.photos import pictures

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from cms.photos.models import Photo

register = template.Library()


@register.simple_tag
def picture(photo: Photo | None, alt: str, sizes: str = "100vw", loading: str = "lazy") -> SafeString | str:
    """A photo as ``<picture>``: AVIF and JPEG in every width that it has. It asks the database nothing.

    No photo, no output. ``sizes`` and ``loading`` are those of HTML's ``img``.
    """
    if photo is None:
        return ""
    plain = pictures.plain_size(photo)
    context = {
        "alt": alt,
        "sizes": sizes,
        "loading": loading,
        "avif": pictures.srcset(photo, "avif"),
        "jpeg": pictures.srcset(photo, "jpg"),
        "plain": pictures.address(photo, plain, "jpg"),
        "largest": pictures.sizes_of(photo)[-1],
    }
    return render_to_string("photos/picture.html", context)
