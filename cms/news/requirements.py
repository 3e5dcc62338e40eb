"""What an item must have before it is submitted: the letter's rules, and what its genre asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.news.blocks import placed_photos
from cms.news.refusals import Missing
from cms.news.writing.headline import is_headline
from cms.units.models import Origin
from cms.vietnamese.text import is_blank

if TYPE_CHECKING:
    from cms.news.models import NewsPage


def missing_in(page: NewsPage) -> list[Missing]:
    """All that ``page`` lacks, in the order of the form, each with the field that it belongs in."""
    return [
        *_missing_headline(page),
        *_missing_text(page),
        *_missing_photos(page),
        *_missing_authors(page),
        *_missing_circumstances(page),
    ]


def word_count(page: NewsPage) -> int:
    """The number of words in the text of the body."""
    texts = [strip_tags(block.value.source) for block in page.body if block.block_type == "text"]
    return sum(1 for text in texts for word in text.split() if not is_blank(word))


def _missing_headline(page: NewsPage) -> list[Missing]:
    return [] if is_headline(page.title) else [Missing(_("The headline is missing."), "title")]


def _missing_text(page: NewsPage) -> list[Missing]:
    missing = []
    words, needed = word_count(page), page.genre.min_words
    if words < needed:
        message = (
            _("The text is missing.") if words == 0 else _("The text is too short: %(words)s of %(needed)s words.")
        )
        missing.append(Missing(message % {"words": words, "needed": needed}, "body"))
    if page.genre.needs_video and not any(block.block_type == "video" for block in page.body):
        missing.append(Missing(_("The video is missing."), "body", "video"))
    listed = {item.photo_id for item in page.photos.all() if not is_blank(item.caption)}
    for number, placed in enumerate(placed_photos(page.body), start=1):
        photo = placed.get("photo")
        if photo is None or (is_blank(placed.get("caption") or "") and photo.pk not in listed):
            missing.append(Missing(_("Photo %(number)s in the text has no caption.") % {"number": number}, "body"))
    return missing


def _missing_photos(page: NewsPage) -> list[Missing]:
    photos = list(page.photos.all())
    missing = []
    needed = page.genre.min_photos
    if len(photos) < needed:
        message = ngettext(
            "A captioned photo is missing.",
            "Photos are missing: %(count)s of %(needed)s.",
            needed,
        )
        missing.append(Missing(message % {"count": len(photos), "needed": needed}, "photos"))
    missing.extend(
        Missing(_("Photo %(number)s has no caption.") % {"number": number}, "photos", "captions")
        for number, item in enumerate(photos, start=1)
        if is_blank(item.caption)
    )
    return missing


def _missing_authors(page: NewsPage) -> list[Missing]:
    authors = list(page.authors.all())
    if not authors:
        return [Missing(_("The author is missing."), "authors")]
    if any(is_blank(author.byline) and author.contributor_id is None for author in authors):
        return [Missing(_("An author has no name."), "authors")]
    return []


def _missing_circumstances(page: NewsPage) -> list[Missing]:
    missing = []
    if page.event_date is None:
        missing.append(Missing(_("The date of the event is missing."), "event_date"))
    if page.urgent and is_blank(page.urgent_reason):
        missing.append(Missing(_("Say why the item is urgent."), "urgent_reason"))
    if page.origin == Origin.REPOSTED and (is_blank(page.source_name) or is_blank(page.source_permission)):
        missing.append(Missing(_("A reposted item names its source and the source's permission."), "source_name"))
    if page.origin == Origin.REPOSTED and is_blank(page.source_url):
        missing.append(Missing(_("The address of the source is missing."), "source_url"))
    return missing
