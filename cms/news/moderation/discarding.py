"""The deletion of a draft that nobody but its unit has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction

from cms.news.access import ItemAccess
from cms.news.models import NewsPage
from cms.news.refusals import ActRefused

from .guards import locked

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def discard(page: NewsPage, *, by: User) -> None:
    """Delete a draft that was never submitted; Wagtail's action writes it down in the audit trail."""
    page = locked(page)
    if not ItemAccess(by, page).may_delete():
        raise ActRefused(_("What has been submitted is kept: an item is deleted as a draft only."))
    DeletePageAction(page, user=by).execute(skip_permission_checks=True)
