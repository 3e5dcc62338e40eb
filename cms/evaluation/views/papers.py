"""The letter and the workbook of an evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.evaluation.closed_years import closing_sentence
from cms.evaluation.forms.acts import words_by_default
from cms.evaluation.freezing import facts_of
from cms.evaluation.models import State
from cms.evaluation.papers.letters import day_of, letter_of, letterhead_of
from cms.evaluation.papers.workbooks import sheets_for
from cms.evaluation.sheets import sheets_of, whole_of
from cms.official_documents.letters import docx_of
from cms.official_documents.workbooks import xlsx_response
from cms.units.days import today

from .board import EvaluationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.official_documents.letters import Letter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperScreen(EvaluationScreen):
    """What there is no paper of, a dropped evaluation, answers 404."""

    @cached_property
    def paper_facts(self) -> dict[str, Any]:
        """What was frozen, or what would be frozen today."""
        if self.evaluation.state == State.DROPPED:
            raise Http404
        return self.evaluation.facts or facts_of(self.evaluation, today())

    def letter(self) -> Letter:
        words = self.evaluation.letter or words_by_default()
        return letter_of(self.evaluation, sheets_of(self.evaluation, today()), self.paper_facts, words)

    def file_name(self, extension: str) -> str:
        evaluation = self.evaluation
        return f"cham-diem-{evaluation.first:%Y-%m-%d}-{evaluation.pk}-v{evaluation.version}.{extension}"


class LetterView(PaperScreen):
    """The letter as it would read, on the screen."""

    template_name = "evaluation/letter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.answer(letter=self.letter(), day=day_of(self.paper_facts))


class DocxView(PaperScreen):
    """The letter as a Word file; number and date are blank until the year is closed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(docx_of(self.letter(), letterhead_of(self.paper_facts)), DOCX)
        response["Content-Disposition"] = f'attachment; filename="{self.file_name("docx")}"'
        response["X-Content-Type-Options"] = "nosniff"
        record("evaluation.export", self.evaluation, by=self.request.user, data={"format": "docx"})
        return response


class XlsxView(PaperScreen):
    """Results, explanations, periods and items as a workbook."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        evaluation, facts = self.evaluation, self.paper_facts
        above = [
            str(facts["label"]),
            closing_sentence(evaluation) if evaluation.is_closed else evaluation.get_state_display(),
            _("Figures up to %(day)s") % {"day": f"{day_of(facts):%d/%m/%Y}"},
        ]
        gathered = whole_of(evaluation, today())
        record("evaluation.export", evaluation, by=self.request.user, data={"format": "xlsx"})
        return xlsx_response(self.file_name("xlsx"), sheets_for(gathered, above))
