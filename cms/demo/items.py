"""The demonstration's items: each gets a unit, a topic, a fate, and the people who bring it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from cms.accounts.models import User
from cms.demo.backdating import Timeline, backdate, trail_told_by
from cms.demo.careers import Career
from cms.demo.chance import Chance
from cms.demo.days import course_from, day_of
from cms.demo.facts import facts_of
from cms.demo.fates import Fate, Trait, destine
from cms.demo.logins import SCHOOL
from cms.demo.people import Desk
from cms.demo.reasons import SOURCES, URGENCY, VIDEO
from cms.demo.topics import Story, Topic, tell, topic_for
from cms.demo.writing import add_authors, add_photos, begin, store
from cms.news.models import Genre, NewsPage
from cms.units.models import Contributor, Origin, UnitKind

# How many items a unit of a kind has, compared with the others.
_WEIGHTS = {UnitKind.BOARD: 12, UnitKind.DEPARTMENT: 10, UnitKind.INTERMEDIATE: 24, UnitKind.GRASSROOTS: 5}
_PHOTOS = {Trait.PHOTO_STORY: 5, Trait.GALLERY: 4}
# The board mends its own published items itself: it proposes no change to itself.
_OF_UNITS_ONLY = {Fate.CHANGE_BEING_WRITTEN, Fate.CHANGE_AT_UNIT}
# Half of these are the school's whose writer and approver are printed, so that a visitor finds work to do.
_FOR_VISITORS = {Fate.DRAFT, Fate.AT_UNIT, Fate.RETURNED_BY_UNIT}


@dataclass
class Newsroom:
    """All who make the news: the desks of units, the board's own and its members, contributors of no unit.

    ``on_paper`` is a unit without logins, whose items the board enters.
    """

    desks: list[Desk]
    own: Desk
    members: list[User]
    freelancers: list[Contributor]
    on_paper: Desk


def make_items(newsroom: Newsroom, items: int) -> Iterator[NewsPage]:
    """Make so many items, the oldest first, and give each as it is done."""
    destinies = destine(items, Chance("destinies"))
    dated = [(day_of(fate, Chance("day", number)), number) for number, (fate, _trait) in enumerate(destinies)]
    for day, number in sorted(dated):
        fate, trait = destinies[number]
        yield _make_item(newsroom, fate, trait, Chance("item", number), day=day)


def _make_item(newsroom: Newsroom, fate: Fate, trait: Trait, chance: Chance, *, day: dt.date) -> NewsPage:
    desk = _choose_desk(newsroom, fate, trait, day, chance)
    topic = topic_for(desk.kind, day.month, chance)
    career = _begin_career(newsroom, desk, topic, trait, day, chance)
    with trail_told_by(career.timeline):
        _write(career, fate, newsroom)
        career.follow(fate)
    page = NewsPage.objects.get(pk=career.page.pk)
    backdate(page, career.timeline)
    return page


def _choose_desk(newsroom: Newsroom, fate: Fate, trait: Trait, day: dt.date, chance: Chance) -> Desk:
    if trait is Trait.REPOST:
        return newsroom.own
    if fate in _FOR_VISITORS and chance.happens(0.5):
        return next(desk for desk in newsroom.desks if desk.name == SCHOOL)
    desks = newsroom.desks if fate in _OF_UNITS_ONLY else [newsroom.own, *newsroom.desks]
    living = [desk for desk in desks if desk.since <= day]
    return chance.choices(living, weights=[_WEIGHTS[desk.kind] for desk in living])[0]


def _begin_career(newsroom: Newsroom, desk: Desk, topic: Topic, trait: Trait, day: dt.date, chance: Chance) -> Career:
    writer = desk.writers[0] if desk.name == SCHOOL else chance.choice(desk.writers)
    approver = chance.choice(desk.approvers)
    course = course_from(day, chance)
    story = tell(topic, facts_of(desk, topic, day, chance), chance)
    partners = [other for other in newsroom.desks if other is not desk and other.since <= day]
    return Career(
        page=begin(desk, topic, story, course, writer),
        desk=desk,
        partner=chance.choice(partners),
        topic=topic,
        story=story,
        trait=trait,
        course=course,
        timeline=Timeline(),
        writer=writer,
        approver=approver,
        editor=chance.choice([member for member in newsroom.members if member not in (writer, approver)]),
        chance=chance,
    )


def _write(career: Career, fate: Fate, newsroom: Newsroom) -> None:
    """What the writer does before anything else."""
    page, chance = career.page, career.chance
    career.timeline.reach(career.course.written)
    _add_specialities(page, career.trait, career.story, chance)
    if fate is Fate.AT_BOARD_URGENT:
        page.urgent, page.urgent_reason = True, chance.choice(URGENCY)
    if fate is not Fate.DRAFT_INCOMPLETE:
        wanted = _PHOTOS.get(career.trait, chance.choice((1, 1, 1, 2, 3)))
        captions = [career.story.captions[number % len(career.story.captions)] for number in range(wanted)]
        add_photos(page, career.topic, captions, career.writer, timezone.localtime(career.course.written), chance)
    add_authors(page, _authors(career, newsroom), chance)
    career.page = store(page, career.writer)


def _add_specialities(page: NewsPage, trait: Trait, story: Story, chance: Chance) -> None:
    if trait is Trait.PHOTO_STORY:
        page.genre = Genre.objects.get(code="phong-su-anh")
        page.title = f"Chùm ảnh: {page.title}"
    elif trait is Trait.VIDEO:
        page.genre = Genre.objects.get(code="video")
        page.body = [*page.body.raw_data, {"type": "video", "value": {"video": VIDEO, "caption": story.captions[0]}}]
    elif trait is Trait.REPOST:
        page.origin = Origin.REPOSTED
        page.source_name, page.source_url, page.source_permission = chance.choice(SOURCES)


def _authors(career: Career, newsroom: Newsroom) -> list[Contributor]:
    chance, writer = career.chance, career.writer
    own = [contributor for contributor in career.desk.contributors if contributor.user_id == writer.pk]
    guests = [c for c in career.desk.contributors if c.user_id is None] + newsroom.freelancers
    if chance.happens(0.25):
        own = [chance.choice(guests)]
    return [*own, chance.choice(guests)] if chance.happens(0.2) else own
