"""The check of a file of publications against the register and the record."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.spreadsheets.checking.checked import Checked
from cms.spreadsheets.problems import Report
from cms.spreadsheets.reading.files import read_file
from cms.spreadsheets.spelling import tidy
from cms.units.imported_publications import may_import
from cms.units.imported_publications.addresses import normal_host
from cms.units.imported_publications.keys import facts_of

from .comparing import differences
from .findings import PublicationFindings
from .plan import PublicationPlan
from .record import Facts, Held, Recorded, own_hosts
from .rows import Rows
from .table import PUBLICATIONS

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.imported_publications import OldPublication

    from .rows import ReadRow


def check_publications(name: str, content: bytes, *, by: User) -> Checked[PublicationPlan]:
    """Check a file of publications; nothing is written.

    Raises PermissionDenied unless ``by`` may import. A file that cannot be read at all is a report with one problem.
    """
    if not may_import(by):
        raise PermissionDenied(_("Only the editorial board and administrators import publications."))
    try:
        file = read_file(name, content, (PUBLICATIONS,))
    except ValidationError as refusal:
        return Checked(Report.of_refusal(refusal), PublicationPlan())
    sheet = file.of(PUBLICATIONS)
    findings = PublicationFindings(file.report, sheet)
    plan = _Check(findings, Rows(findings).read(sheet.entries)).plan()
    findings.tell_shared()
    return Checked(file.report.in_order([sheet.title]), plan)


class _Check:
    """Compares the rows of a file with each other and with the record."""

    def __init__(self, findings: PublicationFindings, rows: list[ReadRow]) -> None:
        self.findings, self.rows = findings, rows
        keys, facts = {row.key for row in rows}, {_facts(row.publication) for row in rows}
        self.own_hosts = own_hosts()
        with_own = any(self._is_own(row.publication.address) for row in rows)
        self.record = Recorded(keys, facts, with_own=with_own)
        self._keys: dict[uuid.UUID, int] = {}
        self._facts: dict[Facts, tuple[int, str]] = {}

    def plan(self) -> PublicationPlan:
        plan = PublicationPlan(unchanged={PUBLICATIONS.key: 0})
        for row in self.rows:
            if self._is_repeated(row):
                continue
            if self._is_recorded(row):
                plan.unchanged[PUBLICATIONS.key] += 0 if row.entry.bad else 1
            elif not row.entry.bad:
                plan.publications.append(row.publication)
        return plan

    def _is_repeated(self, row: ReadRow) -> bool:
        """Report an item that an earlier row of the file has already; note one that looks like it."""
        first = self._keys.setdefault(row.key, row.entry.row)
        if first != row.entry.row:
            column = "address" if row.publication.address else "headline"
            self.findings.refuse(row.entry, column, _("Row %(row)d has this item already.") % {"row": first})
            return True
        facts = _facts(row.publication)
        other, address = self._facts.setdefault(facts, (row.entry.row, row.publication.address))
        if other == row.entry.row:
            return False
        if not (address and row.publication.address):
            message = _("Row %(row)d has the same headline, day and unit: give both their addresses, or keep one.")
            self.findings.refuse(row.entry, "headline", message % {"row": other})
            return True
        message = _("Row %(row)d has the same headline, day and unit: make sure that this is another item.")
        self.findings.note(self.findings.sheet, row.entry, "headline", message % {"row": other})
        return False

    def _is_recorded(self, row: ReadRow) -> bool:
        """Whether the record has the item, by its key, at our own portal's address, or by its facts."""
        if held := self.record.by_key.get(row.key):
            self._compare(row, held)
            return True
        if self._is_own(row.publication.address) and (own := self.record.on_our_portal(row.publication.address)):
            self._compare_own(row, *own)
            return True
        held = self.record.by_facts.get(_facts(row.publication))
        return held is not None and self._is_same_by_facts(row, held)

    def _compare(self, row: ReadRow, held: Held) -> None:
        for column, said in differences(row.entry, row.publication, held):
            if row.entry.is_bad(column):
                continue
            message = _(
                "The record says otherwise about this item: %(said)s. It is mended by an amendment, in the book of "
                "publications, not by an import."
            )
            self.findings.refuse(row.entry, column, message % {"said": said})

    def _compare_own(self, row: ReadRow, headline: str, day: dt.date) -> None:
        """An item of our own portal is in the record since it went live."""
        if row.publication.day != day:
            message = _("Our own portal published “%(headline)s” at this address on %(day)s: leave the row out.")
            self.findings.refuse(row.entry, "address", message % {"headline": headline, "day": f"{day:%d/%m/%Y}"})

    def _is_same_by_facts(self, row: ReadRow, held: Held) -> bool:
        """Headline, day and unit are those of a publication with another key: the same item, or one that looks like it.

        Without an address on one of the two sides it is the same; so an item is not doubled by a list that has learnt
        its address since. What our own portal published on that day under that headline is the same too.
        """
        if row.publication.address and held.address and held.is_imported:
            message = _("The record has the same headline, day and unit: make sure that this is another item.")
            self.findings.note(self.findings.sheet, row.entry, "headline", message)
            return False
        if held.is_imported:
            self._compare(row, held)
        else:
            message = _("Our own portal has this item already, with the same headline, day and unit: it is left out.")
            self.findings.share(row.entry, "headline", message)
        return True

    def _is_own(self, address: str) -> bool:
        return bool(address) and normal_host(urlsplit(address).hostname or "") in self.own_hosts


def _facts(publication: OldPublication) -> Facts:
    return facts_of(tidy(publication.headline), publication.day, [unit.pk for unit in publication.units])
