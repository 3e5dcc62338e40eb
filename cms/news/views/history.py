"""The screen of an item's history, and the way back to an earlier text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.access import ItemAccess
from cms.news.history import changes_in, history_of, readable_text, with_text_of
from cms.news.refusals import ActRefused
from cms.news.views.item import ItemMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@method_decorator(require_admin_access, name="dispatch")
class HistoryView(ItemMixin):
    """*Lịch sử sửa*; ``?xem=`` opens what one of the changes was."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "item": self.page,
            "headline": self.page.draft_title or self.page.title,
            "events": history_of(self.page, self.person),
            "may_restore": ItemAccess(self.person, self.page).edit_stage() is not None,
        }
        asked = request.GET.get("xem", "")
        if asked.isdecimal() and len(asked) < 10:
            context |= {"opened": int(asked), "differences": self._changes(int(asked))}
        return render(request, "news/history.html", context)

    def _changes(self, revision: int) -> list:
        changes = changes_in(self.page, revision, self.person)
        if changes is None:
            raise Http404
        return changes


@method_decorator(require_admin_access, name="dispatch")
class RestoreView(ItemMixin):
    """An earlier text becomes the latest one, as any other change of the text and by the same rules."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, revision: int) -> HttpResponse:
        kept = readable_text(self.page, revision, self.person)
        if kept is None:
            raise Http404
        item = with_text_of(self.page, kept)
        if item.digest == self.page.latest_digest:
            messages.success(request, _("The item has this text already."))
            return redirect("news:history", pk)
        try:
            item.save_revision(user=self.person, clean=False)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("news:history", pk)
        messages.success(request, _("The earlier text is back; what was there before stays in the history."))
        return redirect("news:item", pk)
