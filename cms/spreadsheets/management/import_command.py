"""What the commands that import a file have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.spreadsheets.checking.checked import Checked
from cms.spreadsheets.importing import import_file
from cms.spreadsheets.problems import Problem
from cms.spreadsheets.subjects import task_of
from cms.spreadsheets.uploads import drop, take_in


class ImportCommand(BaseCommand):
    """Check a file, then import it as a whole or not at all."""

    subject: str

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="SHORTNAME", help="Who imports.")
        parser.add_argument("--dry-run", action="store_true", help="Check only.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        by = User.objects.by_identifier(options["by"])
        if by is None:
            raise CommandError(_("Nobody has this short name."))
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(_("The file cannot be opened: %(error)s") % {"error": error.strerror}) from error
        try:
            self._check(task_of(self.subject).check(path.name, content, by))
            if not options["dry_run"]:
                self._import(path.name, content, by)
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from refusal

    def _check(self, checked: Checked[Any]) -> None:
        for note in checked.report.notes:
            self.stdout.write(self._line(note))
        for problem in checked.report.problems:
            self.stderr.write(self._line(problem))
        if not checked.is_good:
            count = len(checked.report.problems)
            raise CommandError(_("%(count)d problems; nothing was imported.") % {"count": count})
        for table in task_of(self.subject).tables:
            counts = {"new": checked.plan.new()[table.key], "same": checked.plan.unchanged.get(table.key, 0)}
            self.stdout.write(f"{table.title}: " + _("%(new)d new, %(same)d as before") % counts)

    def _line(self, problem: Problem) -> str:
        place = [problem.sheet, _("row %(row)d") % {"row": problem.row} if problem.row else "", problem.column]
        return ": ".join([", ".join(part for part in place if part), problem.message])

    def _import(self, name: str, content: bytes, by: User) -> None:
        file = take_in(name, content, by=by, subject=self.subject)
        try:
            for progress in import_file(file, digest=file.digest, by=by):
                self.stdout.write(f"\r{progress.done}/{progress.total}", ending="")
        except ValidationError as refusal:
            drop(file, by=by)
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write("\n" + _("Imported."))
