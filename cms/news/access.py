"""Every question about who may do what with an item, answered in one place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.news.models.approvals import Edit, is_vetted
from cms.news.models.states import KNOWN_TO_BOARD, WITH_WRITER, State
from cms.units.models import Role, Stage, UnitKind
from cms.units.permissions import has_role, is_board

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage

WRITING = ""


class ItemAccess:
    """What a person may do with an item now. Asked afresh for each act: a role that ended counts no more."""

    def __init__(self, user: User, page: NewsPage) -> None:
        self.user = user
        self.page = page

    @cached_property
    def is_of_unit(self) -> bool:
        """Whether the person has a role in the item's unit today."""
        return self._may_act and has_role(self.user, self.page.unit_id)

    @cached_property
    def is_approver(self) -> bool:
        """Whether the person is a named, present approver of the item's unit."""
        return self._may_act and has_role(self.user, self.page.unit_id, Role.APPROVER)

    @cached_property
    def is_board(self) -> bool:
        """Whether the person is a member of the editorial board."""
        return self._may_act and is_board(self.user)

    @property
    def _may_act(self) -> bool:
        return self.user.is_authenticated and self.user.is_active

    @cached_property
    def may_see(self) -> bool:
        """Whether the person may see the latest content: its unit always, the board once the unit has vetted it."""
        if self._may_act and (self.user.is_superuser or self.is_of_unit):
            return True
        return self.is_board and self.page.state in KNOWN_TO_BOARD

    def edit_stage(self) -> str | None:
        """The stage in which the person may change the content now; ``WRITING`` for writing, None for not at all."""
        state = self.page.state
        if state in WITH_WRITER:
            return WRITING if self.is_of_unit or self.user.is_superuser else None
        if state == State.AT_UNIT:
            return Stage.UNIT if self.is_approver and not self.refusal_to_decide(Stage.UNIT) else None
        if state == State.AT_BOARD:
            return Stage.BOARD if self.is_board else None
        if state == State.PUBLISHED:
            return self._stage_after_publication()
        return None

    def _stage_after_publication(self) -> str | None:
        """The board corrects slips; people of the unit propose changes that pass both stages again."""
        if self.is_board and not (self.is_of_unit and not self._is_boards_own):
            return Stage.BOARD
        return WRITING if self.is_of_unit else None

    @cached_property
    def _is_boards_own(self) -> bool:
        return self.page.unit.versions.filter(kind__code=UnitKind.BOARD).exists()

    @cached_property
    def has_written(self) -> bool:
        """Whether the person changed the content outside an approval stage of their own."""
        return Edit.objects.filter(page=self.page.pk, user=self.user.pk, stage=WRITING).exists()

    @cached_property
    def has_submitted(self) -> bool:
        """Whether the person submitted the item, now or in an earlier round."""
        return self.page.workflow_states.filter(requested_by=self.user.pk).exists()

    def refusal_to_decide(self, stage: str) -> str | None:
        """Why the person may not approve or return at ``stage``, in words for them; None if they may."""
        if stage == Stage.UNIT and not self.is_approver:
            return _("Only an approver of the unit may decide this.")
        if stage == Stage.BOARD and not self.is_board:
            return _("Only the editorial board may decide this.")
        if self.has_written:
            return _("Nobody approves an item that they wrote: somebody else has to decide.")
        if self.has_submitted:
            return _("Nobody approves an item that they submitted: somebody else has to decide.")
        return None

    def may_submit(self) -> bool:
        """Whether the person may send the latest content to the unit's approvers."""
        has_changes = self.page.state in WITH_WRITER
        return has_changes and self.is_of_unit

    def may_recall(self) -> bool:
        """Whether the person may take a submitted item back before it is vetted."""
        return self.page.state == State.AT_UNIT and self.is_of_unit and (self.has_written or self.has_submitted)

    def may_delete(self) -> bool:
        """Whether the person may delete the item: a draft of their unit that was never submitted."""
        return self.page.state == State.DRAFT and self.page.submitted_at is None and self.is_of_unit

    def is_vetted(self) -> bool:
        """Whether the unit approved all of the latest content that is not the board's own."""
        return is_vetted(self.page.pk, self.page.latest_digest)
