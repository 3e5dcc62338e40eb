"""Taking a file in for an import, and letting go of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cms.audit.trail import record
from cms.spreadsheets.checking.check import digest_of
from cms.spreadsheets.models import ImportFile, Subject
from cms.spreadsheets.subjects import task_of

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def take_in(name: str, content: bytes, *, by: User, subject: str = Subject.REGISTER) -> ImportFile:
    """Check a file and keep it, encrypted, for the import; nothing of it is written anywhere else.

    Raises PermissionDenied unless ``by`` may import what ``subject`` names. Earlier files of the same person about the
    same that wait are dropped.
    """
    checked = task_of(subject).check(name, content, by)
    for earlier in ImportFile.objects.select_for_update().waiting().filter(uploaded_by=by, subject=subject):
        _let_go(earlier)
    file = ImportFile(name=name[-255:], digest=digest_of(content), uploaded_by=by, subject=subject)
    file.content = content
    file.keep_findings(checked)
    file.save()
    counts = {"problems": len(checked.report.problems), **checked.plan.new()}
    record("spreadsheets.check", file, by=by, data=counts | {"digest": file.digest})
    return file


@transaction.atomic
def drop(file: ImportFile, *, by: User) -> None:
    """Let go of one's own file that waits; of one that is imported or dropped already there is nothing left."""
    for held in ImportFile.objects.select_for_update().waiting().filter(pk=file.pk, uploaded_by=by):
        _let_go(held)


def drop_stale(at: dt.datetime) -> int:
    """Let go of files that have waited too long at a moment (UTC); tells how many."""
    stale = list(ImportFile.objects.select_for_update().stale(at))
    for file in stale:
        _let_go(file)
    return len(stale)


def _let_go(file: ImportFile) -> None:
    file.dropped_at = timezone.now()
    file.forget()
    file.save(update_fields=["dropped_at", "packed", "findings"])
