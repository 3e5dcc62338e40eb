"""Exports of the register, and the empty template for imports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.spreadsheets.tables import TABLES, Table
from cms.spreadsheets.writing.choices import Choices
from cms.spreadsheets.writing.delimited import delimited_lines
from cms.spreadsheets.writing.guide import register_rules
from cms.spreadsheets.writing.rows import count_of, rows_of
from cms.spreadsheets.writing.workbooks import workbook
from cms.units.days import today
from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from cms.accounts.models import User


def export_workbook(tables: Sequence[Table], *, on: dt.date, with_contacts: bool, by: User) -> bytes:
    """Tables as an .xlsx; units and roles as of a local day. Raises PermissionDenied unless by an administrator."""
    _permit(tables, "xlsx", on, with_contacts, by)
    rows = {table: rows_of(table, on=on, with_contacts=with_contacts) for table in tables}
    return workbook(rows, Choices.of_day(on), register_rules(), with_examples=False)


def export_delimited(table: Table, *, on: dt.date, with_contacts: bool, by: User) -> Iterator[str]:
    """One table as lines of a .csv, read from the database batch by batch. Permission as for a workbook."""
    _permit([table], "csv", on, with_contacts, by)
    return delimited_lines(table, rows_of(table, on=on, with_contacts=with_contacts))


def template(*, by: User) -> bytes:
    """The empty workbook with explanations, drop-downs and examples; permission as for a workbook."""
    _guard(by)
    return workbook(dict.fromkeys(TABLES, ()), Choices.of_day(today()), register_rules(), with_examples=True)


@transaction.atomic
def _permit(tables: Sequence[Table], form: str, on: dt.date, with_contacts: bool, by: User) -> None:
    """Guard, and write down what is exported, before the first row leaves the house."""
    _guard(by)
    data = {
        "table": ", ".join(table.title for table in tables),
        "rows": sum(count_of(table, on=on) for table in tables),
        "format": form,
        "day": on.isoformat(),
    }
    record("spreadsheets.export", by, by=by, data=data)
    if with_contacts and any(table.has_contacts for table in tables):
        record("spreadsheets.export_personal_data", by, by=by, data=data)


def _guard(by: User) -> None:
    if not is_administrator(by):
        raise PermissionDenied(_("Only administrators import and export the register."))
