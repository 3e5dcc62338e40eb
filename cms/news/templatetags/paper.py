"""What the item's own screen says of a vetting on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from cms.news.access import ItemAccess
from cms.news.content import code_of
from cms.news.paper.lists import to_confirm

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage

register = template.Library()


@register.simple_tag
def paper_of(item: NewsPage, user: User) -> dict[str, Any] | None:
    """Who entered an item on its unit's behalf, its papers, and whether ``user`` is of the board; None for others.

    It asks the database only about items that were entered so.
    """
    if item.entered_by_id is None:
        return None
    access = ItemAccess(user, item)
    return {
        "entered_by": item.entered_by,
        "vettings": item.paper_vettings.select_related("entered_by", "decided_by").order_by("-pk"),
        "is_board": access.is_board,
        "may_hand_in": access.refusal_to_hand_in() is None,
        "may_confirm": access.refusal_to_confirm() is None,
    }


@register.simple_tag
def papers_to_confirm(user: User) -> int:
    """How many papers wait for this member of the board: those in which they have no part of their own."""
    return to_confirm(user).filter(is_own=False).count()


@register.filter
def as_code(digest: str) -> str:
    """A digest as it is printed on the sheet."""
    return code_of(digest)
