"""The plots of the screen, drawn once for the same figures: the key of the cache is a digest of all that is drawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.statistics.words import days_in_words, items_in_words

from .canvas import svg_of
from .months import months_figure
from .spreads import spread_months_figure, stages_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from cms.statistics.figures.by_month import Months
    from cms.statistics.figures.spreads import Spread
    from cms.statistics.figures.stages import Stage

# Another drawing of the same figures is another number.
_DRAWING = 1
_KEPT_SECONDS = 30 * 24 * 3600


def months_plot(row: Months, *, year: int, begun: int, highest: int, key: str) -> SafeString:
    """The twelve months of one part, on the scale of ``highest``."""
    title = _("%(part)s, %(year)s: %(items)s") % {
        "part": row.label,
        "year": year,
        "items": items_in_words(row.total),
    }
    said = _by_month([str(number) for number in row.numbers[:begun]])
    return drawn_once(key, title, said, [row.numbers, begun, highest], lambda: _months(row, begun, highest))


def stages_plot(stages: Sequence[Stage], *, key: str) -> SafeString:
    """The stages of the way to publication, one below the other."""
    labels = [stage.label[:1].upper() + stage.label[1:] for stage in stages]
    said = ". ".join(f"{label}: {days_in_words(stage.spread)}" for label, stage in zip(labels, stages, strict=True))
    spreads = [stage.spread for stage in stages]
    figures = [labels, [asdict(spread) for spread in spreads]]
    return drawn_once(key, _("Days in each stage"), said, figures, lambda: stages_figure(labels, spreads))


def way_plot(spreads: Sequence[Spread], *, key: str) -> SafeString:
    """The whole way from the event to publication, month by month."""
    said = _by_month([days_in_words(spread) for spread in spreads])
    figures = [asdict(spread) for spread in spreads]
    title = _("Days from the event to publication, by month of publication")
    return drawn_once(key, title, said, figures, lambda: spread_months_figure(spreads))


def _months(row: Months, begun: int, highest: int) -> Figure:
    return months_figure(row.numbers, begun=begun, highest=highest)


def _by_month(said: Sequence[str]) -> str:
    words = _("month %(month)s: %(number)s")
    return "; ".join(words % {"month": month, "number": number} for month, number in enumerate(said, start=1))


def drawn_once(key: str, title: str, description: str, figures: Any, figure: Callable[[], Figure]) -> SafeString:
    """The drawing of ``figures``, from the cache if it was made before."""
    plain = json.dumps([_DRAWING, key, get_language(), title, description, figures], ensure_ascii=False)
    place = f"statistics:{hashlib.sha256(plain.encode()).hexdigest()}"
    drawn = cache.get(place)
    if drawn is None:
        drawn = svg_of(figure(), key=key, title=title, description=description)
        cache.set(place, drawn, _KEPT_SECONDS)
    # Every text in it was written into a tree of XML, which escapes it.
    return mark_safe(drawn)  # noqa: S308
