"""The sheet of explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from cms.spreadsheets.tables import EXAMPLE, Table


def guide_lines(tables: Iterable[Table], rules: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The lines of the explanations, and whether each is a title."""
    yield _("How to fill in these tables"), True
    for number, line in enumerate(rules, start=1):
        yield f"{number}. {line}", False
    needed = _("needed")
    for table in tables:
        yield "", False
        yield _("Sheet “%(title)s”") % {"title": table.title}, True
        for column in table.columns:
            mark = f" ({needed})" if column.needed else ""
            yield f"{column.heading}{mark}: {column.hint}", False


def register_rules() -> list[str]:
    """What holds for the tables of the register."""
    return [
        _("Keep the names of the sheets and the headings; sheets that are not needed may stay empty."),
        _("Rows that begin with “%(example)s:” are examples and are left out.") % {"example": EXAMPLE},
        _("Days are written day/month/year: 01/07/2025. Telephone numbers may be spelt in any way."),
        _("No formulas, no merged cells; one row for each unit, person, role or contributor."),
        _("The file is checked first, and nothing is written as long as a row has a problem."),
        _("An import only adds. What the register has already stays as it is; importing a file twice changes nothing."),
        _("A unit without a code is named by its address, as an export shows it: /ban-bien-tap."),
    ]
