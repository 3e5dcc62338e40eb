"""The import of a file that was checked: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.audit.trail import record
from cms.spreadsheets.checking.check import digest_of
from cms.spreadsheets.models import ImportFile
from cms.spreadsheets.progress import Progress
from cms.spreadsheets.subjects import task_of


def import_file(file: ImportFile, *, digest: str, by: User) -> Iterator[Progress]:
    """Import a file, telling the progress on the way; what was imported stands in ``file.outcome`` afterwards.

    ``digest`` is that of the file whose check ``by`` has seen. Whoever stops listening before the end stops the
    import, and nothing of it is kept. The file is checked again first: the register may have changed.

    Raises PermissionDenied unless ``by`` may import such files and has uploaded the file; ValidationError if it is
    another file than the one that was checked, if it is gone, or if there are problems (which the file then shows).
    """
    try:
        with _one_transaction():
            yield from _import(file, digest, by)
    except _ProblemsFound as found:
        ImportFile.objects.filter(pk=found.file.pk).update(findings=found.file.findings, outcome=found.file.outcome)
        raise ValidationError(
            _("Something has changed since the check: look at the problems below. Nothing was imported.")
        ) from None


class _ProblemsFound(Exception):  # noqa: N818
    """Ends the transaction of an import whose second check found problems."""

    def __init__(self, file: ImportFile) -> None:
        super().__init__()
        self.file = file


@contextmanager
def _one_transaction() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise ValidationError(
            _("Somebody else has changed the same at this moment: try again. Nothing was imported.")
        ) from None


def _import(file: ImportFile, digest: str, by: User) -> Iterator[Progress]:
    held = ImportFile.objects.select_for_update().get(pk=file.pk)
    # Read anew: who has lost the role since the request began imports nothing.
    by = User.objects.get(pk=by.pk)
    content = _guarded_content(held, digest, by)
    task = task_of(held.subject)
    checked = task.check(held.name, content, by)
    held.keep_findings(checked)
    if not checked.is_good:
        raise _ProblemsFound(held)
    yield from task.enter(checked.plan, held, by)
    held.imported_at = timezone.now()
    held.forget()
    held.save()
    record(task.action, held, by=by, data={"digest": held.digest, **checked.plan.new()})
    file.__dict__.update(held.__dict__)


def _guarded_content(held: ImportFile, digest: str, by: User) -> bytes:
    if held.uploaded_by_id != by.pk:
        raise PermissionDenied(_("Who has uploaded a file imports it."))
    if not held.is_waiting:
        raise ValidationError(_("This file is imported or dropped already: upload it again to check it anew."))
    content = held.content
    if not digest == held.digest == digest_of(content):
        raise ValidationError(_("This is another file than the one that was checked: check it first."))
    return content
