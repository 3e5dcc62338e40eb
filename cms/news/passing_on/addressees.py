"""With whom an item is at its present turn, and from whom it came there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.news.messages import concerned_with, writers_of
from cms.news.models import State
from cms.units.approving import approvers_of
from cms.units.models import Stage
from cms.units.roles import board_members, is_board

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.news.models import NewsPage

WITH_BOARD = {State.AT_BOARD, "at_confirmation"}
OUTCOMES = {State.SCHEDULED, State.PUBLISHED, State.NOT_USED, State.WITHDRAWN}


@dataclass(frozen=True)
class Addressee:
    """A person to whom the item's turn is told, and as what."""

    user: User
    role: str


def addressees(page: NewsPage) -> list[Addressee]:
    """Who decides or goes on with the item now, or is concerned by what became of it; nobody while it is written."""
    if page.state == State.AT_UNIT:
        writers = writers_of(page)
        return [Addressee(a.user, a.role()) for a in approvers_of(page.unit_id) if a.user not in writers]
    if page.state in WITH_BOARD:
        writers = writers_of(page)
        members = board_members().order_by("pk")
        return [Addressee(member, _("editorial board")) for member in members if member not in writers]
    if page.state == State.RETURNED:
        return _in_roles(page, _told_of_return(page))
    return _in_roles(page, concerned_with(page)) if page.state in OUTCOMES else []


def is_sender(user: User, page: NewsPage) -> bool:
    """Whether the item came to its present turn from this person, or for them from the board."""
    if page.state == State.AT_UNIT:
        return user in writers_of(page)
    if page.state in WITH_BOARD:
        return user in concerned_with(page)
    if page.state == State.RETURNED:
        return_ = last_return(page)
        return return_ is not None and return_.finished_by_id == user.pk
    return page.state in OUTCOMES and is_board(user)


def last_return(page: NewsPage) -> TaskState | None:
    """The last decision by which the item was returned, with who made it."""
    returns = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_REJECTED)
    return returns.select_related("task", "finished_by").order_by("-finished_at", "-pk").first()


def _told_of_return(page: NewsPage) -> set[User]:
    """Those who wrote; if the board returned the item, those who approved it too."""
    return_ = last_return(page)
    stage = getattr(return_.task.specific_class, "stage", None) if return_ else None
    told = concerned_with(page) if stage == Stage.BOARD else writers_of(page)
    return {user for user in told if return_ is None or user.pk != return_.finished_by_id}


def _in_roles(page: NewsPage, users: Iterable[User]) -> list[Addressee]:
    """``users`` as writers or approvers of the item, in a steady order."""
    writers = writers_of(page)
    named = sorted(users, key=lambda user: user.pk)
    return [Addressee(user, _("writer") if user in writers else _("approver")) for user in named]
