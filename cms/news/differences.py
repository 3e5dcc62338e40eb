"""What the board changed after the unit's approval, readable for the unit too."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Difference:
    """A part of the item, and its words before and after: pairs of a mark (" ", "-" or "+") and text."""

    label: str
    words: list[tuple[str, str]]


def differences_since_approval(page: NewsPage, latest: NewsPage) -> list[Difference]:
    """How ``latest`` differs from what the unit approved last; empty if it never did or if nothing differs."""
    approval = page.approvals.of_unit().latest_given()
    if approval is None or approval.digest == page.latest_digest:
        return []
    before, after = _texts(page.with_content_json(approval.content)), _texts(latest)
    return [
        Difference(label, _compare(before.get(label, ""), after.get(label, "")))
        for label in {**before, **after}
        if before.get(label, "") != after.get(label, "")
    ]


def _texts(item: NewsPage) -> dict[str, str]:
    """The parts of an item that a person reads, each as plain text."""
    return {
        _("Headline"): item.title,
        _("Lead"): item.lead,
        _("Text"): "\n".join(_block_text(block) for block in item.body),
        _("Photos and captions"): "\n".join(f"{use.photo_id}: {use.caption} {use.credit}" for use in item.photos.all()),
        _("Authors"): item.byline,
        _("Sections"): ", ".join(section.title for section in item.sections.all()),
        _("Genre"): str(item.genre),
        _("Date of the event"): item.event_date.strftime("%d/%m/%Y") if item.event_date else "",
        _("Origin"): f"{item.get_origin_display()} {item.source_name} {item.source_url}".strip(),
    }


def _block_text(block: Any) -> str:
    if block.block_type == "text":
        return strip_tags(block.value.source.replace("</p>", "</p>\n"))
    return f"[{block.block.label}] {block.block.get_searchable_content(block.value)}"


def _compare(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.split(), after.split()
    words: list[tuple[str, str]] = []
    for mark, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if mark == "equal":
            words.append((" ", " ".join(old[i1:i2])))
        else:
            words += [(sign, " ".join(part)) for sign, part in (("-", old[i1:i2]), ("+", new[j1:j2])) if part]
    return words
