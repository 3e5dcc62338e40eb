"""A province as large as they come: its units through time and five years of publications, the same in every run."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator

from django.utils import timezone

from cms.units.models import Origin, Publication, PublicationUnit, Unit, UnitKind, UnitVersion

FIRST_YEAR, YEARS = 2021, 5
FOUNDED = dt.date(2015, 1, 1)
KINDS = [UnitKind.DEPARTMENT] * 1 + [UnitKind.INTERMEDIATE] * 9 + [UnitKind.GRASSROOTS] * 90
BATCH = 2_000
CONTENT = {"body": [{"type": "text", "value": "<p>" + "Công đoàn cơ sở trao quà cho đoàn viên. " * 40 + "</p>"}]}


class Province:
    """Makes units and publications in bulk; equal numbers make an equal province."""

    def __init__(self, units: int, publications: int) -> None:
        self._random = random.Random(20_240_101)  # noqa: S311
        self._kinds = {kind.code: kind for kind in UnitKind.objects.all()}
        self._units = units
        self._publications = publications

    def build(self) -> None:
        """Write everything; a quarter of the units change within the years, some of them end."""
        slugs = [Unit(slug=f"don-vi-{number}") for number in range(self._units)]
        units = Unit.objects.bulk_create(slugs, batch_size=BATCH)
        UnitVersion.objects.bulk_create([row for unit in units for row in self._versions(unit)], batch_size=BATCH)
        for start in range(0, self._publications, BATCH):
            made = [self._publication(number) for number in range(start, min(start + BATCH, self._publications))]
            Publication.objects.bulk_create(made)
            PublicationUnit.objects.bulk_create([row for each in made for row in self._parts(each, units)])

    def _versions(self, unit: Unit) -> Iterator[UnitVersion]:
        kind = self._kinds[self._random.choice(KINDS)]
        size = self._random.choice([None, self._random.randint(5, 900)])
        first, until = FOUNDED, None
        if self._random.random() < 0.25:
            until = self._day()
            yield UnitVersion(unit=unit, name=unit.slug, kind=kind, size=size, valid_from=first, valid_to=until)
            first, size = until, self._random.randint(5, 900)
        ends = self._random.random() < 0.1
        last = max(first, self._day()) + dt.timedelta(days=1) if ends else None
        yield UnitVersion(unit=unit, name=unit.slug, kind=kind, size=size, valid_from=first, valid_to=last)

    def _day(self) -> dt.date:
        return dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=self._random.randrange(365 * YEARS))

    def _publication(self, number: int) -> Publication:
        day = self._day()
        at = dt.datetime.combine(day, dt.time(self._random.randrange(24)), timezone.get_default_timezone())
        return Publication(
            item_key=uuid.UUID(int=number + 1),
            headline=f"Tin số {number}",
            address=f"/tin-so-{number}/",
            genre_code="tin",
            genre_name="Tin",
            origin=Origin.REPOSTED if self._random.random() < 0.03 else Origin.OWN,
            published_at=at,
            local_date=day,
            unit_approved_on=day - dt.timedelta(days=self._random.randrange(12)),
            withdrawn_at=at if self._random.random() < 0.01 else None,
            withdrawal_reason="Sai sự thật",
            content=CONTENT,
        )

    def _parts(self, publication: Publication, units: list[Unit]) -> Iterator[PublicationUnit]:
        for unit in self._random.sample(units, 2 if self._random.random() < 0.1 else 1):
            yield PublicationUnit(publication=publication, unit=unit, counts=self._random.random() < 0.97)
