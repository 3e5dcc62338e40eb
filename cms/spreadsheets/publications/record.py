"""What the publication record has already that a file may repeat: read in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.models import Site

from cms.spreadsheets.spelling import tidy, word_key
from cms.units.imported_publications import normal_address
from cms.units.imported_publications.addresses import normal_host
from cms.units.imported_publications.keys import facts_of
from cms.units.models import Publication, PublicationByline, PublicationSection, PublicationUnit

# A by-line as it is compared: name, role, share.
Line = tuple[str, str, int]
Facts = tuple[str, dt.date, tuple[int, ...]]


@dataclass(eq=False)
class Held:
    """A publication of the record. Units and by-lines: as they were entered, and as they hold after amendments."""

    pk: int
    key: uuid.UUID
    headline: str
    day: dt.date
    address: str
    is_imported: bool
    was_paid: bool | None
    genre_code: str
    genre_name: str
    units: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))
    bylines: tuple[set[Line], set[Line]] = field(default_factory=lambda: (set(), set()))
    sections: set[str] = field(default_factory=set)

    @property
    def facts(self) -> list[Facts]:
        """What tells it from others without an address."""
        return [facts_of(tidy(self.headline), self.day, units) for units in self.units]


class Recorded:
    """The publications of the days of a file, and those with its keys on whatever day.

    By-lines and sections are read of those alone that have a key or the facts of one of its rows.
    """

    def __init__(self, keys: Collection[uuid.UUID], facts: Collection[Facts], *, with_own: bool) -> None:
        in_question = Q(item_key__in=keys)
        if facts:
            days = [day for _headline, day, _units in facts]
            in_question |= Q(local_date__range=(min(days), max(days)))
        fields = (
            "pk", "item_key", "headline", "local_date", "address", "imported_by", "was_paid", "genre_code", "genre_name"
        )  # fmt: skip
        self._held = {row[0]: _held(row) for row in Publication.objects.filter(in_question).values_list(*fields)}
        for pk, unit, is_first, superseded in _rows(PublicationUnit, in_question, "unit"):
            _add(self._held[pk].units, unit, is_first, superseded)
        self.by_key = {held.key: held for held in self._held.values()}
        self.by_facts = {facts: held for held in self._held.values() for facts in held.facts}
        known = {held.pk for held in self._held.values() if held.key in keys or any(f in facts for f in held.facts)}
        self._add_details(Q(pk__in=known))
        self._own = _own_addresses() if with_own else {}

    def _add_details(self, same: Q) -> None:
        for pk, byline, role, share, is_first, superseded in _rows(PublicationByline, same, "byline", "role", "share"):
            _add(self._held[pk].bylines, (tidy(byline).casefold(), role, share), is_first, superseded)
        sections = PublicationSection.objects.filter(_within(same))
        for pk, name in sections.values_list("publication", "name"):
            self._held[pk].sections.add(word_key(name))

    def on_our_portal(self, address: str) -> tuple[str, dt.date] | None:
        """Headline and local day of our own portal's item at an address."""
        return self._own.get(normal_address(address))


def own_hosts() -> set[str]:
    """The hosts of our own portal, as they are compared."""
    hosts = set(Site.objects.values_list("hostname", flat=True)) | {urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}
    return {normal_host(host) for host in hosts if host}


def _held(row: tuple[Any, ...]) -> Held:
    pk, key, headline, day, address, imported_by, was_paid, genre_code, genre_name = row
    return Held(pk, key, headline, day, address, imported_by is not None, was_paid, genre_code, genre_name)


def _within(condition: Q) -> Q:
    """The condition on publications, asked of the rows that belong to them."""
    return Q(publication__in=Publication.objects.filter(condition))


def _rows(model: Any, condition: Q, *fields: str) -> Iterable[tuple[Any, ...]]:
    """The fields of rows, whether each was entered first, and whether an amendment has superseded it."""
    rows = model.objects.filter(_within(condition)).values_list("publication", *fields, "amendment", "superseded_by")
    return ((*row[:-2], row[-2] is None, row[-1] is not None) for row in rows)


def _add(places: tuple[set[Any], set[Any]], value: Any, is_first: bool, superseded: bool) -> None:
    first, holding = places
    if is_first:
        first.add(value)
    if not superseded:
        holding.add(value)


def _own_addresses() -> dict[str, tuple[str, dt.date]]:
    """The items of our own portal by their address, for every host that leads to it."""
    found: dict[str, tuple[str, dt.date]] = {}
    hosts = own_hosts()
    rows = Publication.objects.filter(imported_by=None).values_list("address", "headline", "local_date")
    for address, headline, day in rows.iterator():
        path = urlsplit(address).path
        for host in hosts:
            found[f"{host}{_normal_path(path)}"] = (headline, day)
    return found


def _normal_path(path: str) -> str:
    """A path on our own portal as it is compared."""
    try:
        return normal_address(f"http://example.vn/{path.lstrip('/')}").removeprefix("example.vn")
    except ValidationError:
        return path
