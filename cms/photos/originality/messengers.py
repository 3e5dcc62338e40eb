"""Whether a file looks as if it had passed through a messenger: never certain, and said so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings

from cms.photos.originality.traits import Mark

if TYPE_CHECKING:
    from cms.photos.models import Photo, PhotoTraits


def messenger_in_name(name: str) -> str:
    """The messenger that names files like this; empty if none of ``MESSENGER_NAMES`` does."""
    patterns = settings.PHOTO_ORIGINALITY["MESSENGER_NAMES"]
    return next((app for app, pattern in patterns.items() if re.match(pattern, name, re.IGNORECASE)), "")


def is_screenshot_by_name(name: str) -> bool:
    """Whether phones and computers name their screenshots like this."""
    return bool(re.match(settings.PHOTO_ORIGINALITY["SCREENSHOT_NAMES"], name, re.IGNORECASE))


def looks_passed_on(photo: Photo, traits: PhotoTraits) -> bool:
    """Whether the file has what a messenger leaves behind.

    Facebook's own mark; or a JPEG that names neither camera nor time nor program, is no larger than what messengers
    let through, and was saved again: progressively (no camera does), strongly compressed, or at one of their sizes.
    """
    if Mark.FACEBOOK in traits.marks:
        return True
    limits = settings.PHOTO_ORIGINALITY
    longest = max(photo.width, photo.height)
    is_bare = not (traits.camera or traits.taken_at or traits.program or traits.marks)
    if not is_bare or traits.quality is None or longest > limits["MESSENGER_LONGEST_SIDE"]:
        return False
    return (
        traits.is_progressive or traits.quality <= limits["MESSENGER_QUALITY"] or longest in limits["MESSENGER_SIDES"]
    )
