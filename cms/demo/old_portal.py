"""What the province's old portal had published: some years of it, imported from the list that was kept beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.demo.chance import Chance
from cms.demo.facts import facts_of
from cms.demo.names import anyone
from cms.demo.people import Desk
from cms.demo.places import FORMER, PLACES, Place
from cms.demo.topics import tell, topic_for
from cms.news.models import Genre
from cms.units.imported_publications import ByLine, OldPublication, import_publications
from cms.units.models import Unit, UnitKind
from cms.vietnamese.text import slugify

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import PublicationImport

FILE = "tin-bai-trang-cu.xlsx"
_YEARS = 4
# How long before today the old portal was switched off: until then it ran beside the new one.
_SWITCHED_OFF = 75
# How likely an item is in a month, from the busiest units of a kind to the laziest.
_DILIGENCE = {
    UnitKind.DEPARTMENT: (0.85, 0.6),
    UnitKind.INTERMEDIATE: (0.98, 0.96, 0.9, 0.7),
    UnitKind.GRASSROOTS: (0.45, 0.35, 0.25, 0.12, 0.05),
}
_NEWSLESS_DAYS = {(1, 1), (9, 2), (4, 30), (5, 1)}


def import_old_items(units: dict[str, Unit], desks: list[Desk], *, by: User) -> PublicationImport:
    """Import what the old portal had of ``units`` (by their name of today), on behalf of somebody of the board."""
    known = {desk.name: desk for desk in desks}
    genres = dict(Genre.objects.values_list("code", "name"))
    living = Unit.objects.prefetch_related("versions__kind").in_bulk([unit.pk for unit in units.values()])
    rows = [
        row
        for place in [*PLACES, *FORMER]
        for row in _items_of(place, living[units[place.name].pk], known.get(place.name), genres)
    ]
    rows.sort(key=lambda row: (row.day, row.headline))
    digest = hashlib.sha256("\n".join(row.address for row in rows).encode()).hexdigest()
    return list(import_publications(rows, file_name=FILE, digest=digest, by=by))[-1][0]


def _items_of(place: Place, unit: Unit, desk: Desk | None, genres: dict[str, str]) -> Iterator[OldPublication]:
    """What a unit had on the old portal, month by month while it lived."""
    chance = Chance("old portal", place.name)
    desk = desk or Desk(unit, place.name, place.kind, place.place, place.founded, chief="đồng chí Chủ tịch công đoàn")
    likely = chance.choice(_DILIGENCE[place.kind])
    for day in _days(chance, likely):
        if unit.lives_on(day):
            yield _item(unit, desk, day, genres, chance)


def _days(chance: Chance, likely: float) -> Iterator[dt.date]:
    """The days of publication of a unit: one in most months if it is diligent, now and then a second."""
    today = timezone.localdate()
    end = today - dt.timedelta(days=_SWITCHED_OFF)
    for number in range(_YEARS * 12 + today.month):
        year, month = divmod((today.year - _YEARS) * 12 + number, 12)
        times = [likely, likely / 4]
        for day in sorted(dt.date(year, month + 1, chance.randrange(2, 29)) for p in times if chance.happens(p)):
            if day < end and (day.month, day.day) not in _NEWSLESS_DAYS:
                yield day


def _item(unit: Unit, desk: Desk, day: dt.date, genres: dict[str, str], chance: Chance) -> OldPublication:
    topic = topic_for(desk.kind, day.month, chance)
    facts = facts_of(desk, topic, day, chance) | {"unit": unit.name_on(day)}
    headline = tell(topic, facts, chance).headline[:255]
    number = chance.randrange(10_000, 99_999)
    return OldPublication(
        units=(unit,),
        headline=headline,
        day=day,
        genre_code=topic.genre or Genre.NEWS,
        genre_name=genres[topic.genre or Genre.NEWS],
        address=f"http://congdoan.sonbinh.example/tin-tuc/{slugify(headline)}-{unit.pk}-{day:%y%m%d}-{number}.html",
        bylines=(_byline(desk, chance),),
        sections=(topic.section,),
        # The royalties of the last months before the change were not paid out any more.
        was_paid=day < timezone.localdate() - dt.timedelta(days=_SWITCHED_OFF + 90),
    )


def _byline(desk: Desk, chance: Chance) -> ByLine:
    """One of the unit's contributors, or somebody whom nobody knows any more."""
    if not desk.contributors or chance.happens(0.2):
        return ByLine(str(anyone(chance)), "text")
    contributor = chance.choice(desk.contributors)
    return ByLine(chance.choice(contributor.bylines), "text", contributor_id=contributor.pk)
