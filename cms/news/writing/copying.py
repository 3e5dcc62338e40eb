"""*Sao chép tin cũ*: the text of an old item as the start of a new one."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.news.models import Genre, ItemAuthor, NewsPage
from cms.news.refusals import ActRefused
from cms.news.writing.offers import contributors_for, genres_for
from cms.news.writing.opening import author_of, writes_for
from cms.news.writing.parts import raw_blocks
from cms.units.models import UnitPage

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.writing.text import RawBlock

# Photos, and what stands with them, belong to their own event.
_COPIED = {"text", "table", "quotation"}


@transaction.atomic
def copy_item(page: NewsPage, *, by: User, key: uuid.UUID | None = None) -> NewsPage:
    """A new draft with headline, text, genre and authors of an item; ``key`` asked for twice gives the same draft.

    Photos are not copied: each item has its own. Raises ``ActRefused`` unless the person writes for the item's unit.
    """
    if not writes_for(by, page.unit):
        raise ActRefused(_("Only an item of a unit for which you write can be taken as a start."))
    parent = UnitPage.objects.select_for_update().get(unit=page.unit)
    earlier = NewsPage.objects.filter(creation_key=key).first() if key else None
    if earlier is not None:
        return _same(earlier, page, by)
    old = page.latest
    copy = NewsPage(title=old.title, unit=page.unit, owner=by, creation_key=key or uuid.uuid4())
    copy.body = [_without_id(block) for block in raw_blocks(old.body) if block["type"] in _COPIED]
    copy.genre = genres_for(by, copy).filter(pk=old.genre_id or 0).first() or Genre.objects.get(code=Genre.NEWS)
    copy.authors = _authors(old, by) or [author_of(by)]
    parent.add_child(instance=copy)
    copy.save_revision(user=by, clean=False)
    record("wagtail.create", copy, by=by)
    return NewsPage.objects.get(pk=copy.pk)


def _same(earlier: NewsPage, page: NewsPage, by: User) -> NewsPage:
    if earlier.owner_id != by.pk or earlier.unit_id != page.unit_id:
        raise ActRefused(_("The item could not be copied: open the list again and try once more."))
    return earlier


def _authors(old: NewsPage, by: User) -> list[ItemAuthor]:
    """The authors who may still be named; an entry of somebody entered twice leads to the one that stands for them."""
    offered = {contributor.pk: contributor for contributor in contributors_for(by, NewsPage(unit=old.unit))}
    authors: list[ItemAuthor] = []
    for author in old.authors.all():
        person = author.contributor.person if author.contributor else None
        contributor = offered.get(person.pk) if person else None
        authors.append(
            ItemAuthor(
                contributor=contributor,
                byline=author.byline,
                role=author.role,
                share=author.share,
                sort_order=len(authors),
            )
        )
    return authors


def _without_id(block: RawBlock) -> RawBlock:
    return {name: value for name, value in block.items() if name != "id"}
