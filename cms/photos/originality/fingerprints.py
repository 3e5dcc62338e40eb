"""The fingerprint of a picture: 64 bits that stay nearly the same when it is shrunk, recompressed or cropped a little.

Each bit is the sign of one of the 64 lowest frequencies of the picture's cosine transform, as in the well-known
perceptual hash. A crop moves the frequencies; so a picture has the fingerprints of its crops too: 16 are stored
(each edge left whole or cut by 5 %), and 81 (each edge cut by 0, 2.5 or 5 %) are asked with.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from math import pi, sin
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The side, in pixels, of the grey square that a picture is shrunk to.
SIDE = 32
BITS = 64
CUTS = (0.0, 0.025, 0.05)
STORED_CUTS = (0.0, 0.05)

# Lowest first; (0, 0) is the mean brightness and says nothing.
FREQUENCIES = sorted(
    ((across, down) for across in range(11) for down in range(11) if 0 < across + down <= 10),
    key=lambda pair: (sum(pair), pair),
)[:BITS]

Window = tuple[float, float]
Weights = list[list[float]]


class Fingerprints(NamedTuple):
    """Of one picture: what is stored of it, and what others are asked for. Both are empty for a flat picture."""

    stored: tuple[int, ...]
    asked: frozenset[int]


NONE = Fingerprints((), frozenset())


def fingerprints_of(grey: Sequence[int], *, least_swing: float, least_frequencies: int) -> Fingerprints:
    """The fingerprints of a grey square of ``SIDE`` x ``SIDE`` pixels (0 to 255), given row by row.

    A picture in which fewer than ``least_frequencies`` of the 64 swing by ``least_swing`` grey levels is too flat to
    be told from others (a black frame, a blank sheet): it has none.
    """
    rows = [grey[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    across = {window: _transformed(rows, _weights(window)) for window in product(CUTS, CUTS)}
    whole = _frequencies(across[0.0, 0.0], (0.0, 0.0))
    if sum(abs(value) >= least_swing for value in whole) < least_frequencies:
        return NONE
    found = {(x, y): _signs(_frequencies(across[x], y)) for x, y in product(across, across)}
    kept = list(product(STORED_CUTS, STORED_CUTS))
    stored = dict.fromkeys(found[x, y] for x, y in product(kept, kept))
    return Fingerprints(tuple(stored), frozenset(found.values()))


def distance(one: int, other: int) -> int:
    """In how many of their bits two fingerprints differ."""
    return (one ^ other).bit_count()


def _transformed(rows: Iterable[Sequence[float]], weights: Weights) -> Weights:
    """For each frequency across, its share in each row."""
    kept = list(rows)
    return [[sum(map(mul, row, weight)) for row in kept] for weight in weights]


def _frequencies(columns: Weights, window: Window) -> list[float]:
    """How far each of ``FREQUENCIES`` swings in the window, in grey levels."""
    weights = _weights(window)
    return [sum(map(mul, columns[across], weights[down])) for across, down in FREQUENCIES]


def _signs(values: Iterable[float]) -> int:
    bits = 0
    for value in values:
        bits = bits << 1 | (value > 0)
    return bits


@cache
def _weights(window: Window) -> Weights:
    """For each frequency, the weight of each of ``SIDE`` pixels when the edges are cut as ``window`` says.

    The mean of the cosine over the part of the pixel that lies inside, so that cuts need not fall between pixels.
    """
    first, last = window[0] * SIDE, (1 - window[1]) * SIDE
    return [[_weight(frequency, pixel, first, last) for pixel in range(SIDE)] for frequency in range(11)]


def _weight(frequency: int, pixel: int, first: float, last: float) -> float:
    start, end = max(pixel, first), min(pixel + 1, last)
    if start >= end:
        return 0.0
    length = last - first
    if frequency == 0:
        return (end - start) / length
    turn = pi * frequency / length
    return 2 * (sin(turn * (end - first)) - sin(turn * (start - first))) / (turn * length)
