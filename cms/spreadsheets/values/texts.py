"""Text in cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.spelling import has_control_characters
from cms.vietnamese.text import is_blank

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell


def text(max_length: int) -> Callable[[Cell], str | None]:
    """A reader of one line of text of at most so many characters."""

    def read(cell: Cell) -> str | None:
        if has_control_characters(cell.raw):
            raise ValidationError(_("There are invisible control characters in this cell: type the text anew."))
        _guard_length(cell.text, max_length)
        return None if is_blank(cell.text) else cell.text

    return read


def several(max_length: int) -> Callable[[Cell], tuple[str, ...] | None]:
    """A reader of names separated by semicolons, each of at most so many characters, none twice."""
    read_text = text(32_767)

    def read(cell: Cell) -> tuple[str, ...] | None:
        names = tuple(dict.fromkeys(name for part in (read_text(cell) or "").split(";") if (name := part.strip())))
        for name in names:
            _guard_length(name, max_length)
        return names or None

    return read


def _guard_length(value: str, max_length: int) -> None:
    if len(value) > max_length:
        raise ValidationError(
            _("The text is too long: %(length)d characters, at most %(max)d are allowed.")
            % {"length": len(value), "max": max_length}
        )
