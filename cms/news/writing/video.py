"""The video of an item, which stands in the form by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.embeds.finders import get_finders

from cms.news.writing.parts import raw_blocks

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from cms.news.writing.text import RawBlock


def video_of(body: StreamValue) -> str:
    """The address of the first video; empty if there is none."""
    videos = (block for block in raw_blocks(body) if block["type"] == "video")
    return next(((block["value"] or {}).get("video") or "" for block in videos), "")


def with_video(blocks: list[RawBlock], address: str) -> list[RawBlock]:
    """Raw blocks with another address of the first video, a video at the end, or without it if it is empty."""
    place = next((number for number, block in enumerate(blocks) if block["type"] == "video"), None)
    if place is None:
        new = {"type": "video", "value": {"video": address, "caption": ""}}
        return [*blocks, new] if address else blocks
    if not address:
        return [*blocks[:place], *blocks[place + 1 :]]
    old = blocks[place]
    return [*blocks[:place], old | {"value": (old["value"] or {}) | {"video": address}}, *blocks[place + 1 :]]


def is_of_known_site(address: str) -> bool:
    """Whether the address is of a site whose videos can be shown; nothing is fetched."""
    return any(finder.accept(address) for finder in get_finders())
