"""*Nhập hộ*: items that the board enters for a unit which vets on paper, in place of the unit's stage.

One person of the province hands the paper in, another confirms it: that is the unit's approval, of exactly the content
that both saw. A unit that has somebody to vet its news is asked on the portal; nobody goes past them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.news import messages
from cms.news.access import ItemAccess
from cms.news.models import Approval, NewsPage, Outcome, PaperVetting, State
from cms.news.paper.files import check_paper
from cms.news.refusals import ActRefused, Incomplete
from cms.news.requirements import missing_in
from cms.units.models import Stage
from cms.units.on_behalf import refusal_to_enter_for
from cms.units.permissions import is_board

from .guards import end_workflow, guard_digest, guard_reason, guard_unit_lives, locked, record_approval

if TYPE_CHECKING:
    from django.core.files import File

    from cms.accounts.models import User


@dataclass(frozen=True)
class Paper:
    """What the unit sent: by which means (``ApprovalMeans``), who approved, in which position, on which local day.

    ``file`` is the scan or photo of it; ``sender`` the address or number from which a message came.
    """

    means: str
    approver_name: str
    approver_position: str
    vetted_on: dt.date
    file: File
    sender: str = ""


@transaction.atomic
def enter(page: NewsPage, *, by: User) -> NewsPage:
    """Make an item that ``by`` has just put below a unit's page, without text yet, one that the board enters for it."""
    page = locked(page)
    if not is_board(by):
        raise ActRefused(_("Only the editorial board enters items on behalf of units."))
    if refusal := refusal_to_enter_for(page.unit):
        raise ActRefused(refusal)
    if page.owner_id != by.pk or page.latest_revision_id is not None or page.edits.exists():
        raise ActRefused(_("The unit has begun this item itself: it is the unit's to go on with."))
    page.entered_by = by
    NewsPage.objects.filter(pk=page.pk).update(entered_by=by)
    record("news.enter_for_unit", page, by=by)
    return page


def hand_in(page: NewsPage, *, by: User, digest: str, paper: Paper) -> PaperVetting:
    """Hand in the unit's vetting on paper, of exactly the content with ``digest``, for a second person to confirm.

    Raises ``Incomplete`` with all that the item lacks, ``ValidationError`` with the fields of a paper that cannot be.
    """
    # Decoding a photo takes seconds: nobody else waits for it.
    try:
        check_paper(paper.file)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    return _hand_in(page, by, digest, paper)


@transaction.atomic
def _hand_in(page: NewsPage, by: User, digest: str, paper: Paper) -> PaperVetting:
    page = locked(page)
    guard_digest(page, digest)
    _guard(ItemAccess(by, page).refusal_to_hand_in())
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    asked = messages.confirmers_of(page) - {by}
    if not asked:
        raise ActRefused(_("No other member of the board could confirm the paper: it needs one who did not write."))
    vetting = PaperVetting(page=page, digest=digest, entered_by=by, **vars(paper))
    vetting.full_clean(validate_constraints=False)
    vetting.save()
    page.enter(State.AT_CONFIRMATION)
    NewsPage.objects.filter(pk=page.pk).update(submitted_at=timezone.now(), submitted_by=by)
    _write_down("news.hand_in_paper", vetting, by)
    messages.tell_confirmers(page, by, asked)
    return vetting


@transaction.atomic
def confirm(page: NewsPage, *, by: User, digest: str) -> Approval:
    """A second person's word that the paper shows the unit's vetting of this content: it goes to the board's stage."""
    page, vetting = _waiting(page, by)
    guard_digest(page, digest)
    guard_digest(page, vetting.digest)
    guard_unit_lives(page)
    _guard(refusal_to_enter_for(page.unit))
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    vetting.decide(Outcome.CONFIRMED, by=by)
    approval = record_approval(page, Stage.UNIT, by, "", paper=vetting)
    page = _pass_on(page, sender=vetting.entered_by, by=by)
    _write_down("news.confirm_paper", vetting, by)
    messages.tell_entered(page, approval)
    return approval


@transaction.atomic
def refuse(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """A second person's word that the paper does not show it: the item goes back to who entered it, with a reason."""
    page, vetting = _waiting(page, by)
    guard_reason(reason)
    page.enter(State.RETURNED)
    vetting.decide(Outcome.REFUSED, by=by, reason=reason)
    _write_down("news.refuse_paper", vetting, by)
    messages.tell_paper_refused(page, by, reason)
    return page


@transaction.atomic
def take_back(page: NewsPage, *, by: User) -> NewsPage:
    """Take a paper back before it is decided on: the item is a draft again."""
    page = locked(page)
    if not ItemAccess(by, page).may_take_back_paper():
        raise ActRefused(_("Only who wrote the item or handed the paper in takes it back, before it is confirmed."))
    vetting = close_paper(page, by=by)
    _write_down("news.take_back_paper", vetting, by)
    return page


@transaction.atomic
def send_again(page: NewsPage, *, by: User, digest: str) -> NewsPage:
    """Send a returned item whose content the unit vetted on paper to the board again: it needs no new paper."""
    page = locked(page)
    guard_digest(page, digest)
    if not ItemAccess(by, page).may_send_again():
        raise ActRefused(_("The content is not the one that the unit vetted on paper: attach a new paper."))
    page.enter(State.AT_CONFIRMATION)
    page = _pass_on(page, sender=by, by=by)
    record("news.send_paper_again", page, by=by)
    messages.tell_board_again(page, by)
    return page


def close_paper(page: NewsPage, *, by: User | None) -> PaperVetting:
    """Let the paper that waits be decided on no more, and the item be a draft again; ``page`` is locked."""
    vetting = _paper_of(page)
    page.enter(State.DRAFT)
    vetting.decide(Outcome.TAKEN_BACK, by=by)
    return vetting


def _paper_of(page: NewsPage) -> PaperVetting:
    """The paper that waits to be decided on; raises ``ActRefused`` if the state was set without one."""
    vetting = page.paper_vettings.waiting().first()
    if vetting is None:
        raise ActRefused(_("The paper has been decided on already: look at the item as it is now."))
    return vetting


def _waiting(page: NewsPage, by: User) -> tuple[NewsPage, PaperVetting]:
    """The locked item and the paper that waits for this person's decision."""
    page = locked(page)
    _guard(ItemAccess(by, page).refusal_to_confirm())
    return page, _paper_of(page)


def _pass_on(page: NewsPage, *, sender: User, by: User) -> NewsPage:
    """Take an item that is vetted on paper through the unit's stage of the workflow, to the board."""
    workflow = page.get_workflow()
    if workflow is None:
        raise ActRefused(_("Moderation is switched off: tell the province's administrators. The item is kept."))
    end_workflow(page, by)
    workflow.start(page, sender)
    page = locked(page)
    page.current_workflow_task_state.approve(user=by)
    page = locked(page)
    if page.state != State.AT_BOARD:
        raise ActRefused(_("The workflow has other tasks than the two stages: tell the administrators."))
    return page


def _guard(refusal: str | None) -> None:
    if refusal:
        raise ActRefused(refusal)


def _write_down(action: str, vetting: PaperVetting, by: User) -> None:
    record(action, vetting.page, by=by, data={"means": vetting.means, "sha256": vetting.sha256})
