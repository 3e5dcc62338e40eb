"""All that differs between two contents of an item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .paragraphs import Paragraph, compare_bodies
from .photos import PhotoChange, compare_photos
from .words import Words, compare_words

if TYPE_CHECKING:
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Difference:
    """A part of the item that differs, by the label that it has in the form.

    One of ``words`` (a short text), ``paragraphs`` (the text of the item) and ``photos`` says how; none of them, if
    something differs that has no words.
    """

    label: str
    words: Words = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    photos: list[PhotoChange] = field(default_factory=list)


def differences_between(before: NewsPage, after: NewsPage) -> list[Difference]:
    """How ``after`` differs from ``before`` for a reader, in the order of the form; empty for the same content."""
    if before.digest == after.digest:
        return []
    old, new = _facts(before), _facts(after)
    found = [
        Difference(label, words=compare_words(old[label], new[label])) for label in old if old[label] != new[label]
    ]
    if paragraphs := compare_bodies(before, after):
        found.insert(_place_of_text(found), Difference(_("Text"), paragraphs=paragraphs))
    if photos := compare_photos(before, after):
        found.append(Difference(_("Photos and captions"), photos=photos))
    return found or [Difference(_("Something that has no words, such as the form of a table"))]


def _place_of_text(found: list[Difference]) -> int:
    """The text stands after headline and lead."""
    return sum(1 for difference in found if difference.label in {_("Headline"), _("Lead")})


def _facts(item: NewsPage) -> dict[str, str]:
    return {
        _("Headline"): item.title,
        _("Lead"): item.lead,
        _("Authors"): ", ".join(f"{a.byline} ({a.get_role_display()}, {a.share})" for a in item.authors.all()),
        _("Date of the event"): item.event_date.strftime("%d/%m/%Y") if item.event_date else "",
        _("Genre"): str(item.genre),
        _("Urgency"): f"{_('urgent')}: {item.urgent_reason}" if item.urgent else "",
        _("Sections"): ", ".join(sorted(section.title for section in item.sections.all())),
        _("Other units that took part"): ", ".join(str(row.unit) for row in item.participating_units.all()),
        _("Origin"): f"{item.get_origin_display()} {item.source_name} {item.source_url} {item.source_permission}",
        _("Corrections"): "; ".join(f"{row.on:%d/%m/%Y}: {row.text}" for row in item.corrections.all()),
    }
