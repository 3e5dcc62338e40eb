"""By-lines in a cell, with or without shares: "Nông Văn A (60%); Trần Thị B (40%)"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets import values

if TYPE_CHECKING:
    from cms.spreadsheets.reading.cells import Cell

_LONGEST = 200
_MOST = 1000
_WITH_SHARE = re.compile(
    r"(?P<name>.*?)\s*(?:\(\s*(?P<parts>\d+(?:[.,]\d+)?)\s*(?P<percent>%?)\s*(?:phần)?\s*\)"
    r"|[:\-–]?\s*(?P<bare>\d+(?:[.,]\d+)?)\s*%|:\s*(?P<after>\d+))"
)
_read_names = values.several(_LONGEST + 20)


@dataclass(frozen=True)
class Author:
    """A by-line as printed, and its share in parts."""

    byline: str
    share: int = 1


def authors(cell: Cell) -> tuple[Author, ...] | None:
    """The by-lines in the order of the cell; equal shares unless every one has a share of its own.

    Raises ``ValidationError`` if a name stands twice, or if shares are missing, mixed, no whole numbers or not 100 %.
    """
    names = _read_names(cell)
    if names is None:
        return None
    found = [_WITH_SHARE.fullmatch(name) for name in names]
    _refuse_repeated(match["name"] if match else name for match, name in zip(found, names, strict=True))
    if not any(found):
        return tuple(_named(name) for name in names)
    shares = _shares(found)
    whole = math.gcd(*shares)
    return tuple(
        _named(match["name"], share // whole) for match, share in zip(found, shares, strict=True) if match is not None
    )


def _refuse_repeated(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise ValidationError(_("%(name)s stands twice in this cell.") % {"name": name[:60]})
        seen.add(name.casefold())


def _named(name: str, share: int = 1) -> Author:
    if not name or len(name) > _LONGEST:
        raise ValidationError(_("A share needs a name before it, of at most %(max)d characters.") % {"max": _LONGEST})
    return Author(name, share)


def _shares(found: list[re.Match[str] | None]) -> list[int]:
    matches = [match for match in found if match is not None]
    in_percent = {bool(match["percent"] or match["bare"]) for match in matches}
    if len(matches) < len(found) or len(in_percent) > 1:
        raise ValidationError(_("Give every author a share, all in per cent or all in parts, or give none."))
    shares = [_whole(match["parts"] or match["bare"] or match["after"]) for match in matches]
    if in_percent == {True} and sum(shares) != 100:
        raise ValidationError(_("The shares come to %(sum)d %%, not to 100 %%.") % {"sum": sum(shares)})
    return shares


def _whole(number: str) -> int:
    if not number.isdecimal() or not 0 < int(number) <= _MOST:
        raise ValidationError(
            _("A share is a whole number from 1 to %(max)d: “%(text)s”.") % {"text": number, "max": _MOST}
        )
    return int(number)
