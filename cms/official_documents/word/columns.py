"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.official_documents.parts import Band
from cms.official_documents.word.measures import millimetres, width_of

if TYPE_CHECKING:
    from cms.official_documents.parts import Row, Table

# Millimetres: a text that is longer is broken into lines before it makes a column broader; so is a word.
_BROADEST, _LONGEST_WORD, _NARROWEST = 80.0, 45.0, 8.0
# So many rows say how wide the texts of a column are.
_LOOKED_AT = 1000
# Words that just fit are broken by a program that measures a little otherwise.
_SLACK = 1.12


@dataclass
class _Need:
    """What a column asks for in millimetres: so much that no word is broken, and so much that no line is."""

    least: float
    best: float


def fitted(shown: Table, rows: Sequence[Row], width: int, size: float, margin: int) -> list[int]:
    """The widths of the columns in twips, together exactly ``width``; ``margin`` twips stay free beside the texts.

    Raises ``ValueError`` for a table without columns, or whose rows, total or widths are not as many.
    """
    count = len(shown.headings)
    if not count:
        raise ValueError("A table has at least one column.")
    lines = [line for line in (*rows, shown.total) if line is not None and not isinstance(line, Band)]
    if any(len(line) != count for line in lines):
        raise ValueError(f"Each row of this table has {count} cells.")
    wanted = list(shown.widths) if shown.widths is not None else _wanted(shown, lines, millimetres(width), size, margin)
    if len(wanted) != count or min(wanted) <= 0:
        raise ValueError(f"A table of {count} columns needs {count} widths above 0.")
    widths = [int(width * share / sum(wanted)) for share in wanted]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def _wanted(shown: Table, lines: Sequence[Sequence[str]], room: float, size: float, margin: int) -> list[float]:
    texts = [*lines[:_LOOKED_AT], *lines[-1:]]
    beside = millimetres(2 * margin)
    needs = [
        _need(heading, [text[column] for text in texts], size, beside) for column, heading in enumerate(shown.headings)
    ]
    least, best = sum(need.least for need in needs), sum(need.best for need in needs)
    share = min(max((room - least) / (best - least), 0.0), 1.0) if best > least else 0.0
    # What nobody asks for goes to the broad columns: a number needs no room around it.
    spare, weights = max(room - best, 0.0), [need.best**2 for need in needs]
    return [
        need.least + share * (need.best - need.least) + spare * weight / sum(weights)
        for need, weight in zip(needs, weights, strict=True)
    ]


def _need(heading: str, texts: list[str], size: float, beside: float) -> _Need:
    words = {word for text in (heading, *texts) for word in text.split()}
    longest = max((width_of(word, size) for word in words), default=0.0) * _SLACK
    whole = max((width_of(text, size) for text in texts), default=0.0) * _SLACK
    least = max(min(longest, _LONGEST_WORD) + beside, _NARROWEST)
    return _Need(least, max(least, min(whole, _BROADEST) + beside))
