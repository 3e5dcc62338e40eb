"""Decisions of the two stages: approve, return, mark as not used."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.news import messages
from cms.news.models import Approval, NewsPage, State
from cms.news.models.states import IN_MODERATION
from cms.news.refusals import ActRefused, Incomplete
from cms.news.relocation import relocate
from cms.news.requirements import missing_in
from cms.photos.models import Photo, Reach
from cms.units.models import Stage
from cms.units.models.descent import successors_of

from .completing import Completion, complete
from .guards import (
    at_stage,
    end_workflow,
    guard_decision,
    guard_reason,
    locked,
    record_approval,
    reopen_board_stage,
    state_of,
)

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Unit


@transaction.atomic
def approve_for_unit(page: NewsPage, *, by: User, digest: str, comment: str = "") -> Approval:
    """The unit's approval of exactly the content with ``digest``: the item goes to the editorial board."""
    page, task_state = at_stage(page, Stage.UNIT, by, digest)
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    approval = record_approval(page, Stage.UNIT, by, comment)
    Photo.objects.raise_reach(page.latest.photo_ids, Reach.BOARD)
    task_state.approve(user=by, comment=comment)
    page.refresh_from_db()
    messages.tell_board(page, approval)
    return approval


@transaction.atomic
def approve_for_board(
    page: NewsPage,
    *,
    by: User,
    digest: str,
    comment: str = "",
    publish_at: dt.datetime | None = None,
    completion: Completion | None = None,
) -> Approval:
    """The board's approval of the content with ``digest``: published now, or at ``publish_at`` (UTC moment).

    With a ``completion``, of that content completed so.
    """
    page, task_state = at_stage(page, Stage.BOARD, by, digest)
    if publish_at is not None and publish_at <= timezone.now():
        raise ActRefused(_("The time of publication has passed: choose a later one, or publish now."))
    if completion is not None:
        page = complete(page, by, completion)
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    approval = record_approval(page, Stage.BOARD, by, comment, publish_at=publish_at)
    task_state.approve(user=by, comment=comment)
    page.refresh_from_db()
    if page.state not in {State.PUBLISHED, State.SCHEDULED}:
        raise ActRefused(_("The workflow has other tasks than the two stages: tell the administrators."))
    return approval


@transaction.atomic
def send_back(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Return an item to its writer with a reason, from either stage; the way back leads through the unit again.

    An unpublished item of a unit that is no more goes to the one unit that followed it. Raises ``ActRefused`` if there
    is none, or more than one: nobody could mend it.
    """
    page = locked(page)
    task_state = page.current_workflow_task_state
    stage = getattr(task_state.task.specific, "stage", None) if task_state else None
    if task_state is None or stage is None or page.state not in IN_MODERATION:
        raise ActRefused(_("The item does not wait for a decision any more: %(state)s.") % state_of(page))
    guard_decision(page, stage, by)
    guard_reason(reason)
    heir = _heir_of_ended_unit(page)
    task_state.reject(user=by, comment=reason)
    page.enter(State.RETURNED)
    if heir is not None:
        page = relocate(page, heir)
    messages.tell_returned(page, by, stage, reason)
    return page


@transaction.atomic
def set_aside(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Mark an item at the board as not used (late, duplicate, unsuitable): final, with a reason."""
    page = locked(page)
    if page.state not in {State.AT_BOARD, State.SCHEDULED}:
        raise ActRefused(_("The item does not wait for the editorial board: %(state)s.") % state_of(page))
    guard_decision(page, Stage.BOARD, by)
    guard_reason(reason)
    if hasattr(page, "publication"):
        raise ActRefused(_("The item has been published: return the change, or withdraw the item."))
    if page.state == State.SCHEDULED:
        # What is scheduled has no open stage that could bear the reason.
        reopen_board_stage(page, by)
    end_workflow(page, by, comment=reason)
    page.enter(State.NOT_USED)
    messages.tell_not_used(page, by, reason)
    return page


def _heir_of_ended_unit(page: NewsPage) -> Unit | None:
    """The unit whose people go on with an item of a unit that is no more; None if its own unit lives."""
    if page.unit.lives_on(timezone.localdate()) or hasattr(page, "publication"):
        return None
    heirs = list(successors_of(page.unit))
    if len(heirs) != 1:
        raise ActRefused(_("The unit does not exist any more: publish the item, or mark it as not used."))
    return heirs[0]
