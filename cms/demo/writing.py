"""How the people of a unit write an item: text, captioned photos, authors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cms.accounts.models import User
from cms.demo.cameras import photograph
from cms.demo.chance import Chance
from cms.demo.days import Course
from cms.demo.people import Desk
from cms.demo.topics import Story, Topic
from cms.news.models import Genre, ItemAuthor, ItemPhoto, NewsPage
from cms.photos.models import Photo
from cms.units.models import Contributor, UnitPage


def text_block(paragraphs: Sequence[str]) -> dict[str, Any]:
    """A block of text for an item's body."""
    return {"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def begin(desk: Desk, topic: Topic, story: Story, course: Course, by: User) -> NewsPage:
    """An item of the desk with its headline and text, not stored yet."""
    codes = [topic.genre] if topic.genre else [Genre.NEWS]
    return NewsPage(
        title=story.headline,
        body=[text_block(story.paragraphs)],
        event_date=course.event_day,
        genre=Genre.objects.get(code__in=codes),
        owner=by,
        unit=desk.unit,
    )


def add_photos(
    page: NewsPage, topic: Topic, captions: Sequence[str], by: User, taken_at: dt.datetime, chance: Chance
) -> list[Photo]:
    """Take in a photo for each caption."""
    photos = []
    for caption in captions:
        name = f"IMG_{chance.randrange(1000, 9999)}.JPG"
        file = photograph(topic, taken_at, name, chance)
        photo = Photo.objects.receive(file, unit=page.unit, uploaded_by=by)
        page.photos.add(ItemPhoto(photo=photo, caption=caption))
        photos.append(photo)
    return photos


def add_authors(page: NewsPage, authors: Sequence[Contributor], chance: Chance) -> None:
    """Name who wrote the text; a second person made the photos."""
    for number, contributor in enumerate(authors):
        role = "photo" if number else "text"
        byline = chance.choice(contributor.bylines)
        page.authors.add(ItemAuthor(contributor=contributor, byline=byline, role=role))


def store(page: NewsPage, by: User) -> NewsPage:
    """Put a new item under its unit's page, with its first revision; gives it as the database has it."""
    UnitPage.objects.get(unit=page.unit).add_child(instance=page)
    page.save_revision(user=by, clean=False)
    return NewsPage.objects.get(pk=page.pk)
