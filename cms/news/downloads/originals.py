"""All original photos of an item as one .zip, byte for byte, with a list of their captions and authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zipstream import ZipStream

from cms.news.downloads.captions import caption_sheet, caption_text
from cms.news.downloads.packed import PackedPhoto

if TYPE_CHECKING:
    from cms.news.models import NewsPage


def archive_of(item: NewsPage, photos: list[PackedPhoto]) -> ZipStream:
    """The archive as a stream that knows its length; a photo is read only when its turn comes.

    Nothing is packed anew: photos are packed already. An original that the storage has lost is left out, and the
    list says so.
    """
    archive = ZipStream(sized=True)
    for packed in photos:
        if packed.is_there:
            archive.add(packed.blocks(), packed.name, size=packed.photo.file_size)
    archive.add(caption_text(item, photos), "chu-thich.txt")
    archive.add(caption_sheet(photos), "chu-thich.xlsx")
    return archive
