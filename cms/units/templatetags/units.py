"""Words for what the register's screens show."""

from __future__ import annotations

from django import template

from cms.units.forms.fates import SORTS

register = template.Library()


@register.filter
def sort_of_thing(name: str) -> str:
    """What follows an act on units, by the name of its follower, as a heading."""
    return str(SORTS.get(name, name))
