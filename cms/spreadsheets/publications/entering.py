"""Writing a plan of publications into the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cms.spreadsheets.progress import Progress
from cms.units.imported_publications import import_publications

from .table import PUBLICATIONS

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.spreadsheets.models import ImportFile

    from .plan import PublicationPlan


def enter_publications(plan: PublicationPlan, file: ImportFile, by: User) -> Iterator[Progress]:
    """Enter a plan on behalf of somebody of the board or an administrator, by the act whose rules stand there."""
    total = len(plan.publications)
    yield Progress(PUBLICATIONS, 0, total)
    if not total:
        return
    for _source, done in import_publications(plan.publications, file_name=file.name, digest=file.digest, by=by):
        yield Progress(PUBLICATIONS, done, total)
