"""The two stages of moderation, as tasks of one workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from cms.news.access import ItemAccess
from cms.news.content import digest_of
from cms.news.refusals import ActRefused, Incomplete
from cms.news.requirements import missing_in
from cms.units.models import Stage
from cms.units.permissions import approvers_of

from .approvals import is_vetted
from .states import State

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from cms.accounts.models import User


class ModerationTask(Task):
    """A stage. Decisions are acts of ``cms.news.moderation``: Wagtail's own buttons decide nothing here."""

    class Meta:
        abstract = True

    stage: str
    state: str

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        task_state = super().start(workflow_state, user=user)
        workflow_state.content_object.specific.enter(self.state)
        return task_state

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        raise PermissionDenied(_t("Decide on the item's own screen, where you see what you decide about."))

    def get_actions(self, obj: Any, user: User) -> list:
        return []

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        return ItemAccess(user, obj.specific).may_see

    def locked_for_user(self, obj: Any, user: User) -> bool:
        return ItemAccess(user, obj.specific).edit_stage() is None

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        return TaskState.objects.none()


class UnitApprovalTask(ModerationTask):
    """The unit's executive committee (or whichever role its kind names) vets the item."""

    stage = Stage.UNIT
    state = State.AT_UNIT

    class Meta:
        verbose_name = _("approval by the unit")
        verbose_name_plural = _("approvals by the unit")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin the unit's stage; submit, resume and restart all pass here.

        Raises ``Incomplete`` with all that the item lacks, or ``ActRefused`` if nobody could decide.
        """
        page = workflow_state.content_object.specific
        if page.state == State.AT_CONFIRMATION and is_vetted(page.pk, page.latest_digest):
            # The unit approved on paper, and a second person has confirmed it.
            return super().start(workflow_state, user=user)
        if user is None or not ItemAccess(user, page).may_submit():
            raise ActRefused(_t("Only people of the unit submit its items."))
        latest = page.latest
        if missing := missing_in(latest):
            raise Incomplete(missing)
        others = [m for m in approvers_of(page.unit) if m.user_id != user.pk]
        if not others:
            raise ActRefused(
                _t("The unit has no other person who could approve the item: ask the province to name an approver.")
            )
        return super().start(workflow_state, user=user)

    @classmethod
    def get_description(cls) -> str:
        return _t("The unit's approvers vet the item")


class BoardApprovalTask(ModerationTask):
    """The province's editorial board edits and publishes the item."""

    stage = Stage.BOARD
    state = State.AT_BOARD

    class Meta:
        verbose_name = _("approval by the editorial board")
        verbose_name_plural = _("approvals by the editorial board")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin the board's stage; content that the unit has not vetted goes through the unit first."""
        page = workflow_state.content_object.specific
        revision = page.latest_revision
        if revision is None or not is_vetted(page.pk, digest_of(revision.content)):
            return UnitApprovalTask.objects.get().start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    @classmethod
    def get_description(cls) -> str:
        return _t("The editorial board publishes the item")
