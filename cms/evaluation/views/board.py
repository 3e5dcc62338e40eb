"""Who meets the screens of evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.evaluation.models import Evaluation
from cms.units.roles import is_board

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


@method_decorator([require_admin_access, never_cache], name="dispatch")
class BoardScreen(TemplateView):
    """A screen that is not there for anybody but the editorial board; the acts behind it guard themselves too."""

    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_board(self.request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def answer(self, **context: Any) -> HttpResponse:
        """The screen; with status 422 if a form of it was refused."""
        form = context.get("form")
        status = 422 if form is not None and form.is_bound and form.errors else 200
        return self.render_to_response(self.get_context_data(**context), status=status)


class EvaluationScreen(BoardScreen):
    """A screen about one evaluation; 404 if there is none."""

    @cached_property
    def evaluation(self) -> Evaluation:
        found = Evaluation.objects.select_related("reopens", "opened_by", "closed_by", "frozen_by")
        return get_object_or_404(found.prefetch_related("kinds__kind"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evaluation=self.evaluation, **kwargs)
