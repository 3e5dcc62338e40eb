"""The empty workbook for publications of the old portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.spreadsheets.tables import EXAMPLE
from cms.spreadsheets.writing.workbooks import workbook
from cms.units.imported_publications import may_import

from .choices import PublicationChoices
from .table import PUBLICATIONS

if TYPE_CHECKING:
    from cms.accounts.models import User


def template(*, by: User) -> bytes:
    """The workbook with explanations, drop-downs and an example; raises PermissionDenied unless ``by`` may import."""
    if not may_import(by):
        raise PermissionDenied(_("Only the editorial board and administrators import publications."))
    return workbook({PUBLICATIONS: ()}, PublicationChoices.of_today(), _rules(), with_examples=True)


def _rules() -> list[str]:
    return [
        _("One row for each item that the old portal published; keep the headings."),
        _("Rows that begin with “%(example)s:” are examples and are left out.") % {"example": EXAMPLE},
        _("Days are written day/month/year: 15/03/2024."),
        _("No formulas and no merged cells."),
        _("The address tells items apart. Without one, headline, day and unit do."),
        _("The file is checked first, and nothing is written as long as a row has a problem."),
        _("What the record has already is left as it is: importing a file twice doubles nothing."),
    ]
