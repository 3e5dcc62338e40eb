"""What an administrator does with a file: look at what is wrong, import it."""

from __future__ import annotations

from cms.accounts.models import User
from cms.spreadsheets.checking.check import check_file
from cms.spreadsheets.importing import import_file
from cms.spreadsheets.models import ImportFile
from cms.spreadsheets.uploads import take_in


def problems(content: bytes, *, by: User, name: str = "so.xlsx") -> list[tuple[str, int, str]]:
    """Sheet, row and column of every problem."""
    return [(found.sheet, found.row, found.column) for found in check_file(name, content, by=by).report.problems]


def messages(content: bytes, *, by: User, name: str = "so.xlsx") -> list[str]:
    return [found.message for found in check_file(name, content, by=by).report.problems]


def imported(content: bytes, *, by: User, name: str = "so.xlsx") -> ImportFile:
    """Check and import a file; raises what the import raises."""
    file = take_in(name, content, by=by)
    assert not file.report.problems, file.report.problems[:5]
    for _progress in import_file(file, digest=file.digest, by=by):
        pass
    file.refresh_from_db()
    return file
