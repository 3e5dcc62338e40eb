"""Numbers and states of a sheet as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template

from cms.evaluation.papers.workbooks import state_words
from cms.evaluation.points import numbers

register = template.Library()


@register.filter
def full(points: Decimal) -> str:
    """Points with their two decimals."""
    return numbers.full(points)


@register.filter
def spoken(value: Fraction | None) -> str:
    """A number without needless zeros; a dash for none."""
    return "–" if value is None else numbers.spoken(value)


@register.filter
def state_in_words(state: str) -> str:
    """How it stands with a period."""
    return state_words().get(state, state)
