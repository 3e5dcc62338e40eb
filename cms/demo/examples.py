"""Items that show the desks at work: what a visitor would otherwise have to make up first.

A photo that came through a messenger and was used before, a likely double, items of a unit that vets on paper, a dated
correction, a leave with somebody who stands in, what approvers have seen. Done by the real acts, like the rest.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from cms.accounts.models import User
from cms.demo.backdating import Timeline, backdate, settle_messages, trail_told_by
from cms.demo.chance import Chance
from cms.demo.days import Course, course_from
from cms.demo.facts import facts_of
from cms.demo.items import Newsroom
from cms.demo.logins import SCHOOL
from cms.demo.papers import signed_sheet
from cms.demo.people import Desk
from cms.demo.topics import Story, Topic, tell, topic_for
from cms.demo.writing import add_authors, add_photos, begin, store
from cms.news import moderation
from cms.news.models import ItemPhoto, NewsPage, SectionPage, State
from cms.news.passing_on.addressees import addressees
from cms.news.passing_on.sightings import note_seen
from cms.photos.models import Photo, Reach
from cms.units.models import ApprovalMeans
from cms.units.people import take_leave

_CORRECTION = "Số suất quà đã trao là 35, không phải 30 như tin đã đăng. Ban Biên tập xin lỗi đơn vị và bạn đọc."
# What a messenger makes of a photo: smaller, compressed anew, without a camera's data.
_MESSENGER_EDGE, _MESSENGER_QUALITY = 1280, 70
_MESSENGER_NAME = "z5012345678901_0f1e2d3c4b5a69788796a5b4c3d2e1f0.jpg"


@dataclass
class _Scene:
    """An item that is written on a day, and the moments of its way."""

    desk: Desk
    topic: Topic
    story: Story
    course: Course
    chance: Chance

    @classmethod
    def on(cls, desk: Desk, day: dt.date, name: str) -> _Scene:
        chance = Chance("example", name)
        topic = topic_for(desk.kind, day.month, chance)
        story = tell(topic, facts_of(desk, topic, day, chance), chance)
        return cls(desk, topic, story, course_from(day, chance), chance)


def show_desks_at_work(newsroom: Newsroom) -> None:
    """Add every example to a demonstration that has its items."""
    school = next(desk for desk in newsroom.desks if desk.name == SCHOOL)
    _waits_for_its_approver(school)
    _photo_from_a_messenger(school)
    _on_paper(newsroom, "waits", age=2, published=False)
    _on_paper(newsroom, "published", age=20, published=True)
    _correction()
    _sightings()
    _leave(newsroom)


def _waits_for_its_approver(desk: Desk) -> None:
    """An item of the printed writer's that the printed approver finds waiting."""
    scene = _Scene.on(desk, timezone.localdate() - dt.timedelta(days=1), "waits")
    writer, timeline = desk.writers[0], Timeline()
    with trail_told_by(timeline):
        timeline.reach(scene.course.written)
        page = begin(desk, scene.topic, scene.story, scene.course, writer)
        taken_at = timezone.localtime(scene.course.written)
        add_photos(page, scene.topic, scene.story.captions[:2], writer, taken_at, scene.chance)
        add_authors(page, desk.contributors[:1], scene.chance)
        page = store(page, writer)
        timeline.reach(scene.course.submitted)
        moderation.submit(page, by=writer)
    backdate(page, timeline)


def _photo_from_a_messenger(desk: Desk) -> None:
    """A draft that looks like a published item, with the same picture as a messenger leaves it."""
    published = NewsPage.objects.filter(state=State.PUBLISHED, live=True).order_by("-pk")
    twin = published.filter(unit=desk.unit).first() or published[0]
    scene = _Scene.on(desk, timezone.localdate() - dt.timedelta(days=1), "messenger")
    page = begin(desk, scene.topic, scene.story, scene.course, desk.writers[0])
    page.title, page.event_date = twin.title, twin.event_date
    photo = Photo.objects.get(pk=twin.photos.all()[0].photo_id)
    file = ContentFile(_as_a_messenger_sends(photo), name=_MESSENGER_NAME)
    copy = Photo.objects.receive(file, unit=desk.unit, uploaded_by=desk.writers[0])
    page.photos.add(ItemPhoto(photo=copy, caption=scene.story.captions[0]))
    add_authors(page, desk.contributors[:1], scene.chance)
    store(page, desk.writers[0])


