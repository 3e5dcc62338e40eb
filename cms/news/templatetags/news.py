"""What public templates show of news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Paginator

from cms.news.blocks import placed_photos
from cms.news.models import Release

if TYPE_CHECKING:
    from django.core.paginator import Page as PaginatedPage
    from wagtail.blocks import StructValue

    from cms.news.models import ItemPhoto, NewsPage, SectionPage
    from cms.units.models import Unit

register = template.Library()

PER_PAGE = 20


@register.simple_tag(takes_context=True)
def unit_releases(context: dict[str, Any], unit: Unit) -> PaginatedPage:
    """The page of a unit's published items that the request asks for, newest first."""
    return _paginated(context, Release.objects.public().filter(unit=unit))


@register.simple_tag(takes_context=True)
def section_releases(context: dict[str, Any], section: SectionPage) -> PaginatedPage:
    """The page of a section's published items that the request asks for, newest first."""
    return _paginated(context, Release.objects.public().filter(sections=section.pk))


def _paginated(context: dict[str, Any], releases: Any) -> PaginatedPage:
    request = context.get("request")
    number = request.GET.get("p") if request else None
    return Paginator(releases.newest_first().cards(), PER_PAGE).get_page(number)


@register.simple_tag
def unplaced_photos(item: NewsPage) -> list[ItemPhoto]:
    """The photos of the item's list that the text does not place, in order, but for the main one."""
    placed = {value["photo"].pk for value in placed_photos(item.body) if value.get("photo")}
    listed = list(item.photos.all())
    return [use for use in listed[1:] if use.photo_id not in placed]


@register.simple_tag
def main_photo(item: NewsPage) -> ItemPhoto | None:
    """The item's main photo: the first of its list, unless the text places it."""
    placed = {value["photo"].pk for value in placed_photos(item.body) if value.get("photo")}
    first = next(iter(item.photos.all()), None)
    return first if first is not None and first.photo_id not in placed else None


@register.simple_tag(takes_context=True)
def placed_caption(context: dict[str, Any], value: StructValue) -> dict[str, str]:
    """The caption and alternative text of a placed photo: its own, or those of the item's list."""
    item = context.get("page")
    listed = {use.photo_id: use for use in item.photos.all()} if item is not None else {}
    use = listed.get(value["photo"].pk) if value.get("photo") else None
    caption = (value.get("caption") or "").strip() or (use.caption if use else "")
    alt_text = (value.get("alt_text") or "").strip() or (use.alt_text if use else "") or caption
    return {"caption": caption, "alt_text": alt_text, "credit": use.credit if use else ""}
