"""Whom to ring about an item: the board and the author's own unit may (the letter's form, field 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.units.models import Contributor
from cms.units.permissions import is_board, units_of

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Contact:
    """An author as printed, with the telephone number if the person who asks may ring."""

    byline: str
    phone: str


def contacts_for(user: User, item: NewsPage) -> list[Contact]:
    """The authors of an item; the number of each only for the board and for people of the author's own unit."""
    authors = list(item.authors.all())
    contributors = Contributor.objects.in_bulk([author.contributor_id for author in authors if author.contributor_id])
    own = set() if is_board(user) else set(units_of(user).values_list("pk", flat=True))
    contacts = []
    for author in authors:
        contributor = contributors.get(author.contributor_id)
        may_ring = contributor is not None and (is_board(user) or contributor.unit_id in own)
        contacts.append(Contact(author.byline or str(contributor or ""), (contributor.phone or "") if may_ring else ""))
    return contacts
