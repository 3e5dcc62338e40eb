"""*Chờ biên tập* and the board's other lists: a constant number of queries, whatever their length."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, TaskState

from cms.news.duplicates import pages_with_doubles
from cms.news.lists import days_since, named, waiting_for_board
from cms.news.models import Approval, BoardApprovalTask, Edit, NewsPage, Release, State
from cms.units.models import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from cms.accounts.models import User

RECENT = dt.timedelta(days=30)
_MOST_RETURNED = 50


@dataclass(frozen=True)
class Marks:
    """What the board reads of a waiting item before it opens it: what is to be completed, and what is doubtful."""

    incomplete: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.incomplete and not self.doubtful


def board_line(user: User) -> QuerySet[NewsPage]:
    """What waits for the board, with what its marks are made of."""
    latest_of_unit = Approval.objects.of_unit().filter(page=OuterRef("page")).order_by("-given_at")
    edited = Edit.objects.filter(page=OuterRef("pk"), stage=Stage.BOARD)
    return waiting_for_board(user).annotate(
        has_section=Exists(NewsPage.sections.through.objects.filter(newspage=OuterRef("pk"))),
        has_open_comment=Exists(Comment.objects.filter(page=OuterRef("pk"), resolved_at=None)),
        is_edited=Exists(edited.filter(made_at__gt=Subquery(latest_of_unit.values("given_at")[:1]))),
        is_change=Exists(Release.objects.filter(page=OuterRef("pk"))),
    )


def with_marks(items: Sequence[NewsPage], user: User) -> None:
    """Give each item of ``board_line`` its ``marks``."""
    doubles = pages_with_doubles(items, user)
    for item in items:
        item.marks = Marks(_incomplete(item), _doubtful(item, is_double=item.pk in doubles))


def _incomplete(item: Any) -> list[str]:
    found = [] if item.has_section else [_("no section yet")]
    if item.photo_count < item.genre.min_photos:
        found.append(_("too few photos for its genre"))
    return found


def _doubtful(item: Any, *, is_double: bool) -> list[str]:
    found = [_("perhaps there already")] if is_double else []
    if item.has_open_comment:
        found.append(_("open comments"))
    return found


def scheduled() -> QuerySet[NewsPage]:
    """What is published at its time, the next one first, with that time as ``publish_at``."""
    given = Approval.objects.of_board().filter(page=OuterRef("pk")).order_by("-given_at", "-pk")
    items = named(NewsPage.objects.filter(state=State.SCHEDULED))
    return items.annotate(publish_at=Subquery(given.values("publish_at")[:1])).order_by("publish_at", "pk")


def recently_published() -> QuerySet[Release]:
    """What came to readers in the last month, hidden ones too, newest first."""
    since = timezone.now() - RECENT
    return Release.objects.filter(first_published_at__gte=since).select_related("page").defer("approval").newest_first()


@dataclass(frozen=True)
class Returned:
    """An item that the person returned: its headline as the unit had approved it, for its new text is the unit's."""

    headline: str
    unit_name: str
    reason: str
    at: dt.datetime
    standing: str
    days: int


def returned_by(user: User) -> list[Returned]:
    """What the person returned for the board in the last month, newest first."""
    since = timezone.now() - RECENT
    turns = TaskState.objects.filter(
        finished_by=user,
        status=TaskState.STATUS_REJECTED,
        task__in=BoardApprovalTask.objects.values("pk"),
        finished_at__gte=since,
    )
    turns = turns.select_related("workflow_state").order_by("-finished_at")[:_MOST_RETURNED]
    keys = [(turn, int(turn.workflow_state.object_id)) for turn in turns]
    items = named(NewsPage.objects.all()).in_bulk({key for _turn, key in keys})
    headlines = _approved_headlines(list(items))
    return [
        Returned(
            headline=headlines.get(key, ""),
            unit_name=items[key].unit_name or "",
            reason=turn.comment,
            at=turn.finished_at,
            standing=items[key].get_state_display(),
            days=days_since(turn.finished_at),
        )
        for turn, key in keys
        if key in items
    ]


def _approved_headlines(pages: list[int]) -> dict[int, str]:
    """The headline of each item as its unit approved it last."""
    given = Approval.objects.of_unit().filter(page__in=pages).order_by("given_at", "pk")
    return {page: headline or "" for page, headline in given.values_list("page", "content__title")}
