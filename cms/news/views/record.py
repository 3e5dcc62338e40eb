"""*Sổ lần đăng*: all publications, and one with everything that the record says of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from wagtail.admin.auth import require_admin_access

from cms.news.record.amendments import amendments_of
from cms.news.record.export import record_response
from cms.news.record.filters import RecordFilterSet
from cms.news.record.lines import bylines_of, listed, state_of, units_of
from cms.units.models import Publication
from cms.units.permissions import is_administrator, is_board

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User

PER_PAGE = 50


def may_read_record(user: User) -> bool:
    """Whether a person reads the whole record: the board, and who administers."""
    return is_board(user) or is_administrator(user)


class RecordMixin:
    """Screens of the record; to everybody else they do not exist."""

    request: HttpRequest

    @property
    def person(self) -> User:
        """Who asks; ``require_admin_access`` has seen to it that somebody does."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_for(cast("User", request.user)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def is_for(self, user: User) -> bool:
        """Whether the screen is for a person."""
        return may_read_record(user)


@method_decorator(require_admin_access, name="dispatch")
class RecordView(RecordMixin, ListView):
    """All publications, the newest first, narrowed down by filters; ``?export=xlsx`` gives exactly these."""

    template_name = "news/record/list.html"
    paginate_by = PER_PAGE
    page_kwarg = "p"
    extra_context = {"title": _("Publication record")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.GET.get("export") == "xlsx":
            return record_response(self.get_queryset(), by=self.person, filters=self.filters.form)
        return super().get(request, *args, **kwargs)

    @cached_property
    def filters(self) -> RecordFilterSet:
        return RecordFilterSet(self.request.GET, queryset=Publication.objects.all(), request=self.request)

    def get_queryset(self) -> QuerySet[Publication]:
        """The publications asked for; none if the question cannot be understood."""
        asked = self.filters.qs if self.filters.is_valid() else Publication.objects.none()
        return listed(asked.order_by("-local_date", "-published_at", "-pk"))

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = self.request.GET.copy()
        asked.pop(self.page_kwarg, None)
        lines = [(row, units_of(row), bylines_of(row), state_of(row)) for row in context["object_list"]]
        return context | {"filters": self.filters, "lines": lines, "query": asked.urlencode()}


@method_decorator(require_admin_access, name="dispatch")
class PublicationView(RecordMixin, TemplateView):
    """One publication: what it says, where it stands, and how it was amended."""

    template_name = "news/record/publication.html"

    @cached_property
    def publication(self) -> Publication:
        publications = Publication.objects.select_related("page", "imported_by", "hidden_by", "withdrawn_by")
        return get_object_or_404(listed(publications), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publication = self.publication
        return super().get_context_data(
            publication=publication,
            state=state_of(publication),
            approvals=publication.approvals.select_related("user"),
            amendments=amendments_of(publication),
            may_amend=is_board(self.person),
            **kwargs,
        )
