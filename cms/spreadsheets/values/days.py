"""Days in cells, as people in Việt Nam type them: day, month, year."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.units.days import today
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

# Typed with or without words: 1/7/2025, 01-07-2025, 1.7.25, ngày 1 tháng 7 năm 2025.
_DAY_FIRST = re.compile(
    r"(?:ngay\s+)?(\d{1,2})\s*(?:[/.\-]|\s+thang\s+|\s)\s*(\d{1,2})\s*(?:[/.\-,]|,?\s+nam\s+|\s)\s*(\d{4}|\d{2})"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_MIDNIGHT = re.compile(r"[ t]0{1,2}:00(:00(\.0+)?)?z?$")
_SERIAL = re.compile(r"\d{5}(\.0+)?")
# How a workbook counts days: 1 is 1 January 1900, with a 29 February 1900 that never was.
_SERIAL_ZERO = dt.date(1899, 12, 30)
_EARLIEST = 1900
_YEARS_AHEAD = 10


def day(cell: Cell) -> dt.date | None:
    """A local day; two digits of a year mean the latest such year that is not beyond next year.

    Raises ValidationError if there is no such day, or if it lies before 1900 or more than ten years ahead.
    """
    if cell.is_empty:
        return None
    if isinstance(cell.value, dt.datetime):
        return _plausible(cell.value.date())
    if isinstance(cell.value, dt.date):
        return _plausible(cell.value)
    return _plausible(_typed_day(cell.text))


def _typed_day(text: str) -> dt.date:
    typed = _MIDNIGHT.sub("", fold(text)).strip(" .")
    if found := _YEAR_FIRST.fullmatch(typed):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(typed):
        return _day(text, _year(found[3]), int(found[2]), int(found[1]))
    if _SERIAL.fullmatch(typed):
        meant = _SERIAL_ZERO + dt.timedelta(days=int(float(typed)))
        raise ValidationError(
            _("%(number)s is a number, not a day. If %(day)s is meant, type it as day/month/year.")
            % {"number": typed, "day": meant.strftime("%d/%m/%Y")}
        )
    raise ValidationError(_("“%(text)s” is not a day: type it as day/month/year, 01/07/2025.") % {"text": text[:60]})


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    century = (today().year + 1) // 100 * 100
    year = century + int(digits)
    return year if year <= today().year + 1 else year - 100


def _day(text: str, year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise ValidationError(
            _("There is no such day as %(text)s: write the day first, then the month, then the year.") % {"text": text}
        ) from None


def _plausible(day: dt.date) -> dt.date:
    if not _EARLIEST <= day.year <= today().year + _YEARS_AHEAD:
        raise ValidationError(_("%(year)d cannot be the year that is meant.") % {"year": day.year})
    return day
