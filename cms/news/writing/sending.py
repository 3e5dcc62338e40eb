"""Sending from the form: exactly what was saved, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.news import moderation
from cms.news.models import NewsPage, State
from cms.news.refusals import Incomplete
from cms.news.requirements import missing_in

if TYPE_CHECKING:
    from cms.accounts.models import User


def send(page: NewsPage, by: User) -> None:
    """Send the item as it stands to the unit's approvers; a form that sends twice has sent once.

    Raises ``Incomplete`` with all that is missing, ``ActRefused`` if it is not theirs to send.
    """
    if page.state == State.AT_UNIT and page.submitted_by_id == by.pk:
        return
    if missing := missing_in(page.latest):
        raise Incomplete(missing)
    moderation.submit(page, by=by, digest=page.latest_digest)
