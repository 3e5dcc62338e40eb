"""The tables of the letter. A table's rows are read once: each letter gets tables of its own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.official_documents.parts import Band, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.notices.facts.shape import Change, Facts, Item
    from cms.official_documents.parts import Row

DAY_FORMAT = "%d/%m/%Y"


def units_table(facts: Facts) -> Table:
    """The units with their counts, in bands by kind."""

    def rows() -> Iterator[Row]:
        number = 0
        for kind, lines in groupby(facts.units, key=lambda line: line.kind):
            if kind:
                yield Band(kind)
            for line in lines:
                number += 1
                yield [str(number), line.name, str(len(line.items))]

    return Table(_counted(_("Unit")), rows(), widths=[14, 111, 40], centred={0, 2})


def people_table(facts: Facts) -> Table:
    """The persons by the names that were printed, with their counts."""
    rows = ([str(number), line.name, line.unit, str(len(line.items))] for number, line in enumerate(facts.people, 1))
    headings = [_("No."), _("Name as printed"), _("Unit"), _("Number of items")]
    return Table(headings, rows, widths=[14, 50, 71, 30], centred={0, 3})


def items_table(facts: Facts) -> Table:
    """All items, in bands by unit: joint ones stand with each unit that took part."""

    def rows() -> Iterator[Row]:
        for line in facts.units:
            items = facts.items_of(line)
            yield Band(_("%(unit)s: %(count)s") % {"unit": line.name, "count": count_of(len(items))})
            yield from _item_rows(facts, items)
        alone = [item for item in facts.items if not item.units]
        yield from _item_rows(facts, alone)

    return Table(item_headings(), rows(), widths=_ITEM_WIDTHS, centred={0, 2})


def listed_items(items: Sequence[Item]) -> Table:
    """Some items on an upright page, with their units."""
    rows = (
        [
            str(number),
            item.headline,
            item.date.strftime(DAY_FORMAT),
            "; ".join(item.units),
            ", ".join(item.authors),
        ]
        for number, item in enumerate(items, 1)
    )
    headings = [_("No."), _("Headline"), _("Date"), _("Units"), _("Authors")]
    return Table(headings, rows, widths=[14, 56, 28, 36, 31], centred={0, 2})


def changes_table(changes: Sequence[Change]) -> Table:
    """What is said otherwise of items."""
    rows = (
        [change.headline, change.date.strftime(DAY_FORMAT), what, old or "–", new or "–"]
        for change in changes
        for what, (old, new) in change.what.items()
    )
    headings = [_("Headline"), _("Date"), _("What is amended"), _("Announced"), _("Amended to")]
    return Table(headings, rows, widths=[46, 28, 27, 32, 32], centred={1})


def count_of(items: int) -> str:
    return ngettext("%(count)d item", "%(count)d items", items) % {"count": items}


def item_headings() -> list[str]:
    return [_("No."), _("Headline"), _("Date"), _("Sections"), _("Authors"), _("Address")]


_ITEM_WIDTHS = [12, 75, 25, 42, 40, 53]


def _counted(what: str) -> list[str]:
    return [_("No."), what, _("Number of items")]


def _item_rows(facts: Facts, items: Sequence[Item]) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        yield [
            str(number),
            item.headline,
            item.date.strftime(DAY_FORMAT),
            "; ".join(item.sections),
            ", ".join(item.authors),
            facts.address_of(item),
        ]
