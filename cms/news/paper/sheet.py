"""*Bản trình duyệt*: an item as a sheet for signature, in the order of the letter's *Mẫu*."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cms.news.content import code_of
from cms.news.numbered_photos import NumberedPhoto, numbered_photos
from cms.news.reading import load_photos
from cms.units.days import today

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Piece:
    """A block of the text, or the numbers of the photos that stand in its place."""

    block: Any
    photos: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """All that the printed sheet says of an item: its latest content, and the code of exactly that content."""

    item: NewsPage
    unit_name: str
    parent_name: str
    approving_role: str
    pieces: list[Piece]
    photos: list[NumberedPhoto]
    code: str


def sheet_of(page: NewsPage) -> Sheet:
    """The sheet of the item's latest content, with its unit as it is called today."""
    latest = page.latest
    load_photos(latest)
    version = page.unit.version_on(today())
    photos = {photo.photo.pk: photo for photo in numbered_photos(latest)}
    return Sheet(
        item=latest,
        unit_name=page.unit.name_on(today()),
        parent_name=version.parent.name_on(today()) if version and version.parent else "",
        approving_role=version.kind.approving_role if version else "",
        pieces=[_piece(block, photos) for block in latest.body],
        photos=list(photos.values()),
        code=code_of(page.latest_digest),
    )


def _piece(block: Any, photos: dict[int, NumberedPhoto]) -> Piece:
    return Piece(block, [photos[placed["photo"].pk].number for placed in _placed(block) if placed["photo"]])


def _placed(block: Any) -> list[StructValue]:
    """The photos that a block of the text places."""
    if block.block_type == "gallery":
        return list(block.value["photos"])
    return [block.value] if block.block_type == "photo" else []
