"""Marks and words for the picture of a unit's year; every mark is told by its shape and in words, not by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.quotas.explaining import state_in_words
from cms.quotas.figures import CellState

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from cms.quotas.figures import Cell
    from cms.quotas.periods import Period

register = template.Library()

NOT_OWED = "not_owed"


@register.simple_tag
def quota_mark(state: str) -> SafeString:
    """The mark of how a period stands; words beside it say the same."""
    return format_html(
        '<svg class="quota-mark quota-mark--{0}" aria-hidden="true" focusable="false"><use href="{1}#{0}"/></svg>',
        str(state),
        static("quotas/marks.svg"),
    )


@register.simple_tag
def quota_legend() -> list[tuple[str, str]]:
    """Every mark with what it means."""
    return [
        (CellState.MET, _("met")),
        (CellState.MISSED, _("not met")),
        (CellState.DUE, _("still due")),
        (CellState.COMING, _("not begun")),
        (NOT_OWED, _("nothing owed")),
    ]


@register.filter
def in_words(cell: Cell) -> str:
    """A period and how it stands, for those who do not see the mark."""
    return f"{cell.period.label}: {state_in_words(cell)}"


@register.simple_tag
def months_items(period: Period, published: int) -> str:
    """How many items count in a month, for those who do not see the picture."""
    return _("%(period)s: %(published)s items") % {"period": period.label, "published": published}
