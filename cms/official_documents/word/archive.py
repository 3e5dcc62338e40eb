"""A Word file as bytes: the same document gives the same bytes, whenever it is written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

# The earliest day that the format knows.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def bytes_of(document: Document) -> bytes:
    """The document as a .docx; its parts bear no moment, and their order is always the same.

    The packing is zlib's: another version of it may pack the same parts into other bytes.
    """
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=_order):
            part = zipfile.ZipInfo(name, _NO_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()


def _order(name: str) -> tuple[bool, str]:
    """What the parts are comes first: programs that recognise a file by its beginning look for it there."""
    return name != "[Content_Types].xml", name
