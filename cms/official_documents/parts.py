"""What an official letter says: its parts in the order of Decree 30/2020/NĐ-CP, apart from how they are laid out.

``letters.docx_of`` makes a Word file of a letter. All texts are plain; a line break in a paragraph begins a new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the letter's text; justified ones and those at the left begin with an indent."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "justify"


@dataclass(frozen=True)
class Heading:
    """A heading in the text, which Word's navigation lists: ``level`` is 1 (the highest), 2 or 3."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"A letter has headings of the levels 1 to 3, not {self.level}.")


@dataclass(frozen=True)
class Band:
    """A row of a table that is a heading over the rows below it: one bold cell over all columns."""

    text: str


Row = Sequence[str] | Band


@dataclass(frozen=True)
class Table:
    """A table with borders, whose headings are repeated on every page and whose rows stay in one piece.

    ``rows`` is read once. ``widths`` are millimetres, or mere proportions: they are scaled to the width of the text;
    without them columns are as wide as their texts ask for. ``numeric`` and ``centred`` are columns counted from 0,
    set to the right and to the middle. ``total`` is a last row in bold.
    """

    headings: Sequence[str]
    rows: Iterable[Row]
    widths: Sequence[float] | None = None
    numeric: Collection[int] = ()
    centred: Collection[int] = ()
    total: Sequence[str] | None = None
    caption: str = ""


Part = Paragraph | Heading | Table


@dataclass(frozen=True)
class Signature:
    """Who signs: authority and position in their lines, printed in capitals; the name, empty if it is not known yet."""

    lines: Sequence[str]
    name: str = ""


@dataclass(frozen=True)
class Annex:
    """What follows the letter on pages of its own, numbered from 1, upright or across.

    Below its title stands to which letter it belongs, unless it ``stands_alone``.
    """

    title: str
    subject: str = ""
    body: Sequence[Part] = ()
    landscape: bool = False
    stands_alone: bool = False


@dataclass(frozen=True)
class Letter:
    """An official letter. ``number`` and ``signed_on`` (a local day) left empty leave room to write them by hand.

    ``symbol`` is what follows the number (``TB-LĐLĐ``); empty, it is the one of the settings. ``year`` is printed
    where no day is known; without it, the local year in which the file is made. The recipients come without dashes.
    """

    title: str
    subject: str
    body: Sequence[Part]
    signature: Signature
    recipients: Sequence[str] = ()
    number: str = ""
    symbol: str = ""
    signed_on: dt.date | None = None
    year: int | None = None
    landscape: bool = False
    annexes: Sequence[Annex] = field(default=())
