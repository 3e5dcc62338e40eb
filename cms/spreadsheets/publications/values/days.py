"""Days of publication, which old portals list with a time of day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.spreadsheets import values
from cms.units.days import today
from cms.units.imported_publications import EARLIEST

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

_TIME = r"\d{1,2}\s*(?:[:h]|giờ)\s*\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:AM|PM|SA|CH))?"
_AT_THE_END = re.compile(rf"[\s,t\-–|]+(?:lúc\s+)?{_TIME}\s*$", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(rf"^\s*{_TIME}[\s,\-–|]+(?:ngày\s+)?", re.IGNORECASE)
_WEEKDAY = re.compile(r"^\s*(?:thứ\s+\w+|chủ nhật|CN|T[2-7])\s*[,.\-]?\s*", re.IGNORECASE)


def day_of_publication(cell: Cell) -> dt.date | None:
    """The local day of a publication; a time of day, and a weekday before it, are left out.

    A moment with its distance from UTC (2024-03-15T18:30:00Z) gives the local day. Raises ``ValidationError`` for
    days that no portal can have published on: before Việt Nam was on the internet, or in the future.
    """
    day = _moment(cell) or values.day(
        replace(cell, value=_without_time(cell.text)) if isinstance(cell.value, str) else cell
    )
    if day is None:
        return None
    if day > today():
        raise ValidationError(_("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"})
    if day < EARLIEST:
        raise ValidationError(
            _("%(day)s cannot be meant: there was no portal before %(first)s.")
            % {"day": f"{day:%d/%m/%Y}", "first": f"{EARLIEST:%d/%m/%Y}"}
        )
    return day


def _moment(cell: Cell) -> dt.date | None:
    try:
        moment = dt.datetime.fromisoformat(cell.text) if isinstance(cell.value, str) else None
    except ValueError:
        return None
    return timezone.localdate(moment) if moment and moment.tzinfo else None


def _without_time(text: str) -> str:
    return _AT_THE_END.sub("", _AT_THE_BEGINNING.sub("", _WEEKDAY.sub("", text)))
