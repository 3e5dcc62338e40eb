"""Numbers of days in words, as plots, tables and descriptions say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from cms.statistics.figures.spreads import Spread


def number_in_words(number: float) -> str:
    """A number of days with at most one decimal, as it is written here."""
    rounded = round(number, 1)
    return str(localize(int(rounded) if rounded == int(rounded) else rounded))


def items_in_words(number: int) -> str:
    """How many items."""
    return ngettext("%(number)s item", "%(number)s items", number) % {"number": localize(number)}


def days_in_words(spread: Spread) -> str:
    """The median and the quartiles in a line."""
    if spread.lower is None or spread.median is None or spread.upper is None:
        return _("no item")
    return _("half within %(median)s days (quarters: %(lower)s–%(upper)s); %(items)s") % {
        "median": number_in_words(spread.median),
        "lower": number_in_words(spread.lower),
        "upper": number_in_words(spread.upper),
        "items": items_in_words(spread.number),
    }
