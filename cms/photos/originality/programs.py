"""Whether a file bears traces of an editing program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings

from cms.photos.originality.traits import Mark

if TYPE_CHECKING:
    from cms.photos.models import PhotoTraits

_OF_ADOBE = frozenset({Mark.PHOTOSHOP, Mark.SAVED_FOR_WEB})
_OF_EDITING = _OF_ADOBE | {Mark.HISTORY, Mark.RAW_SETTINGS}


def editing_program(traits: PhotoTraits) -> str | None:
    """The program that changed the file, empty if it left no name; None if there is no trace of any.

    What a file names as its software is the camera's own on most originals: only known editing programs count.
    """
    if re.search(settings.PHOTO_ORIGINALITY["EDITING_PROGRAMS"], traits.program, re.IGNORECASE):
        return traits.program
    marks = _OF_EDITING.intersection(traits.marks)
    if marks & _OF_ADOBE:
        return "Adobe Photoshop"
    return "" if marks else None
