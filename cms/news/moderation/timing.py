"""What the clock brings: publication at the time that the board set."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.news import messages, releasing
from cms.news.access import ItemAccess
from cms.news.models import NewsPage, State
from cms.news.models.approvals import is_vetted
from cms.news.refusals import ActRefused, NotVetted

from .guards import locked, reopen_board_stage

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def unschedule(page: NewsPage, *, by: User) -> NewsPage:
    """Cancel a scheduled publication: the item waits for the board again."""
    page = locked(page)
    if page.state != State.SCHEDULED or not ItemAccess(by, page).is_board:
        raise ActRefused(_("Only the editorial board cancels a scheduled publication."))
    reopen_board_stage(page, by)
    return page


@transaction.atomic
def publish_due(page: NewsPage, *, now: dt.datetime) -> bool:
    """Publish a scheduled item whose time has come; False if it is not due.

    Raises ``NotVetted`` if what is there is not what the board approved.
    """
    page = locked(page)
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
    page = locked(page)
    if page.state != State.SCHEDULED:
        return page
    if is_vetted(page.pk, page.latest_digest):
        reopen_board_stage(page, None)
        return page
    reason = _("The text was changed after the editorial board had approved it; the unit has to vet it again.")
    last = TaskState.objects.for_instance(page).order_by("-pk").first()
    TaskState.objects.filter(pk=last.pk).update(status=TaskState.STATUS_REJECTED, comment=reason)
    page.enter(State.RETURNED)
    messages.tell_refused(page, reason)
    return page
