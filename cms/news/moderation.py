"""The acts of moderation. Each has one shape: lock, guard, record, move on, tell those concerned.

Each raises ``ActRefused`` (with the reason in words for the person) when it is not theirs to do, or not now.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from cms.news import messages, releasing
from cms.news.access import ItemAccess
from cms.news.models import Approval, BoardApprovalTask, NewsPage, State
from cms.news.models.approvals import is_vetted
from cms.news.models.states import FINAL, IN_MODERATION
from cms.news.refusals import ActRefused, ChangedMeanwhile, Incomplete, NotVetted
from cms.news.relocation import relocate
from cms.news.requirements import missing_in
from cms.photos.models import Photo, Reach
from cms.units.approving import approver_in
from cms.units.models import Stage
from cms.units.models.descent import successors_of

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.units.models import Unit


@transaction.atomic
def submit(page: NewsPage, *, by: User, digest: str | None = None) -> NewsPage:
    """Send the latest content to the unit's approvers. ``digest`` is of the content that the person saw.

    Raises ``Incomplete`` with all that is missing.
    """
    page = _locked(page)
    _guard_digest(page, digest)
    if not ItemAccess(by, page).may_submit():
        raise ActRefused(_("The item cannot be submitted now: %(state)s.") % _state(page))
    workflow = page.get_workflow()
    if workflow is None:
        raise ActRefused(_("Moderation is switched off: tell the province's administrators. The item is kept."))
    if page.latest_revision is None:
        page.save_revision(user=by, clean=False)
    _end_workflow(page, by)
    workflow.start(page, by)
    page.refresh_from_db()
    if page.state not in IN_MODERATION:
        raise ActRefused(_("Moderation is switched off: tell the province's administrators. The item is kept."))
    NewsPage.objects.filter(pk=page.pk).update(submitted_at=timezone.now(), submitted_by=by)
    Photo.objects.raise_reach(page.latest.photo_ids, Reach.SUBMITTED)
    messages.tell_approvers(page, by)
    return page


@transaction.atomic
def recall(page: NewsPage, *, by: User) -> NewsPage:
    """Take a submitted item back before the unit has vetted it."""
    page = _locked(page)
    if not ItemAccess(by, page).may_recall():
        raise ActRefused(_("Only who wrote or submitted the item takes it back, before it is vetted."))
    messages.tell_recalled(page, by)
    _end_workflow(page, by)
    page.enter(State.DRAFT)
    return page


@transaction.atomic
def call_off(page: NewsPage) -> NewsPage:
    """Make an item that waits for its unit's approval a draft again, because that unit's approvers decide no more.

    What is published of it stays before readers. Raises ``ActRefused`` if the item does not wait there.
    """
    page = _locked(page)
    if page.state != State.AT_UNIT:
        raise ActRefused(_("The item does not wait for this decision any more: %(state)s.") % _state(page))
    _end_workflow(page, None)
    page.enter(State.DRAFT)
    return page


@transaction.atomic
def approve_for_unit(page: NewsPage, *, by: User, digest: str, comment: str = "") -> Approval:
    """The unit's approval of exactly the content with ``digest``: the item goes to the editorial board."""
    page, task_state = _at_stage(page, Stage.UNIT, by, digest)
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    approval = _record_approval(page, Stage.UNIT, by, comment)
    Photo.objects.raise_reach(page.latest.photo_ids, Reach.BOARD)
    task_state.approve(user=by, comment=comment)
    page.refresh_from_db()
    messages.tell_board(page, approval)
    return approval


@transaction.atomic
def approve_for_board(
    page: NewsPage, *, by: User, digest: str, comment: str = "", publish_at: dt.datetime | None = None
) -> Approval:
    """The board's approval of exactly the content with ``digest``: published now, or at ``publish_at`` (UTC moment)."""
    page, task_state = _at_stage(page, Stage.BOARD, by, digest)
    if publish_at is not None and publish_at <= timezone.now():
        raise ActRefused(_("The time of publication has passed: choose a later one, or publish now."))
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    approval = _record_approval(page, Stage.BOARD, by, comment, publish_at=publish_at)
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
    page = _locked(page)
    task_state = page.current_workflow_task_state
    stage = getattr(task_state.task.specific, "stage", None) if task_state else None
    if task_state is None or stage is None or page.state not in IN_MODERATION:
        raise ActRefused(_("The item does not wait for a decision any more: %(state)s.") % _state(page))
    _guard_decision(page, stage, by)
    _guard_reason(reason)
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
    page = _locked(page)
    if page.state not in {State.AT_BOARD, State.SCHEDULED}:
        raise ActRefused(_("The item does not wait for the editorial board: %(state)s.") % _state(page))
    _guard_decision(page, Stage.BOARD, by)
    _guard_reason(reason)
    if hasattr(page, "publication"):
        raise ActRefused(_("The item has been published: return the change, or withdraw the item."))
    _end_workflow(page, by, comment=reason)
    page.enter(State.NOT_USED)
    messages.tell_not_used(page, by, reason)
    return page


