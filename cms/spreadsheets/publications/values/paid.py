"""Whether the royalty of an old item was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets import values
from cms.spreadsheets.spelling import word_key

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

PAID_LABELS = {"yes": "Có", "no": "Không", "unknown": "Không rõ"}
_ANSWERS = {
    "yes": ("co", "dachi", "datra", "roi", "x", "yes", "1", "true"),
    "no": ("khong", "chua", "chuachi", "chuatra", "no", "0", "false"),
    "unknown": ("khongro", "chuaro", "khongbiet"),
}
_MEANING = {word: answer for answer, words in _ANSWERS.items() for word in words}
_read_text = values.text(100)


def paid(cell: Cell) -> str | None:
    """A key of ``PAID_LABELS``."""
    typed = _read_text(cell)
    if typed is None:
        return None
    answer = _MEANING.get(word_key(typed))
    if answer is None:
        message = _("“%(text)s” says neither yes nor no: write %(choices)s.")
        raise ValidationError(message % {"text": typed[:60], "choices": ", ".join(PAID_LABELS.values())})
    return answer
