"""What a person may choose in an item's form: genres and contributors. One rule for every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from cms.news.models.genres import Genre
from cms.units.models import Contributor
from cms.units.permissions import has_role, is_board

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.news.models import NewsPage


def chooses_as_board(user: User | None) -> bool:
    """Whether everything that the board chooses from is offered."""
    return user is not None and (user.is_superuser or is_board(user))


def genres_for(user: User | None, item: NewsPage) -> QuerySet[Genre]:
    """The genres that a person may choose: the offered ones and the item's own; for the board all."""
    if chooses_as_board(user):
        return Genre.objects.all()
    return Genre.objects.exclude(offered_as="") | Genre.objects.filter(pk=item.genre_id or 0)


def contributors_for(user: User | None, item: NewsPage) -> QuerySet[Contributor]:
    """The contributors whom a person may name: those of the units concerned, and who is named already."""
    named = [author.contributor_id for author in item.authors.all() if author.contributor_id]
    contributors = Contributor.objects.filter(Q(unit__in=_units(user, item), merged_into=None) | Q(pk__in=named))
    if chooses_as_board(user):
        contributors |= Contributor.objects.offered().filter(unit=None)
    return contributors


def _units(user: User | None, item: NewsPage) -> Iterable[int]:
    """The units whose contributors may be named: the item's own and those that took part.

    Who posts a new item for a unit that is not theirs gets the refused form back, without the unit's people in it.
    """
    if chooses_as_board(user):
        return [item.unit_id or 0, *(row.unit_id for row in item.participating_units.all())]
    if item.unit_id is None or user is None:
        return []
    return [item.unit_id] if item.pk or has_role(user, item.unit_id) else []
