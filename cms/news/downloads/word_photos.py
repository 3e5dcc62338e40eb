"""Photos in a Word file: reduced pictures without anything of the camera's, with caption and author."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm
from wagtail.images.models import SourceImageIOError

from cms.news.downloads.word_page import TEXT_WIDTH
from cms.news.downloads.word_text import writable
from cms.photos import pictures
from cms.photos.decoding import UNREADABLE

if TYPE_CHECKING:
    from docx.document import Document

    from cms.news.numbered_photos import NumberedPhoto
    from cms.photos.models import Photo

logger = logging.getLogger(__name__)

# 200 dots to the inch on the width of the text.
SPEC = pictures.filter_spec(1280, "jpg")
# Leaves room for the caption below an upright photo.
MOST_HEIGHT = Mm(180)


def write_photo(document: Document, numbered: NumberedPhoto) -> None:
    """Append a photo and its caption; where the photo cannot be read, the caption alone says that it belongs here."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = _picture(numbered.photo)
    if picture is None:
        paragraph.add_run(_("[Photo %(number)s cannot be shown]") % {"number": numbered.number}).italic = True
    else:
        width = _width(numbered.photo)
        shown: Any = paragraph.add_run().add_picture(picture, width=width)
        shown._inline.docPr.set("descr", writable(numbered.alt))
        paragraph.paragraph_format.keep_with_next = True
    document.add_paragraph(writable(_words(numbered)), style="Caption")


def _words(numbered: NumberedPhoto) -> str:
    if not numbered.credit:
        return numbered.caption
    return f"{numbered.caption} ({_('Photo: %(credit)s') % {'credit': numbered.credit}})"


def _width(photo: Photo) -> Emu:
    """As wide as the text, but no higher than leaves room for the caption."""
    return Emu(min(int(TEXT_WIDTH), int(MOST_HEIGHT) * photo.width // max(photo.height, 1)))


def _picture(photo: Photo) -> BytesIO | None:
    try:
        rendition = photo.get_rendition(SPEC)
        with rendition.file.storage.open(rendition.file.name) as file:
            return BytesIO(file.read())
    except (SourceImageIOError, *UNREADABLE):
        logger.exception("Photo %s has no picture for a Word file", photo.pk)
        return None
