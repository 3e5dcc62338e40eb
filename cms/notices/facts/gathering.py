"""Gathering what a notice says from the publication record, with a constant number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from wagtail.models import Site

from cms.notices.facts.listed import listed, reposted
from cms.notices.facts.people import Credit, author_names, person_lines, persons_in
from cms.notices.facts.shape import Facts, Item, Mended, Totals, UnitLine
from cms.units.models import PublicationByline, PublicationSection, PublicationUnit, UnitKind
from cms.units.models.contributors import identity
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.notices.quarters import Quarter
    from cms.units.models.publications import PublicationQuerySet


class Part(NamedTuple):
    """That a unit took part in an item."""

    unit: int
    name: str
    kind_code: str
    kind: str


def gather(
    quarter: Quarter, channels: Collection[str], *, before: Totals | None = None, mended: Mended | None = None
) -> Facts:
    """The facts of a quarter as the record has them now.

    ``before`` is what the quarter before had, counted from the record if nothing is given.
    """
    publications = listed(quarter, channels)
    parts, bylines = _parts(publications), _credits(publications)
    items = _items(publications, parts, bylines)
    return Facts(
        year=quarter.year,
        quarter=quarter.number,
        site=_site(),
        channels=sorted(channels),
        items=[item for _pk, item in items],
        units=_unit_lines([pk for pk, _item in items], parts),
        people=person_lines([pk for pk, _item in items], parts, bylines),
        totals=_totals(publications, parts, bylines),
        before=before or totals_of(quarter.before, channels),
        by_channel=dict(sorted(Counter(item.channel for _pk, item in items).items())),
        reposted=reposted(quarter, channels).count(),
        mended=mended,
    )


def totals_of(quarter: Quarter, channels: Collection[str]) -> Totals:
    """What the record has of a quarter now: items, units and people, each once."""
    publications = listed(quarter, channels)
    return _totals(publications, _parts(publications), _credits(publications))


def _site() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else ""


def _parts(publications: PublicationQuerySet) -> dict[int, list[Part]]:
    """The units of each publication, the one that sent it first."""
    rows = PublicationUnit.objects.holding().filter(publication__in=publications.order_by()).order_by("pk")
    found: dict[int, list[Part]] = defaultdict(list)
    for pk, unit, name, code, kind in rows.values_list("publication", "unit", "name", "kind_code", "kind_name"):
        found[pk].append(Part(unit, name, code, kind))
    return found


def _credits(publications: PublicationQuerySet) -> dict[int, list[Credit]]:
    """The by-lines of each publication as printed, with the person behind each where one is known."""
    rows = PublicationByline.objects.holding().filter(publication__in=publications.order_by()).order_by("pk")
    found: dict[int, list[Credit]] = defaultdict(list)
    named = rows.annotate(person=identity("contributor__")).values_list("publication", "person", "byline", "role")
    for pk, *credit in named:
        found[pk].append(Credit(*credit))
    return found


def _items(
    publications: PublicationQuerySet, parts: dict[int, list[Part]], bylines: dict[int, list[Credit]]
) -> list[tuple[int, Item]]:
    sections: dict[int, list[str]] = defaultdict(list)
    of_listed = PublicationSection.objects.filter(publication__in=publications.order_by()).order_by("pk")
    for pk, name in of_listed.values_list("publication", "name"):
        sections[pk].append(name)
    rows = publications.order_by("published_at", "pk").values_list(
        "pk", "item_key", "headline", "local_date", "address", "channel", "genre_name"
    )
    return [
        (
            pk,
            Item(
                key=str(key),
                headline=headline,
                day=day.isoformat(),
                address=address,
                channel=channel,
                genre=genre,
                sections=sections[pk],
                units=[part.name for part in parts.get(pk, [])],
                authors=author_names(bylines.get(pk, [])),
            ),
        )
        for pk, key, headline, day, address, channel, genre in rows
    ]


def _unit_lines(order: list[int], parts: dict[int, list[Part]]) -> list[UnitLine]:
    """A line for each unit: by kind, then the most items first, then by name."""
    kinds = {code: place for place, code in enumerate(UnitKind.objects.values_list("code", flat=True))}
    places: dict[int, list[int]] = defaultdict(list)
    latest: dict[int, Part] = {}
    for place, pk in enumerate(order):
        for part in parts.get(pk, []):
            places[part.unit].append(place)
            latest[part.unit] = part

    def rank(unit: int) -> tuple[int, str, int, str, str]:
        part = latest[unit]
        return kinds.get(part.kind_code, len(kinds)), part.kind, -len(places[unit]), fold(part.name), part.name

    return [UnitLine(unit, latest[unit].name, latest[unit].kind, places[unit]) for unit in sorted(places, key=rank)]


def _totals(
    publications: PublicationQuerySet, parts: dict[int, list[Part]], bylines: dict[int, list[Credit]]
) -> Totals:
    units = {part.unit for rows in parts.values() for part in rows}
    return Totals(items=publications.count(), units=len(units), people=len(persons_in(parts, bylines)))
