"""Photos whose files were not read when they came in."""

from __future__ import annotations

import logging

from cms.photos.models import PhotoTraits
from cms.photos.originality.reading import read

logger = logging.getLogger(__name__)


def read_missed(*, most: int) -> int:
    """Read at most so many photos that were not read yet, or not as files are read now; gives their number.

    One that fails stops no other.
    """
    done = 0
    for pk in list(PhotoTraits.photos_unread().values_list("pk", flat=True)[:most]):
        try:
            read(pk)
        except OSError:
            logger.exception("The file of photo %s cannot be read", pk)
        else:
            done += 1
    return done
