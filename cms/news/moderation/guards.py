"""What every act does first and in between: lock, guard, record, move on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from cms.news.access import ItemAccess
from cms.news.models import Approval, BoardApprovalTask, NewsPage
from cms.news.models.states import FINAL
from cms.news.refusals import ActRefused, ChangedMeanwhile
from cms.photos.models import Photo
from cms.units.approving import approver_in
from cms.units.models import ApprovalMeans, Stage

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import PaperVetting


def locked(page: NewsPage) -> NewsPage:
    """The item as it is now, held against everybody else until the act is done."""
    return NewsPage.objects.select_for_update().get(pk=page.pk)


def at_stage(page: NewsPage, stage: str, by: User, digest: str) -> tuple[NewsPage, TaskState]:
    """The locked item and its task, if it waits at ``stage`` for this person, with the content that they saw."""
    page = locked(page)
    task_state = page.current_workflow_task_state
    if task_state is None or getattr(task_state.task.specific, "stage", None) != stage or page.state in FINAL:
        raise ActRefused(_("The item does not wait for this decision any more: %(state)s.") % state_of(page))
    guard_decision(page, stage, by)
    if stage == Stage.UNIT:
        guard_unit_lives(page)
    guard_digest(page, digest)
    return page, task_state


def guard_decision(page: NewsPage, stage: str, by: User) -> None:
    """Raise ``ActRefused`` with the reason if the person may not decide at ``stage``."""
    if refusal := ItemAccess(by, page).refusal_to_decide(stage):
        raise ActRefused(refusal)


def guard_board(page: NewsPage, by: User) -> None:
    """Raise ``ActRefused`` unless a member of the board acts on a published item."""
    if not ItemAccess(by, page).is_board:
        raise ActRefused(_("Only the editorial board may decide this."))
    if not hasattr(page, "publication"):
        raise ActRefused(_("The item has not been published."))


def guard_unit_lives(page: NewsPage) -> None:
    """Raise ``ActRefused`` if the item's unit is no more today."""
    if not page.unit.lives_on(timezone.localdate()):
        raise ActRefused(_("The unit does not exist any more: the item cannot be decided."))


def guard_digest(page: NewsPage, digest: str | None) -> None:
    """Raise ``ChangedMeanwhile`` if the content is not the one that the person saw; None asks nothing."""
    if digest is not None and page.latest_digest != digest:
        raise ChangedMeanwhile


def guard_reason(reason: str) -> None:
    """Raise ``ActRefused`` if there is no reason in words."""
    if not reason.strip():
        raise ActRefused(_("Write the reason: those who wrote the item will read it."))


def record_approval(
    page: NewsPage,
    stage: str,
    by: User,
    comment: str,
    publish_at: dt.datetime | None = None,
    paper: PaperVetting | None = None,
) -> Approval:
    """Write down the approval of the latest content at ``stage``, with the digests of its photos' originals.

    One on ``paper`` is that of the person who signed: ``by`` has confirmed it.
    """
    latest = page.latest
    photos = Photo.objects.filter(pk__in=latest.photo_ids).values_list("pk", "sha256")
    return Approval.objects.create(
        page=page,
        stage=stage,
        content=page.latest_revision.content,
        digest=page.latest_digest,
        photo_hashes={str(pk): sha256 for pk, sha256 in photos},
        user=by,
        name=paper.approver_name if paper else str(by),
        role=paper.approver_position if paper else _role_at(page, stage, by),
        means=paper.means if paper else ApprovalMeans.PORTAL,
        paper=paper,
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


def end_workflow(page: NewsPage, by: User | None, comment: str = "") -> None:
    """Cancel what runs of the workflow, so that the next submission begins anew."""
    for state in WorkflowState.objects.active().for_instance(page):
        cancelled = state.current_task_state
        state.cancel(user=by)
        if comment and cancelled:
            # Wagtail's cancellation empties the comment.
            TaskState.objects.filter(pk=cancelled.pk).update(comment=comment)


def reopen_board_stage(page: NewsPage, by: User | None) -> None:
    """Put a scheduled item before the board again."""
    workflow_state = page.workflow_states.order_by("-created_at", "-pk").first()
    workflow_state.status = WorkflowState.STATUS_IN_PROGRESS
    workflow_state.save()
    workflow_state.current_task_state = BoardApprovalTask.objects.get().start(workflow_state, user=by)
    workflow_state.save()


def state_of(page: NewsPage) -> dict[str, str]:
    """Where the item stands, for the text of a refusal."""
    return {"state": str(page.get_state_display()).lower()}
