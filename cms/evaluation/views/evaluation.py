"""The table of an evaluation: every unit, filtered and in order, 50 to a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from cms.evaluation.forms.lists import TableFilter
from cms.evaluation.models import EvaluatedKind
from cms.evaluation.sheets import sheets_of
from cms.evaluation.sheets.gathering import tables_of
from cms.units.days import today

from .board import EvaluationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


class EvaluationView(EvaluationScreen):
    """Where every unit stands, and what can be done with the evaluation."""

    template_name = "evaluation/evaluation.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        evaluation, day = self.evaluation, today()
        kinds = [(row.kind.code, row.kind.name) for row in evaluation.kinds.all()]
        narrowed = TableFilter(request.GET, kinds)
        sheets = sheets_of(evaluation, day)
        return self.answer(
            filter=narrowed,
            items=Paginator(narrowed.narrow(sheets), PER_PAGE).get_page(request.GET.get("p")),
            count=len(sheets),
            graded=sum(sheet.is_graded for sheet in sheets),
            day=evaluation.day or day,
            is_over=evaluation.is_over(day),
            overlapping=self._overlapping() if evaluation.is_open else [],
            samples=self._samples() if evaluation.is_open else [],
            next_version=evaluation.reopenings.standing().first(),
        )

    def _samples(self) -> list[str]:
        """The kinds whose table of points is still the one that came with the software."""
        kinds = [row.kind for row in self.evaluation.kinds.all()]
        tables = tables_of(self.evaluation.year, kinds)
        return [kind.name for kind in kinds if kind.pk in tables and tables[kind.pk].is_sample]

    def _overlapping(self) -> list[EvaluatedKind]:
        """Other years of the same kinds that share days with this one: a calendar has changed in between."""
        first = self.evaluation.first
        near = EvaluatedKind.objects.filter(
            kind__in=[row.kind_id for row in self.evaluation.kinds.all()],
            is_dropped=False,
            first__gt=first - dt.timedelta(days=365),
            first__lt=self.evaluation.year.end,
        )
        return list(near.exclude(first=first).select_related("kind", "evaluation"))
