"""How files of each subject are checked and entered, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.spreadsheets.checking.check import check_file
from cms.spreadsheets.entering import Entering
from cms.spreadsheets.models import Subject
from cms.spreadsheets.publications.check import check_publications
from cms.spreadsheets.publications.entering import enter_publications
from cms.spreadsheets.publications.table import PUBLICATIONS
from cms.spreadsheets.tables import TABLES, Table
from cms.units.imported_publications import may_import
from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User
    from cms.spreadsheets.checking.checked import Checked
    from cms.spreadsheets.models import ImportFile
    from cms.spreadsheets.progress import Progress


@dataclass(frozen=True)
class ImportTask:
    """The import of files of one subject. ``check`` and ``enter`` guard themselves; ``may`` is for screens.

    ``action`` is what the audit trail calls the import. ``addresses`` names the screens: of all files, of a file, of
    its import and of its removal.
    """

    tables: tuple[Table, ...]
    may: Callable[[User | AnonymousUser], bool]
    check: Callable[[str, bytes, User], Checked[Any]]
    enter: Callable[[Any, ImportFile, User], Iterator[Progress]]
    action: str
    addresses: dict[str, str]


def _addresses(beginning: str) -> dict[str, str]:
    names = ("index", "template", "upload", "file", "import", "drop")
    return {name: f"spreadsheets:{beginning}{name}" for name in names}


_TASKS = {
    Subject.REGISTER: ImportTask(
        tables=TABLES,
        may=is_administrator,
        check=lambda name, content, by: check_file(name, content, by=by),
        enter=lambda plan, file, by: Entering(plan, by).steps(),
        action="spreadsheets.import",
        addresses=_addresses(""),
    ),
    Subject.PUBLICATIONS: ImportTask(
        tables=(PUBLICATIONS,),
        may=may_import,
        check=lambda name, content, by: check_publications(name, content, by=by),
        enter=enter_publications,
        action="spreadsheets.import_publications",
        addresses=_addresses("publications_"),
    ),
}


def task_of(subject: str) -> ImportTask:
    """The import of files of a subject."""
    return _TASKS[Subject(subject)]
