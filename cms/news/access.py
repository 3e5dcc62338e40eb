"""Every question about who may do what with an item, answered in one place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.news.models.approvals import Edit, is_vetted
from cms.news.models.paper_vettings import PaperVetting
from cms.news.models.states import KNOWN_TO_BOARD, WITH_WRITER, State
from cms.units.models import Role, Stage, UnitKind
from cms.units.on_behalf import refusal_to_enter_for
from cms.units.permissions import approvers_of, has_role, is_board, units_of

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.news.models import NewsPage

WRITING = ""


def known_to_board() -> Q:
    """What the board may see, as a condition on items: what units have vetted, and what it entered for one."""
    return Q(state__in=KNOWN_TO_BOARD) | Q(entered_by__isnull=False)


def told_to(user: User) -> Q:
    """The items whose latest content a person may be told of unasked, as a condition on items.

    Those of their units; the board, what reached it. Whoever may see more for technical reasons is told no more.
    """
    # Ids, not a subquery: SQLite's parser has no room for units within units.
    own = Q(unit__in=list(units_of(user).values_list("pk", flat=True)))
    return own | known_to_board() if is_board(user) else own


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
        """Whether the person may see the latest content.

        Its unit always; the board once the unit has vetted it, and what it entered on the unit's behalf itself.
        """
        if self._may_act and (self.user.is_superuser or self.is_of_unit):
            return True
        return self.is_board and (self.page.state in KNOWN_TO_BOARD or self._is_entered)

    @cached_property
    def may_see_published(self) -> bool:
        """Whether the person may see what is published of the item, but not the change of its unit that is under way.

        So the board hides or withdraws an item also while its unit proposes a change, without reading the proposal.
        """
        return self.is_board and not self.may_see and hasattr(self.page, "release")

    @cached_property
    def may_see_earlier(self) -> bool:
        """Whether the person may see how the latest content came about: drafts, and returns within the unit.

        That is the unit's own, like what its approver mended; the board reads what reached it.
        """
        return self.may_see and (self.user.is_superuser or self.is_of_unit or self._is_entered)

    @property
    def _is_entered(self) -> bool:
        return self.page.entered_by_id is not None

    @property
    def _enters(self) -> bool:
        """Whether the person is of the board, and the item one that the board enters on its unit's behalf."""
        return self._is_entered and self.is_board

    def edit_stage(self) -> str | None:
        """The stage in which the person may change the content now; ``WRITING`` for writing, None for not at all."""
        state = self.page.state
        if state in WITH_WRITER:
            return WRITING if self.is_of_unit or self._enters or self.user.is_superuser else None
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
        """Whether the person submitted the item, on the portal or on paper, now or in an earlier round."""
        handed_in = PaperVetting.objects.filter(page=self.page.pk, entered_by=self.user.pk)
        return self.page.workflow_states.filter(requested_by=self.user.pk).exists() or handed_in.exists()

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
        """Whether the person may send the latest content to the unit's approvers.

        What the board enters for a unit goes to the unit's approvers too, if it has got any.
        """
        if self.page.state not in WITH_WRITER:
            return False
        return self.is_of_unit or (self._enters and bool(approvers_of(self.page.unit)))

    def refusal_to_hand_in(self) -> str | None:
        """Why the person may not hand in the unit's vetting on paper, in words for them; None if they may."""
        if not self._enters:
            return _("Only the editorial board hands in a paper, for an item that it entered on the unit's behalf.")
        if self.page.state not in WITH_WRITER:
            return _("The item cannot be submitted now: %(state)s.") % {"state": self._state}
        return refusal_to_enter_for(self.page.unit)

    def refusal_to_confirm(self) -> str | None:
        """Why the person may not confirm or refuse the paper that waits, in words for them; None if they may."""
        if not self.is_board:
            return _("Only the editorial board may decide this.")
        if self.page.state != State.AT_CONFIRMATION:
            return _("The item does not wait for this decision any more: %(state)s.") % {"state": self._state}
        if self.has_written or self.has_submitted:
            return _("Nobody confirms what they wrote or handed in: another member of the board has to.")
        return None

    def may_send_again(self) -> bool:
        """Whether the person may send an item that the unit vetted on paper, and that came back, to the board as it is.

        The board's own edits since then change nothing in what the unit vetted.
        """
        if not self._enters or self.page.state not in WITH_WRITER:
            return False
        last = self.page.approvals.of_unit().latest_given()
        return last is not None and last.paper_id is not None and self.is_vetted()

    def may_take_back_paper(self) -> bool:
        """Whether the person may take back a paper that waits: who wrote the item or handed the paper in."""
        waits = self.page.state == State.AT_CONFIRMATION
        return waits and self.is_board and (self.has_written or self.has_submitted)

    @property
    def _state(self) -> str:
        return str(self.page.get_state_display()).lower()

    def may_recall(self) -> bool:
        """Whether the person may take a submitted item back before it is vetted."""
        works_on_it = self.is_of_unit or self._enters
        return self.page.state == State.AT_UNIT and works_on_it and (self.has_written or self.has_submitted)

    def may_delete(self) -> bool:
        """Whether the person may delete the item: a draft of their unit, or entered for it, never submitted."""
        is_theirs = self.is_of_unit or self._enters
        return self.page.state == State.DRAFT and self.page.submitted_at is None and is_theirs

    def is_vetted(self) -> bool:
        """Whether the unit approved all of the latest content that is not the board's own."""
        return is_vetted(self.page.pk, self.page.latest_digest)
