"""Acts on a published item: correct, drop a proposed change, hide, show, withdraw."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.news import messages, releasing
from cms.news.access import ItemAccess
from cms.news.models import Approval, ItemCorrection, NewsPage, State
from cms.news.models.states import FINAL, IN_MODERATION
from cms.news.refusals import ActRefused, Incomplete
from cms.news.requirements import missing_in
from cms.units.models import Stage
from cms.vietnamese.text import is_blank

from .guards import (
    end_workflow,
    guard_board,
    guard_decision,
    guard_digest,
    guard_reason,
    locked,
    record_approval,
    state_of,
)

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def correct(page: NewsPage, *, by: User, digest: str, comment: str = "") -> Approval:
    """Publish the board's own corrections of a published item in one act, without the unit's stage."""
    page = locked(page)
    guard_digest(page, digest)
    if page.state != State.PUBLISHED:
        raise ActRefused(_("Only a published item is corrected: %(state)s.") % state_of(page))
    guard_decision(page, Stage.BOARD, by)
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    if digest == page.release.approval.digest:
        raise ActRefused(_("Nothing has been changed: there is nothing to publish."))
    approval = record_approval(page, Stage.BOARD, by, comment)
    releasing.release(page, approval)
    messages.tell_corrected(page, approval)
    return approval


@transaction.atomic
def add_correction(page: NewsPage, *, by: User, digest: str, text: str, on: dt.date) -> Approval:
    """Put a dated *Đính chính* at the foot of a published item: an edit of the board's, approved in the same act.

    ``on`` is a local day from the publication to today. Raises ``ActRefused`` while a change is under way, which would
    be published along with it.
    """
    page = locked(page)
    guard_digest(page, digest)
    guard_board(page, by)
    guard_decision(page, Stage.BOARD, by)
    if page.state != State.PUBLISHED or digest != page.release.approval.digest:
        raise ActRefused(_("A change of the item is under way: publish it or drop it first, then add the correction."))
    if ItemAccess(by, page).edit_stage() != Stage.BOARD:
        raise ActRefused(_("You work for the unit of this item: another member of the board has to correct it."))
    if is_blank(text):
        raise ActRefused(_("Write the correction: readers will read it at the foot of the item."))
    if not page.publication.local_date <= on <= timezone.localdate():
        raise ActRefused(_("The date of a correction lies between the publication and today."))
    item = page.latest
    item.corrections.add(ItemCorrection(on=on, text=text.strip()))
    item.save_revision(user=by, clean=False)
    page = locked(page)
    approval = record_approval(page, Stage.BOARD, by, text.strip())
    releasing.release(page, approval)
    messages.tell_corrected(page, approval)
    return approval


@transaction.atomic
def drop_proposal(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Put the published content back in place of a change that has not been published."""
    page = locked(page)
    release = getattr(page, "release", None)
    if release is None or page.state in FINAL or not (ItemAccess(by, page).is_board or ItemAccess(by, page).is_of_unit):
        raise ActRefused(_("Only a change of a published item can be dropped."))
    if page.state in IN_MODERATION:
        raise ActRefused(_("The change waits for a decision: return it instead."))
    guard_reason(reason)
    end_workflow(page, by)
    releasing.restore_latest(page, release.approval)
    page.enter(State.PUBLISHED)
    messages.tell_dropped(page, by, reason)
    return page


@transaction.atomic
def hide(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Take a published item off the portal while something is checked: counts and money wait."""
    page = locked(page)
    guard_board(page, by)
    guard_reason(reason)
    page.publication.hide(by=by, reason=reason)
    releasing.take_down(page, by)
    messages.tell_hidden(page, by, reason)
    return page


@transaction.atomic
def show(page: NewsPage, *, by: User) -> NewsPage:
    """Put a hidden item back on the portal, as the board approved it last."""
    page = locked(page)
    guard_board(page, by)
    page.publication.show()
    releasing.put_back(page)
    messages.tell_shown(page, by)
    return page


@transaction.atomic
def withdraw(page: NewsPage, *, by: User, reason: str) -> NewsPage:
    """Withdraw a published item for cause, for ever."""
    page = locked(page)
    guard_board(page, by)
    guard_reason(reason)
    page.publication.withdraw(by=by, reason=reason)
    end_workflow(page, by, comment=reason)
    releasing.take_down(page, by)
    page.enter(State.WITHDRAWN)
    messages.tell_withdrawn(page, by, reason)
    return page
