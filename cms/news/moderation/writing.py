"""Acts of those who write: send for approval, and take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.news import messages
from cms.news.access import ItemAccess
from cms.news.models import NewsPage, State
from cms.news.models.states import IN_MODERATION
from cms.news.refusals import ActRefused
from cms.photos.models import Photo, Reach

from .guards import end_workflow, guard_digest, locked, state_of
from .on_paper import close_paper

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def submit(page: NewsPage, *, by: User, digest: str | None = None) -> NewsPage:
    """Send the latest content to the unit's approvers. ``digest`` is of the content that the person saw.

    Raises ``Incomplete`` with all that is missing.
    """
    page = locked(page)
    guard_digest(page, digest)
    if not ItemAccess(by, page).may_submit():
        raise ActRefused(_("The item cannot be submitted now: %(state)s.") % state_of(page))
    workflow = page.get_workflow()
    if workflow is None:
        raise ActRefused(_("Moderation is switched off: tell the province's administrators. The item is kept."))
    if page.latest_revision is None:
        page.save_revision(user=by, clean=False)
    end_workflow(page, by)
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
    page = locked(page)
    if not ItemAccess(by, page).may_recall():
        raise ActRefused(_("Only who wrote or submitted the item takes it back, before it is vetted."))
    messages.tell_recalled(page, by)
    end_workflow(page, by)
    page.enter(State.DRAFT)
    return page


@transaction.atomic
def call_off(page: NewsPage) -> NewsPage:
    """Make an item that waits for its unit's approval, or for its paper, a draft again: the unit decides no more.

    What is published of it stays before readers. Raises ``ActRefused`` if the item does not wait there.
    """
    page = locked(page)
    if page.state == State.AT_CONFIRMATION:
        close_paper(page, by=None)
        return page
    if page.state != State.AT_UNIT:
        raise ActRefused(_("The item does not wait for this decision any more: %(state)s.") % state_of(page))
    end_workflow(page, None)
    page.enter(State.DRAFT)
    return page