@transaction.atomic
def unschedule(page: NewsPage, *, by: User) -> NewsPage:
    """Cancel a scheduled publication: the item waits for the board again."""
    page = _locked(page)
    if page.state != State.SCHEDULED or not ItemAccess(by, page).is_board:
        raise ActRefused(_("Only the editorial board cancels a scheduled publication."))
    _reopen_board_stage(page, by)
    return page


@transaction.atomic
def publish_due(page: NewsPage, *, now: dt.datetime) -> bool:
    """Publish a scheduled item whose time has come; False if it is not due.

    Raises ``NotVetted`` if what is there is not what the board approved.
    """
    page = _locked(page)
    approval = page.approvals.of_board().latest_given()
    if page.state != State.SCHEDULED or approval is None or approval.publish_at is None or approval.publish_at > now:
        return False
    if approval.digest != page.latest_digest:
        raise NotVetted(_("The content is not the one that the board approved."))
    releasing.release(page, approval)
    messages.tell_published(page, approval)
    return True


@transaction.atomic
def reopen_refused(page: NewsPage) -> NewsPage:
    """Give an item that could not be published at its time back: to the board, or to its writer if it was changed."""
    page = _locked(page)
    if page.state != State.SCHEDULED:
        return page
    if is_vetted(page.pk, page.latest_digest):
        _reopen_board_stage(page, None)
        return page
    reason = _("The text was changed after the editorial board had approved it; the unit has to vet it again.")
    last = TaskState.objects.for_instance(page).order_by("-pk").first()
    TaskState.objects.filter(pk=last.pk).update(status=TaskState.STATUS_REJECTED, comment=reason)
    page.enter(State.RETURNED)
    messages.tell_refused(page, reason)
    return page


@transaction.atomic
def correct(page: NewsPage, *, by: User, digest: str, comment: str = "") -> Approval:
    """Publish the board's own corrections of a published item in one act, without the unit's stage."""
    page = _locked(page)
    _guard_digest(page, digest)
    if page.state != State.PUBLISHED:
        raise ActRefused(_("Only a published item is corrected: %(state)s.") % _state(page))
    _guard_decision(page, Stage.BOARD, by)
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    if digest == page.release.approval.digest:
        raise ActRefused(_("Nothing has been changed: there is nothing to publish."))
    approval = _record_approval(page, Stage.BOARD, by, comment)
    releasing.release(page, approval)
    messages.tell_corrected(page, approval)
    return approval


