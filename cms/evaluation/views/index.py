"""The years and kinds that are or were evaluated, and the opening of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.evaluation import acts
from cms.evaluation.forms.opening import OpenForm
from cms.evaluation.models import Evaluation, EvaluationRefused

from .board import BoardScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


class IndexView(BoardScreen):
    """Every evaluation, the latest year first."""

    template_name = "evaluation/index.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Evaluation.objects.prefetch_related("kinds__kind").order_by("-first", "-version", "-pk")
        return self.answer(items=Paginator(rows, PER_PAGE).get_page(request.GET.get("p")))


class OpenView(BoardScreen):
    """A year is opened."""

    template_name = "evaluation/open.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(form=OpenForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OpenForm(request.POST)
        if form.is_valid():
            try:
                opened = acts.open_year(form.cleaned_data["first"], form.cleaned_data["kinds"], by=self.request.user)
            except EvaluationRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The evaluation is open: its figures live until it goes to signature."))
                return redirect("evaluation:evaluation", opened.pk)
        return self.answer(form=form)
