"""The signature blocks with which a portal starts; the office changes and adds to them."""

from __future__ import annotations

from cms.official_documents.models import SignatureBlock

BLOCKS = [
    ("Trưởng Ban Biên tập", "TM. Ban Biên tập\nTrưởng ban"),
    ("Chủ tịch, thay mặt Ban Thường vụ", "TM. Ban Thường vụ\nChủ tịch"),
    ("Phó Chủ tịch ký thay Chủ tịch", "TM. Ban Thường vụ\nKT. Chủ tịch\nPhó Chủ tịch"),
]


def set_up_signature_blocks() -> None:
    """Enter the blocks that such offices sign with, unless the office has any already."""
    if SignatureBlock.objects.exists():
        return
    for order, (name, lines) in enumerate(BLOCKS):
        SignatureBlock.objects.create(name=name, lines=lines, sort_order=order)
