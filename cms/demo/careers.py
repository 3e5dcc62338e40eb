"""The way of one item, from its writer to where its fate leaves it, by the real acts of moderation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Comment, Revision

from cms.accounts.models import User
from cms.demo.backdating import Timeline
from cms.demo.chance import Chance
from cms.demo.completing import complete
from cms.demo.days import Course
from cms.demo.fates import Fate, Trait
from cms.demo.people import Desk
from cms.demo.reasons import HIDING, NOT_USING, REMARKS, RETURNING_BY_BOARD, RETURNING_BY_UNIT, WITHDRAWING
from cms.demo.topics import Story, Topic
from cms.demo.writing import text_block
from cms.news import moderation
from cms.news.content import digest_of
from cms.news.models import NewsPage


@dataclass
class Career:
    """An item on its way, and everybody who has a hand in it."""

    page: NewsPage
    desk: Desk
    partner: Desk
    topic: Topic
    story: Story
    trait: Trait
    course: Course
    timeline: Timeline
    writer: User
    approver: User
    editor: User
    chance: Chance

    def reach(self, moment: dt.datetime) -> None:
        """Let the demonstration's clock reach a moment."""
        self.timeline.reach(moment)
        self.page = NewsPage.objects.get(pk=self.page.pk)

    @property
    def digest(self) -> str:
        """The digest of the latest content, as whoever decides now sees it."""
        return digest_of(Revision.objects.for_instance(self.page).latest("pk").content)

    def follow(self, fate: Fate) -> None:
        """Do, one after the other, the acts that lead to ``fate``."""
        for step in STEPS[fate]:
            step(self)


Step = Callable[[Career], None]


def submit(career: Career) -> None:
    career.reach(career.course.submitted)
    moderation.submit(career.page, by=career.writer)


def return_from_unit(career: Career) -> None:
    career.reach(career.course.vetted)
    moderation.send_back(career.page, by=career.approver, reason=career.chance.choice(RETURNING_BY_UNIT))


def vet(career: Career) -> None:
    """Approve for the unit, now and then after a correction of the approver's own."""
    career.reach(career.course.vetted)
    if career.chance.happens(0.15):
        latest = career.page.latest
        latest.body = [
            *latest.body.raw_data,
            text_block(["Ban Chấp hành trân trọng cảm ơn sự chung tay của đoàn viên."]),
        ]
        latest.save_revision(user=career.approver, clean=False)
    comment = "Đã kiểm tra nội dung và ảnh." if career.chance.happens(0.3) else ""
    moderation.approve_for_unit(career.page, by=career.approver, digest=career.digest, comment=comment)


def return_from_board(career: Career) -> None:
    career.reach(career.course.edited)
    latest = career.page.latest
    latest.wagtail_admin_comments.add(
        Comment(page=latest, user=career.editor, text=career.chance.choice(REMARKS), contentpath="title")
    )
    latest.save_revision(user=career.editor, clean=False)
    career.reach(career.course.decided)
    moderation.send_back(career.page, by=career.editor, reason=career.chance.choice(RETURNING_BY_BOARD))


def set_aside(career: Career) -> None:
    career.reach(career.course.decided)
    moderation.set_aside(career.page, by=career.editor, reason=career.chance.choice(NOT_USING))


def edit(career: Career) -> None:
    career.reach(career.course.edited)
    latest = career.page.latest
    complete(latest, career.topic, career.story, career.trait, career.partner, career.chance)
    latest.save_revision(user=career.editor, clean=False)


def publish(career: Career) -> None:
    career.reach(career.course.decided)
    moderation.approve_for_board(career.page, by=career.editor, digest=career.digest)


def schedule(career: Career) -> None:
    career.reach(career.course.decided)
    moderation.approve_for_board(
        career.page, by=career.editor, digest=career.digest, publish_at=career.course.scheduled_for
    )


def correct(career: Career) -> None:
    career.reach(career.course.later)
    latest = career.page.latest
    latest.lead = f"{latest.lead} Hoạt động thu hút đông đảo đoàn viên tham gia."
    latest.save_revision(user=career.editor, clean=False)
    moderation.correct(career.page, by=career.editor, digest=career.digest)


def hide(career: Career) -> None:
    career.reach(career.course.later)
    moderation.hide(career.page, by=career.editor, reason=career.chance.choice(HIDING))


def withdraw(career: Career) -> None:
    career.reach(career.course.later)
    moderation.withdraw(career.page, by=career.editor, reason=career.chance.choice(WITHDRAWING))


def propose(career: Career) -> None:
    career.reach(career.course.later)
    latest = career.page.latest
    addition = text_block(["Bổ sung: đến nay đã có thêm nhiều tập thể, cá nhân đăng ký tham gia."])
    latest.body = [*latest.body.raw_data, addition]
    latest.save_revision(user=career.writer, clean=False)


def submit_change(career: Career) -> None:
    career.reach(career.course.later + dt.timedelta(minutes=20))
    moderation.submit(career.page, by=career.writer)


_TO_BOARD: tuple[Step, ...] = (submit, vet)
_TO_READERS: tuple[Step, ...] = (*_TO_BOARD, edit, publish)
STEPS: dict[Fate, tuple[Step, ...]] = {
    Fate.DRAFT: (),
    Fate.DRAFT_INCOMPLETE: (),
    Fate.AT_UNIT: (submit,),
    Fate.AT_UNIT_LONG: (submit,),
    Fate.RETURNED_BY_UNIT: (submit, return_from_unit),
    Fate.RETURNED_BY_BOARD: (*_TO_BOARD, return_from_board),
    Fate.AT_BOARD: _TO_BOARD,
    Fate.AT_BOARD_URGENT: _TO_BOARD,
    Fate.SCHEDULED: (*_TO_BOARD, edit, schedule),
    Fate.NOT_USED: (*_TO_BOARD, set_aside),
    Fate.HIDDEN: (*_TO_READERS, hide),
    Fate.WITHDRAWN: (*_TO_READERS, withdraw),
    Fate.CORRECTED: (*_TO_READERS, correct),
    Fate.CHANGE_BEING_WRITTEN: (*_TO_READERS, propose),
    Fate.CHANGE_AT_UNIT: (*_TO_READERS, propose, submit_change),
    Fate.PUBLISHED: _TO_READERS,
}
