"""The screens of lists, and the way to the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.news.acts import standing_of
from cms.news.lists import (
    LONG_WAIT_DAYS,
    days_since,
    found_by_headline,
    waiting_for,
    written_by,
)
from cms.news.next_steps import with_next_steps

if TYPE_CHECKING:
    from django.db.models import QuerySet

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

    @property
    def query(self) -> str:
        return self.request.GET.get("q", "").strip()

    def items(self) -> QuerySet[NewsPage]:
        items = written_by(self.request.user)
        return found_by_headline(items, self.query) if self.query else items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(query=self.query, **kwargs)
        with_next_steps(context["items"].object_list)
        return context


class WaitingView(ListView):
    template_name = "news/waiting.html"

    def items(self) -> QuerySet[NewsPage]:
        return waiting_for(self.request.user)
