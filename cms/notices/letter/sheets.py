"""The tables of a notice as sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.notices.letter.wording import quarter_of
from cms.official_documents.workbooks import Sheet, Value
from cms.units.models import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.notices.facts.shape import Facts


def sheets_of(facts: Facts) -> list[Sheet]:
    """Totals, units, persons, items by unit."""
    return [
        Sheet(_("Totals"), _total_headings(), _totals(facts)),
        Sheet(_("Units"), [_("No."), _("Unit"), _("Kind"), _("Number of items")], _units(facts)),
        Sheet(_("Persons"), [_("No."), _("Name as printed"), _("Unit"), _("Number of items")], _people(facts)),
        Sheet(_("Items by unit"), _item_headings(), _items(facts)),
    ]


def _total_headings() -> list[str]:
    return [_("Quarter"), _("Items"), _("Units"), _("Persons")]


def _totals(facts: Facts) -> Iterator[list[Value]]:
    quarter = quarter_of(facts)
    for label, totals in ((quarter.label, facts.totals), (quarter.before.label, facts.before)):
        yield [label, totals.items, totals.units, totals.people]


def _units(facts: Facts) -> Iterator[list[Value]]:
    for number, line in enumerate(facts.units, 1):
        yield [number, line.name, line.kind, len(line.items)]


def _people(facts: Facts) -> Iterator[list[Value]]:
    for number, line in enumerate(facts.people, 1):
        yield [number, line.name, line.unit, len(line.items)]


def _item_headings() -> list[str]:
    return [
        _("Unit"),
        _("Headline"),
        _("Date"),
        _("Sections"),
        _("Genre"),
        _("Authors"),
        _("Channel"),
        _("Joint item"),
        _("Address"),
    ]


def _items(facts: Facts) -> Iterator[list[Value]]:
    channels = dict(Channel.choices)
    rows = [(line.name, item) for line in facts.units for item in facts.items_of(line)]
    rows += [("", item) for item in facts.items if not item.units]
    for unit, item in rows:
        yield [
            unit,
            item.headline,
            item.date,
            "; ".join(item.sections),
            item.genre,
            ", ".join(item.authors),
            str(channels.get(item.channel, item.channel)),
            _("yes") if item.is_joint else "",
            facts.address_of(item),
        ]
