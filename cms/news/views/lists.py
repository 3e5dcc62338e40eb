"""The screens of lists, and the way to the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.acts import standing_of
from cms.news.lists import (
    LONG_WAIT_DAYS,
    days_since,
    waiting_at_units,
    waiting_for,
    waiting_for_board,
    writable_units,
    written_by,
)
from cms.units.permissions import is_board
from cms.vietnamese.text import nfc

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from cms.accounts.requests import SignedInRequest
    from cms.news.models import NewsPage

PER_PAGE = 25


def described(items: list[NewsPage]) -> list[NewsPage]:
    """``items`` with how long they have waited and where they stand, in words."""
    for item in items:
        item.days = days_since(item.state_since)
        item.is_long = item.days >= LONG_WAIT_DAYS
        item.standing = standing_of(item)
    return items


@method_decorator(require_admin_access, name="dispatch")
class ListView(TemplateView):
    """A page of a list."""

    request: SignedInRequest

    def items(self) -> QuerySet[NewsPage]:
        """All items of the list, in order."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.request.GET.get("p")
        page = Paginator(self.items(), PER_PAGE).get_page(number)
        page.object_list = described(list(page.object_list))
        return super().get_context_data(items=page, **kwargs)


class MineView(ListView):
    template_name = "news/mine.html"

    def items(self) -> QuerySet[NewsPage]:
        items = written_by(self.request.user)
        query = self.request.GET.get("q", "").strip()
        return items.filter(draft_title__icontains=nfc(query)) if query else items


class WaitingView(ListView):
    template_name = "news/waiting.html"

    def items(self) -> QuerySet[NewsPage]:
        return waiting_for(self.request.user)


class BoardView(ListView):
    template_name = "news/board.html"

    def items(self) -> QuerySet[NewsPage]:
        if not is_board(self.request.user):
            raise Http404
        return waiting_for_board(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(at_units=waiting_at_units(), **kwargs)


@method_decorator(require_admin_access, name="dispatch")
class WriteView(View):
    """Straight to the form for who writes for one unit; a choice for who writes for several."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        units = list(writable_units(request.user))
        if not units:
            messages.error(request, _("You write for no unit: ask the province to name you as a writer."))
            return redirect("wagtailadmin_home")
        if len(units) == 1:
            return redirect("wagtailadmin_pages:add", "news", "newspage", units[0].page.pk)
        return render(request, "news/choose_unit.html", {"units": units})
