"""Import a file of the register from the command line."""

from __future__ import annotations

from cms.spreadsheets.management.import_command import ImportCommand
from cms.spreadsheets.models import Subject


class Command(ImportCommand):
    """Units, people, roles and contributors."""

    help = "Import units, people, roles and contributors from an .xlsx or .csv on behalf of an administrator."
    subject = Subject.REGISTER
