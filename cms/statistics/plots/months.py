"""A year of items as twelve bars, each with its number over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .canvas import BAR, INK, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 320, 150
# Room for the number over the highest bar.
_ROOM_ABOVE = 1.25


def months_figure(numbers: tuple[int, ...], *, begun: int, highest: int) -> Figure:
    """``numbers`` of twelve months; ``highest`` is the highest number of all plots that stand side by side.

    Months after the first ``begun`` ones have not come yet: they have neither a bar nor a number.
    """
    figure = new_figure(WIDTH, HEIGHT)
    axes = figure.add_axes((0.01, 0.15, 0.98, 0.85))
    past = range(min(begun, 12))
    axes.bar([place + 1 for place in past], [numbers[place] for place in past], width=0.72, color=BAR)
    for place in past:
        label = str(numbers[place])
        axes.annotate(
            label, (place + 1, numbers[place]), (0, 2), textcoords="offset points", ha="center", fontsize=11, color=INK
        )
    axes.set_ylim(0, max(highest, 1) * _ROOM_ABOVE)
    months_below(axes)
    return figure


def months_below(axes: Axes) -> None:
    """Twelve months along the lower edge, and no other line or scale: the numbers stand at what they are of."""
    axes.set_xlim(0.4, 12.6)
    axes.set_xticks(range(1, 13), [str(month) for month in range(1, 13)], fontsize=11, color=INK)
    axes.tick_params(length=0, pad=3)
    bare(axes)


def bare(axes: Axes) -> None:
    """No ground, no frame, nothing but the line at the foot."""
    axes.get_yaxis().set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    axes.patch.set_visible(False)
