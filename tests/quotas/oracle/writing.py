"""A made-up year written into the tables, row by row."""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from cms.accounts.models import User
from cms.quotas.models import QuotaRule
from cms.units.models import (
    Publication,
    PublicationAmendment,
    PublicationImport,
    PublicationUnit,
    Unit,
    UnitKind,
    UnitVersion,
)

from .years import KINDS, Item, MadeYear, Part, Version

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def write_year(made: MadeYear) -> list[Unit]:
    """The units of a made-up year, with all that happens in it; no rule holds but its own."""
    kinds = list(UnitKind.objects.exclude(code=UnitKind.BOARD).order_by("pk")[:KINDS])
    _write_rules(made, kinds)
    units = [Unit.objects.create(slug=f"don-vi-{number}") for number in range(len(made.units))]
    for unit, versions in zip(units, made.units, strict=True):
        rows = [_version(unit, version, kinds, units) for version in versions]
        UnitVersion.objects.bulk_create(rows)
    _write_items(made, units)
    return units


def _write_rules(made: MadeYear, kinds: list[UnitKind]) -> None:
    QuerySet(QuotaRule).delete()
    for rule in made.rules:
        QuotaRule.objects.create(
            kind=kinds[rule.kind],
            valid_from=rule.first,
            valid_to=rule.end,
            min_size=rule.sizes[0],
            max_size=rule.sizes[1],
            period=rule.period,
            per_period=rule.per_period,
            per_year=rule.per_year,
            counting_day="approval" if rule.by_approval else "publication",
            letter="Công văn số 1/LĐLĐ",
            superseded_at=timezone.now() if rule.superseded else None,
            superseded_reason="Nhập nhầm" if rule.superseded else "",
        )


def _version(unit: Unit, version: Version, kinds: list[UnitKind], units: list[Unit]) -> UnitVersion:
    return UnitVersion(
        unit=unit,
        name=unit.slug,
        kind=kinds[version.kind],
        size=version.size,
        parent=None if version.parent is None else units[version.parent],
        valid_from=version.first,
        valid_to=version.end,
        superseded_at=timezone.now() if version.superseded else None,
    )


def _write_items(made: MadeYear, units: list[Unit]) -> None:
    user = User.objects.create(username="nguoi-sua")
    source = PublicationImport.objects.create(file_name="cu.xlsx", digest="0" * 64)
    items = [(_publication(number, item, user, source), item) for number, item in enumerate(made.items)]
    Publication.objects.bulk_create([publication for publication, _item in items])
    for publication, item in items:
        amendment = None
        if item.amended is not None:
            amendment = PublicationAmendment.objects.create(publication=publication, reason="Sai đơn vị", by=user)
        rows = [_part(publication, part, units, superseded_by=amendment) for part in item.parts]
        rows += [_part(publication, part, units, amendment=amendment) for part in item.amended or ()]
        PublicationUnit.objects.bulk_create(rows)


def _publication(number: int, item: Item, user: User, source: PublicationImport) -> Publication:
    now = dt.datetime.now(dt.UTC)
    at = dt.datetime.combine(item.day, item.time, LOCAL)
    publication = Publication(
        item_key=uuid.UUID(int=number + 1),
        headline=f"Tin {number}",
        address=f"/tin-{number}/",
        genre_code="tin",
        genre_name="Tin",
        published_at=at,
        local_date=timezone.localdate(at),
        unit_approved_on=item.day - dt.timedelta(days=item.approved_before),
        content={},
        origin="reposted" if item.fate == "reposted" else "own",
        channel="facebook_group" if item.fate == "group" else "portal",
        imported_by=source if item.fate == "imported" else None,
    )
    if "hidden" in item.fate:
        publication.hidden_at, publication.hidden_by = now, user
    if "withdrawn" in item.fate:
        publication.withdrawn_at, publication.withdrawn_by, publication.withdrawal_reason = now, user, "Sai sự thật"
    return publication


def _part(publication: Publication, part: Part, units: list[Unit], **fields: object) -> PublicationUnit:
    return PublicationUnit(publication=publication, unit=units[part.unit], counts=part.counts, **fields)
