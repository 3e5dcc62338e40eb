"""The check of a whole file against the register: everything that is wrong, and what an import would add."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.plan import Plan
from cms.spreadsheets.problems import Report
from cms.spreadsheets.reading.files import read_file
from cms.spreadsheets.tables import TITLES
from cms.units.roles import is_administrator

from .checked import Checked
from .context import Context
from .contributors import check_contributors
from .people import check_people
from .register import Register
from .roles import check_roles
from .units import check_units

if TYPE_CHECKING:
    from cms.accounts.models import User


def check_file(name: str, content: bytes, *, by: User) -> Checked[Plan]:
    """Check a file on behalf of an administrator; nothing is written.

    Raises PermissionDenied for anybody else. A file that cannot be read at all is a report with one problem.
    """
    if not is_administrator(by):
        raise PermissionDenied(_("Only administrators import and export the register."))
    try:
        file = read_file(name, content)
    except ValidationError as refusal:
        return Checked(Report.of_refusal(refusal), Plan())
    context = Context(file, Register(), by, file.report, Plan())
    for check in (check_units, check_people, check_roles, check_contributors):
        check(context)
    context.plan.unchanged = dict(context.unchanged)
    titles = [file.sheets[key].title for key in file.sheets]
    return Checked(file.report.in_order([*TITLES, *titles]), context.plan)


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
