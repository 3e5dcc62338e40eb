"""The deletion of a draft, asked for once more before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.access import ItemAccess
from cms.news.moderation import discard
from cms.news.refusals import ActRefused
from cms.news.views.item import ItemMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@method_decorator(require_admin_access, name="dispatch")
class DiscardView(ItemMixin):
    """Asks whether the draft is to be deleted, and deletes it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not ItemAccess(self.person, self.page).may_delete():
            messages.error(request, _("What has been submitted is kept: an item is deleted as a draft only."))
            return redirect("news:item", pk)
        headline = self.page.draft_title or self.page.title
        return render(request, "news/discard.html", {"item": self.page, "headline": headline})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            discard(self.page, by=self.person)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("news:item", pk)
        messages.success(request, _("The draft has been deleted."))
        return redirect("news:mine")
