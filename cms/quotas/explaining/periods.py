"""A single period in words: what is owed in it and how it stands, or why nothing is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.quotas.figures import CellState

from .lives import how_it_began, how_it_ended
from .rules import rule_in_words

if TYPE_CHECKING:
    from cms.quotas.figures import Cell
    from cms.quotas.periods import Period

    from .stories import Story


def state_in_words(cell: Cell) -> str:
    """How a period stands, in a sentence."""
    last = f"{cell.period.last:%d/%m/%Y}"
    words = {"published": cell.published, "owed": cell.owed, "missing": cell.missing, "last": last}
    return {
        CellState.MET: _("Met: %(published)s of %(owed)s items."),
        CellState.MISSED: _("Not met: %(published)s of %(owed)s items by %(last)s."),
        CellState.DUE: _("%(published)s of %(owed)s items; %(missing)s more wanted by %(last)s."),
        CellState.COMING: _("Has not begun; %(owed)s items are owed by %(last)s."),
    }[cell.state] % words


def why_owed(story: Story, cell: Cell) -> str:
    """The rule by which a period is owed: that of its first day."""
    rule = story.rule_on(cell.period.first)
    return rule_in_words(rule) if rule else ""


def why_not_owed(story: Story, period: Period) -> str:
    """Why a unit owes nothing for a period as such, in a sentence."""
    if story.founded is None or story.founded > period.first:
        return _with(how_it_began(story), _("The period had begun by then, so that it is not owed."))
    if story.ended is not None and story.ended <= period.first:
        return _with(how_it_ended(story), _("The period came after it, so that it is not owed."))
    rule = story.rule_on(period.first)
    if rule is None or not rule.per_period or rule.period != period.kind:
        return _("No rule of %(day)s asks such a unit for items in this period by itself.") % {
            "day": f"{period.first:%d/%m/%Y}"
        }
    if story.ended is not None and story.ended < period.end:
        return _with(how_it_ended(story), _("The period was not over by then, so that it is not owed."))
    return ""


def _with(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
