"""The checklist of the form: each point of the letter's *Mẫu*, done or with what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.news.requirements import missing_in

if TYPE_CHECKING:
    from cms.news.models import NewsPage


@dataclass(frozen=True)
class Point:
    """A point of the checklist; ``message`` says what is missing, and is empty if it is done."""

    name: str
    label: str
    message: str = ""

    @property
    def done(self) -> bool:
        return not self.message

    def as_json(self) -> dict[str, str | bool]:
        return {"name": self.name, "label": self.label, "done": self.done, "message": self.message}


def checklist(item: NewsPage) -> list[Point]:
    """The points that an item of its genre has to fulfil, in the order of the form."""
    missing: dict[str, list[str]] = {}
    for entry in missing_in(item):
        missing.setdefault(entry.point, []).append(entry.message)
    if not item.photos.all():
        missing["captions"] = [_("First add a photo.")]
    labels = _labels(item)
    other = {name: " ".join(messages) for name, messages in missing.items() if name not in labels}
    points = [Point(name, label, " ".join(missing.get(name, []))) for name, label in labels.items()]
    return points + [Point(name, _("Other"), message) for name, message in other.items()]


def _labels(item: NewsPage) -> dict[str, str]:
    labels = {"title": _("Headline"), "body": _("Text")}
    if item.genre.needs_video:
        labels["video"] = _("Video")
    labels |= {"photos": _("Photos"), "captions": _("Captions"), "authors": _("Authors")}
    labels["event_date"] = _("Date of the event")
    if item.urgent:
        labels["urgent_reason"] = _("Why it is urgent")
    return labels
