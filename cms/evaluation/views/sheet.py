"""A unit's sheet, every figure explained, and the board's comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.evaluation import acts
from cms.evaluation.forms.comments import CommentForm
from cms.evaluation.models import EvaluationRefused, UnitComment
from cms.evaluation.sheets import Item, Sheet, sheet_of
from cms.units.days import today
from cms.units.models import Unit

from .board import EvaluationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SheetView(EvaluationScreen):
    """The sheet; while the evaluation is open the comment can be written."""

    template_name = "evaluation/sheet.html"

    @cached_property
    def found(self) -> tuple[Sheet, list[Item]]:
        unit = get_object_or_404(Unit, pk=self.kwargs["unit"])
        found = sheet_of(self.evaluation, unit.pk, today())
        if found is None:
            raise Http404
        return found

    @cached_property
    def newest(self) -> UnitComment | None:
        own = UnitComment.objects.filter(evaluation=self.evaluation, unit=self.found[0].unit)
        return own.select_related("by").order_by("-revision").first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form() if self.evaluation.is_open else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CommentForm(request.POST)
        unit = get_object_or_404(Unit, pk=self.found[0].unit)
        if not form.is_valid():
            return self._show(form)
        text, revision = form.cleaned_data["text"], form.cleaned_data["revision"]
        try:
            acts.comment(self.evaluation, unit, text, by=self.request.user, revision=revision)
        except acts.CommentChanged as changed:
            return self._show(self._form(text, changed.newest.revision), changed=changed.newest)
        except EvaluationRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The comment is kept."))
        return redirect("evaluation:sheet", self.evaluation.pk, unit.pk)

    def _form(self, text: str | None = None, revision: int | None = None) -> CommentForm:
        newest = self.newest
        held = {"text": newest.text if newest else "", "revision": newest.revision if newest else 0}
        if text is not None:
            held = {"text": text, "revision": revision or 0}
        return CommentForm(initial=held)

    def _show(self, form: CommentForm | None, changed: UnitComment | None = None) -> HttpResponse:
        sheet, items = self.found
        context = {"sheet": sheet, "items": items, "form": form, "changed": changed, "newest": self.newest}
        response = self.answer(**context)
        if changed is not None:
            response.status_code = 409
        return response
