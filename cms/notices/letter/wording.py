"""Sentences that the letter, the public page and the text for the Facebook group share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.notices.quarters import Quarter
from cms.units.models import Channel

if TYPE_CHECKING:
    from cms.notices.facts.shape import Facts, Totals


def in_text(quarter: Quarter) -> str:
    """The quarter's name within a sentence: "quý III/2026"."""
    return quarter.label[:1].lower() + quarter.label[1:]


def quarter_of(facts: Facts) -> Quarter:
    return Quarter(facts.year, facts.quarter)


def subject(facts: Facts) -> str:
    """What the notice is about: its second line."""
    if facts.mended is not None:
        return _("Amending %(notice)s") % {"notice": facts.mended.reference}
    said = {"where": where(facts), "quarter": in_text(quarter_of(facts))}
    return _("Units and persons with items on %(where)s in %(quarter)s") % said


def where(facts: Facts) -> str:
    """The channels in which there was something; all that are counted where there was nothing."""
    names = {Channel.PORTAL.value: _("the portal"), Channel.FACEBOOK_GROUP.value: _("the Facebook group")}
    return _(" and ").join(names[channel] for channel in names if channel in (facts.by_channel or facts.channels))


def summary(facts: Facts) -> str:
    """How much there was in the quarter."""
    said = {"quarter": quarter_of(facts).label, "counts": counts(facts.totals)}
    return _("%(quarter)s: %(counts)s.") % said


def comparison(facts: Facts) -> str:
    """The totals of the quarter before, and whence they are known."""
    said = {"quarter": quarter_of(facts).before.label, "counts": counts(facts.before), "notice": facts.before.notice}
    if facts.before.notice:
        return _("%(quarter)s: %(counts)s (by Notice No. %(notice)s).") % said
    return _("%(quarter)s: %(counts)s.") % said


def counts(totals: Totals) -> str:
    """Items, units and persons in words."""
    said = {
        "items": ngettext("%(count)d item", "%(count)d items", totals.items) % {"count": totals.items},
        "units": ngettext("%(count)d unit", "%(count)d units", totals.units) % {"count": totals.units},
        "people": ngettext("%(count)d person", "%(count)d persons", totals.people) % {"count": totals.people},
    }
    return _("%(items)s of %(units)s and %(people)s") % said


def remarks(facts: Facts) -> list[str]:
    """What a reader has to know to understand the figures."""
    said = []
    if len(facts.by_channel) > 1:
        labels = dict(Channel.choices)
        split = ", ".join(f"{labels[channel]}: {facts.by_channel[channel]}" for channel in facts.by_channel)
        said.append(_("By channel: %(split)s.") % {"split": split})
    if facts.joint:
        words = ngettext(
            "%(count)d joint item stands with each unit that took part, and is counted once in the total.",
            "%(count)d joint items stand with each unit that took part, and are counted once in the total.",
            facts.joint,
        )
        said.append(words % {"count": facts.joint})
    if len(facts.people) > facts.totals.people:
        said.append(_("Who was printed under several names is counted once in the total of persons."))
    if facts.reposted:
        words = ngettext(
            "%(count)d item that was reposted from another source is not listed.",
            "%(count)d items that were reposted from other sources are not listed.",
            facts.reposted,
        )
        said.append(words % {"count": facts.reposted})
    return said