def _as_a_messenger_sends(photo: Photo) -> bytes:
    with photo.open_file() as file, Image.open(file) as image:
        image.thumbnail((_MESSENGER_EDGE, _MESSENGER_EDGE))
        buffer = BytesIO()
        image.convert("RGB").save(buffer, "JPEG", quality=_MESSENGER_QUALITY)
    return buffer.getvalue()


def _on_paper(newsroom: Newsroom, name: str, *, age: int, published: bool) -> None:
    """An item that the board entered for a unit without logins: waiting for the second person, or published."""
    day = timezone.localdate() - dt.timedelta(days=age)
    desk, (publisher, confirms, enters, *_rest) = newsroom.on_paper, newsroom.members
    scene = _Scene.on(desk, day, name)
    timeline = Timeline()
    with trail_told_by(timeline):
        timeline.reach(scene.course.written)
        page = _entered(scene, enters)
        timeline.reach(scene.course.submitted)
        moderation.hand_in(page, by=enters, digest=page.latest.digest, paper=_paper(scene, page.title))
        if published:
            timeline.reach(scene.course.vetted)
            moderation.confirm(_now(page), by=confirms, digest=_now(page).latest.digest)
            timeline.reach(scene.course.decided)
            _publish(_now(page), scene, publisher)
    backdate(page, timeline)


def _entered(scene: _Scene, by: User) -> NewsPage:
    page = begin(scene.desk, scene.topic, scene.story, scene.course, by)
    scene.desk.unit.page.add_child(instance=page)
    page = moderation.enter(page, by=by)
    item = begin(scene.desk, scene.topic, scene.story, scene.course, by)
    page.title, page.body, page.event_date, page.genre = item.title, item.body, item.event_date, item.genre
    taken_at = timezone.localtime(scene.course.written)
    photos = add_photos(page, scene.topic, scene.story.captions[:1], by, taken_at, scene.chance)
    # As an upload by the board is: all of it work on what one of them enters.
    Photo.objects.raise_reach([photo.pk for photo in photos], Reach.BOARD)
    add_authors(page, scene.desk.contributors[:1], scene.chance)
    page.save_revision(user=by, clean=False)
    return _now(page)


def _paper(scene: _Scene, headline: str) -> moderation.Paper:
    name, _comma, position = scene.desk.chief.removeprefix("đồng chí ").partition(", ")
    sheet = signed_sheet(scene.desk.name, headline, name, position, scene.course.event_day)
    return moderation.Paper(
        means=ApprovalMeans.SIGNED_SHEET,
        approver_name=name,
        approver_position=position,
        vetted_on=scene.course.event_day,
        file=ContentFile(sheet, name="ban-trinh-duyet.jpg"),
    )


def _publish(page: NewsPage, scene: _Scene, by: User) -> None:
    latest = page.latest
    latest.sections = [SectionPage.objects.get(title=scene.topic.section)]
    latest.lead = scene.story.lead
    latest.save_revision(user=by, clean=False)
    moderation.approve_for_board(_now(page), by=by, digest=_now(page).latest.digest)


def _correction() -> None:
    """A dated correction at the foot of the published item that has stood longest without a change."""
    page = NewsPage.objects.filter(state=State.PUBLISHED, live=True, release__visible=True).order_by("pk")[0]
    decided = page.release.approval
    noticed = min(decided.given_at + dt.timedelta(days=2), timezone.now())
    timeline = Timeline()
    with trail_told_by(timeline):
        timeline.reach(noticed)
        day = timezone.localdate(noticed)
        moderation.add_correction(page, by=decided.user, digest=page.latest.digest, text=_CORRECTION, on=day)
    backdate(page, timeline)


def _sightings() -> None:
    """Some of those whose turn it is have opened their item."""
    for page in NewsPage.objects.filter(state=State.AT_UNIT).order_by("-pk")[::2]:
        for asked in addressees(page)[:1]:
            note_seen(page, asked.user)


def _leave(newsroom: Newsroom) -> None:
    """An approver who is away for two weeks, and hands over to the unit's other one."""
    desk = next(desk for desk in newsroom.desks if desk.name != SCHOOL and len(desk.approvers) > 1)
    away, stand_in = desk.approvers[1], desk.approvers[0]
    timeline = Timeline()
    timeline.reach(timezone.now())
    first = timezone.localdate()
    last = first + dt.timedelta(days=14)
    take_leave(away, valid_from=first, valid_to=last, stand_ins={desk.unit: stand_in}, by=away)
    settle_messages(timeline)


def _now(page: NewsPage) -> NewsPage:
    """The item as the database has it."""
    return NewsPage.objects.get(pk=page.pk)