@transaction.atomic
def drop_proposal(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Put the published content back in place of a change that has not been published."""
    page = _locked(page)
    release = getattr(page, "release", None)
    if release is None or page.state in FINAL or not (ItemAccess(by, page).is_board or ItemAccess(by, page).is_of_unit):
        raise ActRefused(_("Only a change of a published item can be dropped."))
    if page.state in IN_MODERATION:
        raise ActRefused(_("The change waits for a decision: return it instead."))
    _guard_reason(reason)
    _end_workflow(page, by)
    releasing.restore_latest(page, release.approval)
    page.enter(State.PUBLISHED)
    messages.tell_dropped(page, by, reason)
    return page


@transaction.atomic
def hide(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Take a published item off the portal while something is checked: counts and money wait."""
    page = _locked(page)
    _guard_board(page, by)
    _guard_reason(reason)
    page.publication.hide(by=by, reason=reason)
    releasing.take_down(page, by)
    messages.tell_hidden(page, by, reason)
    return page


@transaction.atomic
def show(page: NewsPage, *, by: User) -> NewsPage:
    """Put a hidden item back on the portal, as the board approved it last."""
    page = _locked(page)
    _guard_board(page, by)
    page.publication.show()
    releasing.put_back(page)
    messages.tell_shown(page, by)
    return page


@transaction.atomic
def withdraw(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Withdraw a published item for cause, for ever."""
    page = _locked(page)
    _guard_board(page, by)
    _guard_reason(reason)
    page.publication.withdraw(by=by, reason=reason)
    _end_workflow(page, by, comment=reason)
    releasing.take_down(page, by)
    page.enter(State.WITHDRAWN)
    messages.tell_withdrawn(page, by, reason)
    return page


def _locked(page: NewsPage) -> NewsPage:
    """The item as it is now, held against everybody else until the act is done."""
    return NewsPage.objects.select_for_update().get(pk=page.pk)


def _at_stage(page: NewsPage, stage: str, by: User, digest: str) -> tuple[NewsPage, TaskState]:
    page = _locked(page)
    task_state = page.current_workflow_task_state
    if task_state is None or getattr(task_state.task.specific, "stage", None) != stage or page.state in FINAL:
        raise ActRefused(_("The item does not wait for this decision any more: %(state)s.") % _state(page))
    _guard_decision(page, stage, by)
    if stage == Stage.UNIT:
        _guard_unit_lives(page)
    _guard_digest(page, digest)
    return page, task_state


def _guard_decision(page: NewsPage, stage: str, by: User) -> None:
    if refusal := ItemAccess(by, page).refusal_to_decide(stage):
        raise ActRefused(refusal)


def _guard_board(page: NewsPage, by: User) -> None:
    if not ItemAccess(by, page).is_board:
        raise ActRefused(_("Only the editorial board may decide this."))
    if not hasattr(page, "publication"):
        raise ActRefused(_("The item has not been published."))


def _guard_unit_lives(page: NewsPage) -> None:
    if not page.unit.lives_on(timezone.localdate()):
        raise ActRefused(_("The unit does not exist any more: the item cannot be decided."))


def _heir_of_ended_unit(page: NewsPage) -> Unit | None:
    """The unit whose people go on with an item of a unit that is no more; None if its own unit lives."""
    if page.unit.lives_on(timezone.localdate()) or hasattr(page, "publication"):
        return None
    heirs = list(successors_of(page.unit))
    if len(heirs) != 1:
        raise ActRefused(_("The unit does not exist any more: publish the item, or mark it as not used."))
    return heirs[0]


def _guard_digest(page: NewsPage, digest: str | None) -> None:
    if digest is not None and page.latest_digest != digest:
        raise ChangedMeanwhile


def _guard_reason(reason: str) -> None:
    if not reason.strip():
        raise ActRefused(_("Write the reason: those who wrote the item will read it."))


def _record_approval(
    page: NewsPage, stage: str, by: User, comment: str, publish_at: dt.datetime | None = None
) -> Approval:
    latest = page.latest
    photos = Photo.objects.filter(pk__in=latest.photo_ids).values_list("pk", "sha256")
    return Approval.objects.create(
        page=page,
        stage=stage,
        content=page.latest_revision.content,
        digest=page.latest_digest,
        photo_hashes={str(pk): sha256 for pk, sha256 in photos},
        user=by,
        name=str(by),
        role=_role_at(page, stage, by),
        comment=comment,
        publish_at=publish_at,
    )


def _role_at(page: NewsPage, stage: str, by: User) -> str:
    """The role in which a person approves, as the publication will say it."""
    if stage == Stage.BOARD:
        return _("editorial board")
    approver = approver_in(by, page.unit_id)
    version = page.unit.version_on(timezone.localdate())
    return approver.role(version.kind.approving_role if version else "") if approver else ""


def _end_workflow(page: NewsPage, by: User | None, comment: str = "") -> None:
    for state in WorkflowState.objects.active().for_instance(page):
        if comment and state.current_task_state:
            state.current_task_state.comment = comment
            state.current_task_state.save(update_fields=["comment"])
        state.cancel(user=by)


def _reopen_board_stage(page: NewsPage, by: User | None) -> None:
    workflow_state = page.workflow_states.order_by("-created_at", "-pk").first()
    workflow_state.status = WorkflowState.STATUS_IN_PROGRESS
    workflow_state.save()
    workflow_state.current_task_state = BoardApprovalTask.objects.get().start(workflow_state, user=by)
    workflow_state.save()


def _state(page: NewsPage) -> dict[str, str]:
    return {"state": str(page.get_state_display()).lower()}
