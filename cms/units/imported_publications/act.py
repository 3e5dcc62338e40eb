"""The act: publications of the old portal come into the record, all of a file or none."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.models import Publication, PublicationByline, PublicationImport, PublicationSection, PublicationUnit
from cms.units.roles import is_administrator, is_board

from .rows import OldPublication, nearest_version

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from cms.accounts.models import User

# Publications entered between two tellings of the progress.
BATCH = 250


def may_import(user: User | AnonymousUser) -> bool:
    """Whether a person enters publications of the old portal: the board, which keeps the record, and administrators."""
    return is_board(user) or is_administrator(user)


def import_publications(
    rows: Sequence[OldPublication], *, file_name: str, digest: str, by: User
) -> Iterator[tuple[PublicationImport, int]]:
    """Enter publications of the old portal, telling after each batch how many are entered.

    They count from then on like any other. In one transaction: whoever stops listening before the end undoes it.

    Raises ``PermissionDenied`` unless ``by`` may import; ``ValidationError`` for a row that cannot be;
    ``IntegrityError`` if one of them is in the record already: the key's constraint keeps it once.
    """
    if not may_import(by):
        raise PermissionDenied(_("Only the editorial board and administrators import publications."))
    for row in rows:
        row.guard()
    with transaction.atomic():
        source = PublicationImport.objects.create(file_name=file_name[-255:], digest=digest, by=by)
        done = 0
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            _enter(batch, source)
            done += len(batch)
            yield source, done
        record("units.import_publications", source, by=by, data={"publications": done, "digest": digest})


def _enter(batch: Sequence[OldPublication], source: PublicationImport) -> None:
    publications = Publication.objects.bulk_create([_publication(row, source) for row in batch])
    pairs = list(zip(publications, batch, strict=True))
    PublicationUnit.objects.bulk_create(itertools.chain.from_iterable(_units(*pair) for pair in pairs))
    PublicationByline.objects.bulk_create(itertools.chain.from_iterable(_bylines(*pair) for pair in pairs))
    PublicationSection.objects.bulk_create(
        PublicationSection(publication=publication, name=name)
        for publication, row in pairs
        for name in dict.fromkeys(row.sections)
    )


def _publication(row: OldPublication, source: PublicationImport) -> Publication:
    # An old list knows the day, not the minute, and nothing of the unit's approval: that counts as of the same day.
    midnight = timezone.make_aware(dt.datetime.combine(row.day, dt.time.min))
    return Publication(
        item_key=row.key,
        headline=row.headline,
        address=row.address,
        genre_code=row.genre_code,
        genre_name=row.genre_name,
        published_at=midnight,
        local_date=row.day,
        unit_approved_on=row.day,
        imported_by=source,
        was_paid=row.was_paid,
        content={},
        digest="",
    )


def _units(publication: Publication, row: OldPublication) -> Iterator[PublicationUnit]:
    for unit in row.units:
        version = nearest_version(unit, row.day)
        yield PublicationUnit(
            publication=publication,
            unit=unit,
            name=version.name if version else "",
            kind_code=version.kind.code if version else "",
            kind_name=version.kind.name if version else "",
        )


def _bylines(publication: Publication, row: OldPublication) -> Iterator[PublicationByline]:
    for line in row.bylines:
        yield PublicationByline(
            publication=publication,
            contributor_id=line.contributor_id,
            byline=line.text,
            role=line.role,
            share=line.share,
        )
