"""What all letters of an office have in common: its names, its place, and how its pages look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Margins:
    """The margins of an upright page, in millimetres."""

    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 20


@dataclass(frozen=True)
class Letterhead:
    """Names as they stand in running text; the head prints them in capitals. ``body_size`` is in points.

    ``template`` is a Word file of the office, already checked, whose styles, page set-up and headers are used;
    without one the pages are those of the software.
    """

    superior_body: str
    issuing_body: str
    place: str
    symbol: str = ""
    margins: Margins = Margins()
    body_size: int = 14
    template: bytes | None = None
