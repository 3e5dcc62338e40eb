"""Items that go with their people to another unit, when their own was merged, divided or dissolved.

The one lawful way in which an item changes its unit. Nothing is vetted by it: the unit belongs to the content, so
that its change is an edit without a person, which every approval before it does not cover.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.news.refusals import ActRefused
from cms.photos.models import Photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.news.models import NewsPage
    from cms.units.models import Unit

_on_its_way: ContextVar[int | None] = ContextVar("news_item_on_its_way", default=None)


def is_on_its_way(pk: int) -> bool:
    """Whether the item with this key is being moved by ``relocate``: the only move of an item that is allowed."""
    return _on_its_way.get() == pk


@contextmanager
def _moving(pk: int) -> Iterator[None]:
    token = _on_its_way.set(pk)
    try:
        yield
    finally:
        _on_its_way.reset(token)


@transaction.atomic
def relocate(page: NewsPage, unit: Unit) -> NewsPage:
    """Put an unpublished item that nobody is deciding about below another unit's page, as that unit's own.

    Raises ``ActRefused`` for an item that was published or is being decided about: it stays with its unit.
    """
    model = type(page)
    page = model.objects.select_for_update().get(pk=page.pk)
    if not page.may_change_its_unit:
        raise ActRefused(_("An item of news stays with the unit that wrote it."))
    before = page.unit_id
    slug = _free_slug(page.slug, unit.page)
    model.objects.filter(pk=page.pk).update(unit=unit)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page = model.objects.get(pk=page.pk)
    with _moving(page.pk):
        page.move(unit.page, pos="last-child")
    # Nobody knows the address of what was never published: one that led on would tell of it.
    Redirect.objects.filter(redirect_page=page.pk).delete()
    page = model.objects.get(pk=page.pk)
    if page.latest_revision is not None:
        latest = page.latest
        latest.slug = slug
        latest.save_revision(user=None, clean=False)
    _bring_photos(page, before, unit)
    return model.objects.get(pk=page.pk)


def _free_slug(slug: str, parent: Page) -> str:
    """``slug``, numbered if a page below ``parent`` has it already."""
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    candidates = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _bring_photos(page: NewsPage, before: int, unit: Unit) -> None:
    """The item's photos that were its former unit's go with it, so that the people of the new one see them."""
    Photo.objects.filter(pk__in=page.latest.photo_ids, unit=before).update(unit=unit)
