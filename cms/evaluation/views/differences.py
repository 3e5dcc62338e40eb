"""What a version says otherwise than the one that it reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from cms.evaluation.sheets import sheets_of
from cms.evaluation.sheets.differences import differences
from cms.units.days import today

from .board import EvaluationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class DifferencesView(EvaluationScreen):
    """Unit by unit, figure by figure; 404 for a first version."""

    template_name = "evaluation/differences.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = self.evaluation.reopens
        if before is None:
            raise Http404
        found = differences(sheets_of(before, today()), sheets_of(self.evaluation, today()))
        return self.answer(before=before, changes=found)
