"""The files of a notice for the board: what goes to the signer, the tables, the internal annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from cms.audit.trail import record
from cms.notices.facts.current import facts_of
from cms.notices.letter.files import DOCX, XLSX, letter_docx
from cms.notices.letter.sheets import sheets_of
from cms.notices.public.files import download, sent
from cms.notices.views.access import NoticeMixin
from cms.official_documents.workbooks import xlsx_response

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


class LetterView(NoticeMixin):
    """The letter as a Word file: of a draft as it would be now, else as it was frozen or issued."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponseBase:
        notice = self.notice
        name = f"{notice.name_for_files}.docx"
        if notice.is_issued:
            return download(notice, "docx")
        if notice.is_at_signature:
            return sent(notice.draft_letter, name, DOCX)
        response = HttpResponse(letter_docx(notice, facts_of(notice)), content_type=DOCX)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


class WorkbookView(NoticeMixin):
    """The tables as a workbook, frozen or as they are now."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponseBase:
        notice = self.notice
        name = f"{notice.name_for_files}.xlsx"
        if notice.is_draft:
            return xlsx_response(name, sheets_of(facts_of(notice)))
        return sent(notice.workbook, name, XLSX)


class AnnexView(NoticeMixin):
    """The frozen internal annex; each opening is written down."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponseBase:
        if not self.notice.annex_letter:
            raise Http404
        record("notices.read_annex", self.notice, by=request.user)
        return sent(self.notice.annex_letter, f"{self.notice.name_for_files}-phu-luc-noi-bo.docx", DOCX)
