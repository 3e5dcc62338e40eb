"""How days are spread: from the first quarter to the third a bar, the median a mark on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.ticker import MaxNLocator

from cms.statistics.words import days_in_words, number_in_words

from .canvas import BAR, GROUND, INK, new_figure
from .months import bare, months_below

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cms.statistics.figures.spreads import Spread

WIDTH = 340
_ROW, _SCALE = 62, 34
_MONTHS_HEIGHT = 190
_RING: dict[str, Any] = {"color": GROUND, "markeredgecolor": INK, "clip_on": False}
_LABEL = {"boxstyle": "round,pad=0.2", "facecolor": GROUND, "edgecolor": INK, "linewidth": 1}


def stages_figure(labels: Sequence[str], spreads: Sequence[Spread]) -> Figure:
    """A row for each stage, all on one scale of days: its name, its numbers in words, its bar."""
    height = _ROW * len(labels) + _SCALE
    figure = new_figure(WIDTH, height)
    axes = figure.add_axes((0.02, _SCALE / height, 0.96, 1 - _SCALE / height))
    axes.set_ylim(len(labels), 0)
    longest = max((spread.upper or 0 for spread in spreads), default=0)
    axes.set_xlim(0, max(longest, 1) * 1.04)
    # Text begins at the left edge, wherever the scale of days begins.
    beside = axes.get_yaxis_transform()
    for row, (label, spread) in enumerate(zip(labels, spreads, strict=True)):
        axes.text(0, row + 0.24, label, transform=beside, fontsize=12, fontweight="bold", color=INK)
        axes.text(0, row + 0.5, days_in_words(spread), transform=beside, fontsize=11, color=INK)
        if spread.lower is not None and spread.median is not None and spread.upper is not None:
            axes.barh(row + 0.73, spread.upper - spread.lower, left=spread.lower, height=0.26, color=BAR)
            axes.plot([spread.median], [row + 0.73], "o", markersize=9, **_RING)
    bare(axes)
    axes.tick_params(labelsize=11, labelcolor=INK, color=INK)
    axes.get_xaxis().set_major_locator(MaxNLocator(nbins=6, integer=True))
    return figure


def spread_months_figure(spreads: Sequence[Spread]) -> Figure:
    """Twelve months side by side: quartiles as a bar, the median as its number where it stands."""
    figure = new_figure(WIDTH, _MONTHS_HEIGHT)
    axes = figure.add_axes((0.01, 0.13, 0.98, 0.87))
    for month, spread in enumerate(spreads, start=1):
        if spread.lower is None or spread.median is None or spread.upper is None:
            continue
        axes.bar([month], [spread.upper - spread.lower], bottom=[spread.lower], width=0.34, color=BAR)
        number = number_in_words(spread.median)
        axes.text(month, spread.median, number, ha="center", va="center", fontsize=11, color=INK, bbox=_LABEL)
    highest = max((spread.upper or 0 for spread in spreads), default=0)
    # The label of a median at the very foot or top keeps its room.
    axes.set_ylim(-0.12 * highest - 0.3, highest * 1.12 + 0.3)
    months_below(axes)
    return figure
