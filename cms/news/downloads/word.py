"""An item as a Word file: what readers would see, in the form in which offices pass texts on."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH

from cms.news.downloads.word_page import blank_page
from cms.news.downloads.word_photos import write_photo
from cms.news.downloads.word_table import write_table
from cms.news.downloads.word_text import writable, write_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    from cms.news.models import NewsPage
    from cms.news.numbered_photos import NumberedPhoto


def word_file(item: NewsPage, photos: list[NumberedPhoto]) -> bytes:
    """The item as a .docx: headline, lead, text with photos in their places, the other photos, authors.

    Of the item's photos only ``photos`` are shown.
    """
    return _Paper(item, photos).written()


class _Paper:
    """A Word file that is being written."""

    def __init__(self, item: NewsPage, photos: list[NumberedPhoto]) -> None:
        self.item = item
        self.document: Document = blank_page()
        self.known = {numbered.photo.pk: numbered for numbered in photos}
        self.waiting = dict(self.known)

    def written(self) -> bytes:
        self._head()
        for block in self.item.body:
            if write := self._writers.get(block.block_type):
                write(block.value)
        for numbered in self.waiting.values():
            write_photo(self.document, numbered)
        self._signature()
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    @property
    def _writers(self) -> dict[str, Callable[[Any], None]]:
        return {
            "text": lambda value: write_text(self.document, value.source),
            "photo": self._photo,
            "gallery": self._gallery,
            "quotation": self._quotation,
            "table": lambda value: write_table(self.document, value or {}),
            "video": self._video,
            "document": self._attachment,
        }

    def _head(self) -> None:
        item, properties, unit = self.item, self.document.core_properties, str(self.item.unit)
        properties.title, properties.author, properties.comments = writable(item.title), writable(unit), ""
        day = _("date of the event: %(day)s") % {"day": date_format(item.event_date)}
        self._line(" · ".join([unit, str(item.genre), day]), italic=True)
        headline = self._line(item.title, bold=True, style="Title")
        headline.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for paragraph in filter(None, item.lead.splitlines()):
            self._line(paragraph, bold=True)

    def _photo(self, placed: Any) -> None:
        """A placed photo: with its own caption, or with that of the item's list."""
        numbered = self.known.get(placed["photo"].pk) if placed["photo"] else None
        if numbered is None:
            return
        self.waiting.pop(numbered.photo.pk, None)
        caption = (placed["caption"] or "").strip() or numbered.caption
        alt = (placed["alt_text"] or "").strip() or numbered.alt
        write_photo(self.document, type(numbered)(numbered.number, numbered.photo, caption, alt, numbered.credit))

    def _gallery(self, value: Any) -> None:
        for placed in value["photos"]:
            self._photo(placed)

    def _quotation(self, value: Any) -> None:
        for paragraph in filter(None, value["text"].splitlines()):
            self._line(paragraph, style="Quote")
        if value["speaker"]:
            self._line(f"— {value['speaker']}", style="Quote")

    def _video(self, value: Any) -> None:
        if value["video"]:
            self._line(_("Video: %(address)s") % {"address": value["video"].url})
            self._line(value["caption"] or "", style="Caption")

    def _attachment(self, value: Any) -> None:
        if value["document"]:
            self._line(_("Document: %(title)s") % {"title": value["document"].title})

    def _signature(self) -> None:
        for text in filter(None, (self.item.byline, self.item.source_name and self._source())):
            self._line(text, bold=True).alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _source(self) -> str:
        return _("Source: %(source)s") % {"source": self.item.source_name}

    def _line(self, text: str, *, bold: bool | None = None, italic: bool | None = None, style: str = "Normal") -> Any:
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(writable(text))
        run.bold, run.italic = bold, italic
        return paragraph
