"""How strongly a JPEG was compressed, estimated from its quantisation tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# ITU-T T.81, Annex K, tables K.1 (brightness) and K.2 (colour), row by row.
_BRIGHTNESS = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
_COLOUR = (
    17, 18, 24, 47, *(99,) * 4, 18, 21, 26, 66, *(99,) * 4,
    24, 26, 56, *(99,) * 5, 47, 66, *(99,) * 6, *(99,) * 32,
)  # fmt: skip
_SIZE = 64


class Quantisation(NamedTuple):
    """The quality (1 to 100) whose standard tables come nearest, and whether they are those tables exactly."""

    quality: int
    is_standard: bool


def quantisation_of(tables: Mapping[int, Sequence[int]]) -> Quantisation | None:
    """The estimate for a JPEG's tables by number (0 for brightness, 1 for colour); None if it has none that count.

    By least squares over both tables. Cameras and Photoshop use tables of their own: for them the estimate says what
    the usual encoders would call a compression as strong.
    """
    pairs = [(base, tables[number]) for number, base in enumerate((_BRIGHTNESS, _COLOUR)) if number in tables]
    if not pairs or any(len(table) != _SIZE for _base, table in pairs):
        return None
    errors = {quality: _error(pairs, quality) for quality in range(1, 101)}
    nearest = min(errors, key=lambda quality: (errors[quality], -quality))
    return Quantisation(nearest, errors[nearest] == 0)


def _error(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], quality: int) -> int:
    return sum(
        (_scaled(standard, quality) - value) ** 2
        for base, table in pairs
        for standard, value in zip(base, table, strict=True)
    )


def _scaled(value: int, quality: int) -> int:
    """An entry of a standard table at a quality, as the Independent JPEG Group's library computes it."""
    percentage = 5000 // quality if quality < 50 else 200 - 2 * quality
    return max(1, min(255, (value * percentage + 50) // 100))
