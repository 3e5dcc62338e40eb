"""The board's desk: what waits for it, and what became of what it decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.news.board_desk.lists import board_line, recently_published, returned_by, scheduled, with_marks
from cms.news.lists import LONG_WAIT_DAYS, named, waiting_at_units
from cms.news.models import Genre, NewsPage, State
from cms.news.views.lists import PER_PAGE, described
from cms.units.permissions import is_board

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest

TABS = {
    "waiting": _("Waiting"),
    "scheduled": _("Scheduled"),
    "published": _("Lately published"),
    "returned": _("Returned by me"),
}
AGES = [("", _("any time")), (str(LONG_WAIT_DAYS), _("3 days or more")), ("7", _("7 days or more"))]


def _units_that_wait() -> list[tuple[str, Any]]:
    waiting = named(NewsPage.objects.filter(state=State.AT_BOARD)).order_by("unit_name")
    units = dict(waiting.values_list("unit", "unit_name").distinct())
    return [("", _("all")), *((str(pk), name or "–") for pk, name in units.items())]


class LineFilter(forms.Form):
    """What of the line the person wants to see: of one unit, of one genre, or what has waited long."""

    unit = forms.ChoiceField(label=_("Unit"), choices=_units_that_wait, required=False)
    genre = forms.ModelChoiceField(label=_("Genre"), queryset=Genre.objects.all(), required=False, empty_label=_("all"))
    age = forms.ChoiceField(label=_("Has waited"), choices=AGES, required=False)

    def narrow(self, items: QuerySet[NewsPage], now: dt.datetime) -> QuerySet[NewsPage]:
        """Those of ``items`` that are asked for; a choice that is none asks nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("unit"):
            items = items.filter(unit=int(chosen["unit"]))
        if chosen.get("genre"):
            items = items.filter(genre=chosen["genre"])
        if chosen.get("age"):
            items = items.filter(state_since__lte=now - timedelta(days=int(chosen["age"])))
        return items


@method_decorator(require_admin_access, name="dispatch")
class BoardView(TemplateView):
    """The board's lists, a tab to each."""

    request: SignedInRequest
    template_name = "news/board.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_board(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS else "waiting"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = getattr(self, f"_{self.tab}")()
        return self.render_to_response(self.get_context_data(tab=self.tab, tabs=TABS, **shown))

    def _waiting(self) -> dict[str, Any]:
        narrowed = LineFilter(self.request.GET)
        items = self._page(narrowed.narrow(board_line(self.request.user), timezone.now()))
        items.object_list = described(list(items.object_list))
        with_marks(items.object_list, self.request.user)
        return {"items": items, "filter": narrowed, "at_units": waiting_at_units()}

    def _scheduled(self) -> dict[str, Any]:
        return {"items": self._page(scheduled())}

    def _published(self) -> dict[str, Any]:
        return {"items": self._page(recently_published())}

    def _returned(self) -> dict[str, Any]:
        return {"items": returned_by(self.request.user)}

    def _page(self, items: Any) -> Any:
        return Paginator(items, PER_PAGE).get_page(self.request.GET.get("p"))
