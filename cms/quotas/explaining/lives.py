"""How a unit came into being and how it ended, in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.units.models import SuccessionKind, SuccessionUnit

if TYPE_CHECKING:
    from cms.units.models import Succession

    from .stories import Story


def how_it_began(story: Story) -> str:
    """By which act and on which day a unit came into being; empty if it never did."""
    if story.founded is None:
        return ""
    words = {"day": f"{story.founded:%d/%m/%Y}"}
    kind = story.beginning.kind if story.beginning else SuccessionKind.FOUNDING
    if kind == SuccessionKind.MERGER:
        return _("The unit came out of a merger on %(day)s.") % words
    if kind == SuccessionKind.DIVISION:
        return _("The unit came out of a division on %(day)s.") % words
    return _("The unit was founded on %(day)s.") % words


def how_it_ended(story: Story) -> str:
    """By which act and on which day a unit ended; empty if it lives. At most one query."""
    if story.ended is None:
        return ""
    words = {"day": f"{story.ended:%d/%m/%Y}"}
    if story.ending and story.ending.kind == SuccessionKind.MERGER:
        return _("The unit was merged into %(units)s on %(day)s.") % (words | _heirs(story.ending))
    if story.ending and story.ending.kind == SuccessionKind.DIVISION:
        return _("The unit was divided into %(units)s on %(day)s.") % (words | _heirs(story.ending))
    return _("The unit was dissolved on %(day)s.") % words


def _heirs(succession: Succession) -> dict[str, str]:
    rows = succession.units.filter(side=SuccessionUnit.Side.TO).select_related("unit")
    units = rows.prefetch_related("unit__versions")
    return {"units": ", ".join(row.unit.name_on(succession.day) for row in units)}
