"""Publications straight in the record: rows without a page, as an import leaves them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from cms.units.days import today
from cms.units.models import (
    Channel,
    Origin,
    Publication,
    PublicationByline,
    PublicationSection,
    PublicationUnit,
    Unit,
)
from cms.vietnamese.text import slugify


def publish(
    unit: Unit | None = None,
    *,
    on: dt.date | None = None,
    at: dt.datetime | None = None,
    headline: str = "Công đoàn trao quà cho đoàn viên",
    counts: bool = True,
    joint: Sequence[tuple[Unit, bool]] = (),
    origin: str = Origin.OWN,
    channel: str = Channel.PORTAL,
    genre: tuple[str, str] = ("tin", "Tin"),
    approved_on: dt.date | None = None,
    by: Sequence[tuple[str, int]] = (),
    sections: Sequence[str] = (),
    **fields: Any,
) -> Publication:
    """A publication of ``unit`` on a local day, or at a moment (today if neither is given).

    ``joint`` names further units, each with whether the item counts for it; ``by`` the by-lines with their shares.
    Other fields of ``Publication`` go by their names; a withdrawal is given its reason.
    """
    at = at or local_moment(on or today(), dt.time(9))
    key = uuid.uuid4()
    given: dict[str, Any] = {
        "item_key": key,
        "headline": headline,
        "address": f"https://congdoan.example.vn/tin/{slugify(headline)}-{key.hex[:8]}/",
        "genre_code": genre[0],
        "genre_name": genre[1],
        "channel": channel,
        "origin": origin,
        "published_at": at,
        "local_date": timezone.localdate(at),
        "unit_approved_on": approved_on or timezone.localdate(at),
        "content": {},
        "digest": "",
    }
    if fields.get("withdrawn_at"):
        given["withdrawal_reason"] = "Sai sự thật"
    publication = Publication.objects.create(**(given | fields))
    for participant, is_counted in [*([(unit, counts)] if unit else []), *joint]:
        take_part(publication, participant, counts=is_counted)
    for byline, share in by:
        PublicationByline.objects.create(publication=publication, byline=byline, role="text", share=share)
    for name in sections:
        PublicationSection.objects.create(publication=publication, name=name)
    return publication


def take_part(publication: Publication, unit: Unit, *, counts: bool = True, **fields: Any) -> PublicationUnit:
    """A unit that took part, as it was called on the day of publication."""
    version = unit.version_on(publication.local_date) or next(iter(reversed(unit.standing_versions)), None)
    given = {
        "name": unit.name_on(publication.local_date),
        "kind_code": version.kind.code if version else "",
        "kind_name": version.kind.name if version else "",
    }
    return PublicationUnit.objects.create(publication=publication, unit=unit, counts=counts, **(given | fields))


def local_moment(day: dt.date, time: dt.time = dt.time.min) -> dt.datetime:
    """A moment of a local day."""
    return dt.datetime.combine(day, time, timezone.get_default_timezone())
