"""Why a unit's year looks as it does: what the rules asked from when to when, and why the total is what it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .lives import how_it_began, how_it_ended
from .rules import rule_in_words
from .summaries import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.quotas.figures import Standing

    from .stories import Chapter, Story


@dataclass(frozen=True)
class Reason:
    """A part of the explanation: a heading, and what is to be said."""

    heading: str
    text: str


def reasons_of(story: Story, standing: Standing) -> list[Reason]:
    """What explains a unit's standing, in the order of the year; at most one query."""
    return [
        *_beginning(story, standing),
        *_rules(story, standing),
        *_ending(story, standing),
        *_periods(standing),
        *_total(story, standing),
        Reason(_("What is counted"), _what_is_counted(standing)),
    ]


def _beginning(story: Story, standing: Standing) -> Iterator[Reason]:
    if story.founded is None or story.founded <= standing.year.first:
        return
    first = next(iter(standing.cells), None)
    owed = (
        _("The first period that it owes is %(period)s.") % {"period": within(first.period)}
        if first
        else _("It owes no period of this year.")
    )
    yield Reason(_("Beginning"), f"{how_it_began(story)} {owed}")


def _rules(story: Story, standing: Standing) -> Iterator[Reason]:
    chapters = story.chapters(standing.year)
    for chapter in chapters:
        heading = _("Rule: %(kind)s") % {"kind": chapter.kind} if len(chapters) == 1 else _span(chapter)
        yield Reason(heading, rule_in_words(chapter.rule) if chapter.rule else _no_rule())


def _span(chapter: Chapter) -> str:
    last = chapter.end - dt.timedelta(days=1)
    words = {"first": f"{chapter.first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "kind": chapter.kind}
    return _("From %(first)s to %(last)s: %(kind)s") % words


def _no_rule() -> str:
    return _("No number of items is owed by such a unit in this time.")


def _ending(story: Story, standing: Standing) -> Iterator[Reason]:
    if story.ended is None or story.ended >= standing.year.end:
        return
    rest = _("Periods that were not over by then are not owed. Its items stay its own.")
    yield Reason(_("End of the unit"), f"{how_it_ended(story)} {rest}")


def _periods(standing: Standing) -> Iterator[Reason]:
    if standing.cells:
        text = _(
            "A period is owed if the unit lived through the whole of it. "
            "The rule, kind and size of its first day hold for the whole period."
        )
        yield Reason(_("Which periods are owed"), text)


def _total(story: Story, standing: Standing) -> Iterator[Reason]:
    if not standing.total_owed:
        return
    rule = story.rule_on(standing.year.first)
    words = {"total": standing.total_owed}
    if not standing.lived_whole:
        text = _("%(total)s: the sum of the owed periods, for the unit did not live through the whole year.")
    elif rule is not None and rule.per_year is not None:
        text = _("%(total)s: the number for the whole year, by the rule of its first day.")
    else:
        text = _("%(total)s: the sum of the owed periods.")
    yield Reason(_("Total of the year"), text % words)


def _what_is_counted(standing: Standing) -> str:
    return _(
        "The unit's own items on the portal, published up to %(day)s. Not counted: items that are hidden or withdrawn, "
        "items from other sources, and joint items that the editorial board does not count for the unit."
    ) % {"day": f"{standing.day:%d/%m/%Y}"}
