"""A new item, before anything of it is stored."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cms.news.lists import writable_units
from cms.news.models import ItemAuthor, NewsPage
from cms.units.on_behalf import may_enter_for

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Unit


def may_begin(user: User, unit: Unit) -> bool:
    """Whether a person may begin an item of a unit: its writers, and the board for a unit that vets on paper."""
    return writes_for(user, unit) or may_enter_for(user, unit)


def writes_for(user: User, unit: Unit) -> bool:
    """Whether a person is a writer of the unit today."""
    return writable_units(user).filter(pk=unit.pk).exists()


def new_item(unit: Unit, by: User, key: uuid.UUID | None = None) -> NewsPage:
    """An empty item of a unit with its writer as the author; nothing is stored."""
    item = NewsPage(title="", unit=unit, owner=by, creation_key=key or uuid.uuid4())
    if writes_for(by, unit):
        item.authors.add(author_of(by))
    return item


def author_of(user: User) -> ItemAuthor:
    """A person as an author, under the first of their names."""
    contributor = getattr(user, "contributor", None)
    return ItemAuthor(contributor=contributor, byline=contributor.bylines[0] if contributor else str(user))
