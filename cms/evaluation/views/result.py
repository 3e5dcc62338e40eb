"""A unit's closed result, as its people see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access

from cms.evaluation.closed_years import closing_sentence
from cms.evaluation.models import State, UnitResult
from cms.evaluation.sheets.reading import thawed
from cms.quotas.desk.access import may_see

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.requests import SignedInRequest


@method_decorator([require_admin_access, never_cache], name="dispatch")
class ResultView(TemplateView):
    """The frozen sheet of a closed year: 404 for strangers, and while the year is not closed."""

    request: SignedInRequest
    template_name = "evaluation/result.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        closed = UnitResult.objects.filter(evaluation__state=State.CLOSED).select_related("evaluation", "unit")
        result = get_object_or_404(closed, pk=self.kwargs["pk"])
        if not may_see(self.request.user, result.unit):
            raise Http404
        later = result.evaluation.reopenings.filter(state=State.CLOSED).first()
        own_later = later and UnitResult.objects.filter(evaluation=later, unit=result.unit_id).first()
        sheet, items = thawed(result)
        context = {
            "evaluation": result.evaluation,
            "sheet": sheet,
            "items": items,
            "closing": closing_sentence(result.evaluation),
            "later": later,
            "own_later": own_later,
        }
        return self.render_to_response(self.get_context_data(**context))
