"""*Nhập hộ*: what the board enters for units that vet on paper, and for which unit next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.paper.lists import being_entered, to_confirm
from cms.units.models import Unit
from cms.units.on_behalf import candidates, refusal_to_enter_for
from cms.units.permissions import is_board
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest

SHOWN = 100


@method_decorator(require_admin_access, name="dispatch")
class BoardOnly(View):
    """A screen of the board's members; to anybody else it is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_board(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class OnBehalfView(BoardOnly, TemplateView):
    """What waits for a second person, what is being entered, and the units to choose from."""

    request: SignedInRequest
    template_name = "news/on_behalf.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()
        words = fold(query).split()
        found = [unit for unit in candidates() if all(word in fold(unit.name) for word in words)]
        open_units = [unit for unit in found if unit.refusal is None]
        closed_units = [unit for unit in found if unit.refusal is not None]
        return super().get_context_data(
            query=query,
            to_confirm=to_confirm(self.request.user)[:SHOWN],
            being_entered=being_entered()[:SHOWN],
            open_units=open_units[:SHOWN],
            closed_units=closed_units[:SHOWN],
            has_more=len(open_units) > SHOWN,
            **kwargs,
        )


class OnBehalfUnitView(BoardOnly):
    """To the form for one unit, if the board may enter items for it today."""

    def get(self, request: SignedInRequest, unit: int) -> HttpResponseBase:
        chosen = get_object_or_404(Unit, pk=unit)
        if refusal := refusal_to_enter_for(chosen):
            messages.error(request, refusal)
            return redirect("news:on_behalf")
        return redirect("news:writing_new", chosen.pk)
