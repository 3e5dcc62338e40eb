"""Whom to ring about an item: the board and the author's own unit may (the letter's form, field 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.units.models import Contributor
from cms.units.models.contributors import identity
from cms.units.permissions import is_administrator, is_board, units_of

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Contact:
    """An author as printed; ``rings`` is the key of the contributor whose number the person who asks may read."""

    byline: str
    rings: int | None


def contacts_for(user: User, item: NewsPage) -> list[Contact]:
    """The authors of an item, and whom of them a person may ring. No number is read here: that is written down."""
    authors = list(item.authors.all())
    asked = [author.contributor_id for author in authors if author.contributor_id]
    people = {pk: (person, name) for pk, person, name in _entries(asked)}
    may_ring = _may_ring(user, {person for person, _name in people.values()})
    contacts = []
    for author in authors:
        person, name = people.get(author.contributor_id, (None, ""))
        contacts.append(Contact(author.byline or name, person if person in may_ring else None))
    return contacts


def _entries(contributors: list[int]) -> list[tuple[int, int, str]]:
    """Each contributor's key, the key of the entry that stands for the person, and the name."""
    return list(Contributor.objects.filter(pk__in=contributors).values_list("pk", identity(), "full_name"))


def _may_ring(user: User, people: set[int]) -> set[int]:
    """Those of ``people`` whose number is recorded and may be read by a person (``cms.units.phones``)."""
    reachable = Contributor.objects.filter(pk__in=people, phone__isnull=False)
    if not (is_board(user) or is_administrator(user)):
        reachable = reachable.filter(unit__in=units_of(user))
    return set(reachable.values_list("pk", flat=True))
