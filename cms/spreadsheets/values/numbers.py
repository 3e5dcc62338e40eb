"""Whole numbers in cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

_GROUPED = re.compile(r"\d{1,3}([., ]\d{3})+|\d+")


def whole_number(maximum: int) -> Callable[[Cell], int | None]:
    """A reader of a whole number from 0 to ``maximum``; thousands may be grouped (1.234)."""

    def read(cell: Cell) -> int | None:
        if cell.is_empty:
            return None
        grouped = _GROUPED.fullmatch(cell.text) and isinstance(cell.value, str)
        typed = re.sub(r"[., ]", "", cell.text) if grouped else cell.text
        if not re.fullmatch(r"[0-9]{1,12}", typed) or isinstance(cell.value, bool):
            raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": cell.text[:60]})
        if int(typed) > maximum:
            raise ValidationError(_("%(number)s is too large.") % {"number": typed})
        return int(typed)

    return read
