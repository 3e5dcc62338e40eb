"""The list that goes with the originals: for people as text, for tables as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.audit.cells import neutral
from cms.audit.exports import xlsx_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.news.downloads.packed import PackedPhoto
    from cms.news.models import NewsPage

# Notepad takes a text for UTF-8 by it.
_BYTE_ORDER_MARK = "\ufeff"


def caption_text(item: NewsPage, photos: Iterable[PackedPhoto]) -> str:
    """The item in some lines, then each photo with its caption and author."""
    head = [item.title, str(item.unit), item.byline, date_format(item.event_date)]
    lines = [*filter(None, head), ""]
    for packed in photos:
        lines += [packed.name if packed.is_there else f"{packed.name} ({_('the original cannot be found')})"]
        lines += [f"    {label}: {value}" for label, value in zip(_labels(), _facts(packed), strict=True) if value]
        lines.append("")
    return _BYTE_ORDER_MARK + "\r\n".join(lines)


def caption_sheet(photos: Iterable[PackedPhoto]) -> bytes:
    """The same photos as a workbook in which nothing is a formula."""
    with xlsx_file(_rows(photos)) as file:
        return file.read()


def _rows(photos: Iterable[PackedPhoto]) -> Iterator[list[str]]:
    yield [_("No."), _("file"), *_labels()]
    for packed in photos:
        cells = [str(packed.numbered.number), packed.name, *_facts(packed)]
        yield [str(neutral(cell)) for cell in cells]


def _labels() -> list[str]:
    return [_("caption"), _("photo by"), _("name when it was sent"), _("size in pixels"), _("size of the file")]


def _facts(packed: PackedPhoto) -> list[str]:
    photo = packed.photo
    caption, credit = (" ".join(text.split()) for text in (packed.numbered.caption, packed.numbered.credit))
    pixels = f"{photo.width} × {photo.height}"
    return [caption, credit, photo.original_name, pixels, filesizeformat(photo.file_size or 0)]
