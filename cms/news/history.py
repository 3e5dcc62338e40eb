"""*Lịch sử sửa*: who changed, sent, approved and returned an item, and when; a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.news.access import ItemAccess
from cms.news.content import digest_of
from cms.news.differences import Difference, differences_between
from cms.news.item_form import BOARD_FIELDS
from cms.news.models import Approval, BoardApprovalTask, Edit
from cms.units.models import Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from wagtail.models import Revision

    from cms.accounts.models import User
    from cms.news.models import NewsPage

# What only the board fills in, or says to readers: no earlier text takes it away.
_STAYS = (*BOARD_FIELDS, "participating_units", "corrections")
# So many kept texts are shown, the newest; older ones stay in the database.
MOST_TEXTS = 100


@dataclass(frozen=True)
class Event:
    """Something that happened to the item: when, who, what in words, and the reason or comment that was given.

    ``revision`` is the key of the text that was kept then; ``is_latest`` says that it is the item's text now, too.
    """

    at: dt.datetime
    who: str
    what: str
    comment: str = ""
    kind: str = ""
    revision: int | None = None
    is_latest: bool = False


def history_of(page: NewsPage, user: User) -> list[Event]:
    """All that happened, as far as the person may know of it, newest first."""
    told = [*_texts(page, user), *_returns(page, user)]
    events = [*told, *_sendings(page), *_approvals(page), *_after_publication(page)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def changes_in(page: NewsPage, revision: int, user: User) -> list[Difference] | None:
    """How the text that was kept as ``revision`` differs from the one before; None if it is none that they may read."""
    texts = _different_texts(page, user)
    place = next((number for number, (text, _digest) in enumerate(texts) if text.pk == revision), None)
    if place is None:
        return None
    if place == 0:
        return []
    before, after = texts[place - 1][0], texts[place][0]
    return differences_between(page.with_content_json(before.content), page.with_content_json(after.content))


def readable_text(page: NewsPage, revision: int, user: User) -> Revision | None:
    """The text that was kept as ``revision``, if it is one of the item that the person may read."""
    kept = page.revisions.filter(pk=revision).first()
    if kept is None or ItemAccess(user, page).may_see_earlier or digest_of(kept.content) in _reached_board(page):
        return kept
    return None


def with_text_of(page: NewsPage, revision: Revision) -> NewsPage:
    """The item with the text that was kept as ``revision``, not stored; what is the board's stays as it is now."""
    latest = page.latest_revision.content
    return page.with_content_json(revision.content | {name: latest.get(name, []) for name in _STAYS})


def _reached_board(page: NewsPage) -> set[str]:
    """The digests of what the unit approved and of what the board made of it."""
    edited = Edit.objects.filter(page=page.pk, stage=Stage.BOARD).values_list("digest_after", flat=True)
    return {*Approval.objects.filter(page=page.pk).values_list("digest", flat=True), *edited}


def _different_texts(page: NewsPage, user: User) -> list[tuple[Revision, str]]:
    """The kept texts with their digests, oldest first, without those that repeat the one before."""
    reached = None if ItemAccess(user, page).may_see_earlier else _reached_board(page)
    newest = page.revisions.select_related("user").order_by("-created_at", "-pk")[:MOST_TEXTS]
    texts: list[tuple[Revision, str]] = []
    for revision in reversed(newest):
        digest = digest_of(revision.content)
        if (reached is None or digest in reached) and (not texts or texts[-1][1] != digest):
            texts.append((revision, digest))
    return texts


def _texts(page: NewsPage, user: User) -> Iterator[Event]:
    stages = dict(Edit.objects.filter(page=page.pk).values_list("digest_after", "stage"))
    latest = page.latest_digest
    words: dict[str, str] = {
        Stage.UNIT: _("mended the text while approving"),
        Stage.BOARD: _("edited the text for the board"),
    }
    for place, (revision, digest) in enumerate(_different_texts(page, user)):
        what = words.get(stages.get(digest, ""), _("changed the text") if place else _("wrote the text"))
        who = str(revision.user or _("the system"))
        yield Event(revision.created_at, who, what, "", "text", revision.pk, is_latest=digest == latest)


def _sendings(page: NewsPage) -> Iterator[Event]:
    for sending in page.workflow_states.select_related("requested_by"):
        who = str(sending.requested_by or _("the system"))
        yield Event(sending.created_at, who, _("sent the item for approval"), kind="sent")


def _approvals(page: NewsPage) -> Iterator[Event]:
    words = {
        Stage.UNIT: _("approved the item for the unit"),
        Stage.BOARD: _("approved the item for the editorial board"),
    }
    for approval in Approval.objects.filter(page=page.pk).defer("content", "photo_hashes"):
        who = f"{approval.name} ({approval.role})" if approval.role else approval.name
        yield Event(approval.given_at, who, words[Stage(approval.stage)], approval.comment, "approved")


def _returns(page: NewsPage, user: User) -> Iterator[Event]:
    states = TaskState.objects.for_instance(page).select_related("finished_by")
    if not ItemAccess(user, page).may_see_earlier:
        states = states.filter(task__in=BoardApprovalTask.objects.values("pk"))
    for state in states.filter(status=TaskState.STATUS_REJECTED, finished_at__isnull=False):
        who = str(state.finished_by or _("the system"))
        yield Event(state.finished_at, who, _("returned the item for changes"), state.comment, "returned")


def _after_publication(page: NewsPage) -> Iterator[Event]:
    publication = getattr(page, "publication", None)
    if publication is None:
        return
    board = str(_("editorial board"))
    yield Event(publication.published_at, board, _("published the item"), kind="published")
    if publication.withdrawn_at:
        who, why = str(publication.withdrawn_by or board), publication.withdrawal_reason
        yield Event(publication.withdrawn_at, who, _("withdrew the item"), why, "withdrawn")
    elif publication.hidden_at:
        who, why = str(publication.hidden_by or board), publication.hidden_reason
        yield Event(publication.hidden_at, who, _("hid the item"), why, "withdrawn")
