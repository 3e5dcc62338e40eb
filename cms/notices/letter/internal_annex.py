"""The internal annex as a file of its own: it goes with no public one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.notices.letter.composing import signature_of
from cms.notices.letter.wording import in_text
from cms.official_documents.parts import Band, Letter, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.notices.facts.annex import UnitWithoutItems
    from cms.notices.models import Notice
    from cms.official_documents.parts import Row


def annex_letter(notice: Notice, units: Sequence[UnitWithoutItems]) -> Letter:
    """The units without items, for internal use."""
    said = ngettext(
        "%(count)d unit had no item published in %(quarter)s.",
        "%(count)d units had no items published in %(quarter)s.",
        len(units),
    ) % {"count": len(units), "quarter": in_text(notice.of_quarter)}
    body = [Paragraph(_("For internal use: not to be published."), italic=True, align="center"), Paragraph(said)]
    return Letter(
        title=_("INTERNAL ANNEX"),
        subject=_("Units without items in %(quarter)s") % {"quarter": in_text(notice.of_quarter)},
        body=[*body, *([_table(units)] if units else [])],
        signature=signature_of(notice),
        year=notice.year,
    )


def _table(units: Sequence[UnitWithoutItems]) -> Table:
    def rows() -> Iterator[Row]:
        number = 0
        for kind, of_kind in groupby(units, key=lambda unit: unit["kind"]):
            yield Band(kind)
            for unit in of_kind:
                number += 1
                yield [str(number), unit["name"], unit["parent"]]

    return Table([_("No."), _("Unit"), _("Parent unit")], rows(), widths=[14, 85, 66], centred={0})
