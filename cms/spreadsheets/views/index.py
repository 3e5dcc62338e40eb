"""The screen from which files are checked, and tables taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from cms.spreadsheets import exporting
from cms.spreadsheets.forms import ExportForm, UploadForm
from cms.spreadsheets.models import ImportFile, Subject
from cms.spreadsheets.tables import TABLES
from cms.spreadsheets.uploads import take_in

from .access import ImportersView

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _screen(request: SignedInRequest, **forms: Any) -> HttpResponse:
    waiting = ImportFile.objects.waiting().filter(subject=Subject.REGISTER, uploaded_by=request.user).first()
    context = {"upload": UploadForm(), "export": ExportForm(), "waiting": waiting, "tables": TABLES}
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "spreadsheets/index.html", context | forms, status=status)


class IndexView(ImportersView):
    """Import and export of the register."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return _screen(request)


class UploadView(ImportersView):
    """A file comes in and is checked."""

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return _screen(request, upload=form)
        upload = form.cleaned_data["file"]
        file = take_in(upload.name, upload.read(), by=request.user)
        return redirect("spreadsheets:file", file.pk)


class TemplateView(ImportersView):
    """The empty workbook."""

    def get(self, request: SignedInRequest) -> HttpResponseBase:
        return download(HttpResponse(exporting.template(by=request.user), XLSX_TYPE), "mau-nhap-so-don-vi.xlsx")


class ExportView(ImportersView):
    """Tables of the register go out; asked by POST, for it is written down."""

    def post(self, request: SignedInRequest) -> HttpResponseBase:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return _screen(request, export=form)
        tables, on = form.chosen_tables(), form.cleaned_data["on"]
        options: dict[str, Any] = {
            "on": on,
            "with_contacts": form.cleaned_data["with_contacts"],
            "by": request.user,
        }
        name = f"so-don-vi-{on:%Y-%m-%d}" if len(tables) > 1 else f"{tables[0].key}-{on:%Y-%m-%d}"
        if form.cleaned_data["form"] == ExportForm.CSV:
            lines = exporting.export_delimited(tables[0], **options)
            return download(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), f"{name}.csv")
        return download(HttpResponse(exporting.export_workbook(tables, **options), XLSX_TYPE), f"{name}.xlsx")


def download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """``response`` as a file with a name, which no browser opens as anything else."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
