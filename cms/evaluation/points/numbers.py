"""Numbers as people read them: 2,5 and 8,50, in the language of the reader."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format

from .scoring import rounded


def spoken(value: Decimal | Fraction | int) -> str:
    """A number without needless zeros, to two decimals at most."""
    exact = rounded(Fraction(value)).normalize()
    return number_format(exact, decimal_pos=max(-int(exact.as_tuple().exponent), 0), force_grouping=True)


def signed(value: Fraction) -> str:
    """Points that a part gives or takes: "2,5", "−0,5"."""
    return f"−{spoken(-value)}" if value < 0 else spoken(value)


def full(points: Decimal) -> str:
    """Points with their two decimals: "8,50", "−0,20"."""
    return number_format(points, decimal_pos=2).replace("-", "−")
