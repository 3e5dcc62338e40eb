"""Import publications of the old portal from the command line."""

from __future__ import annotations

from cms.spreadsheets.management.import_command import ImportCommand
from cms.spreadsheets.models import Subject


class Command(ImportCommand):
    """What the old portal published."""

    help = "Import publications of the old portal from an .xlsx or .csv on behalf of the board or an administrator."
    subject = Subject.PUBLICATIONS
