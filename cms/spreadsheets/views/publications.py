"""The screen from which files of publications of the old portal are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cms.spreadsheets.forms import UploadForm
from cms.spreadsheets.models import ImportFile
from cms.spreadsheets.publications.template import template
from cms.spreadsheets.uploads import take_in
from cms.units.models import PublicationImport

from .access import ImportersView
from .index import XLSX_TYPE, download

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest

# Imports that the screen lists, the latest first.
_LISTED = 20


class IndexView(ImportersView):
    """Import of publications: the steps, a file that waits, and what was imported before."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._screen(UploadForm())

    def _screen(self, upload: UploadForm) -> HttpResponse:
        waiting = ImportFile.objects.waiting().filter(subject=self.subject, uploaded_by=self.request.user).first()
        imports = PublicationImport.objects.select_related("by").annotate(count=Count("publications"))
        context = {"upload": upload, "waiting": waiting, "imports": imports.order_by("-pk")[:_LISTED]}
        return render(self.request, "spreadsheets/publications.html", context, status=422 if upload.errors else 200)


class UploadView(IndexView):
    """A file comes in and is checked."""

    http_method_names = ["post"]

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._screen(form)
        upload = form.cleaned_data["file"]
        file = take_in(upload.name, upload.read(), by=request.user, subject=self.subject)
        return redirect(self.task.addresses["file"], file.pk)


class TemplateView(ImportersView):
    """The empty workbook."""

    def get(self, request: SignedInRequest) -> HttpResponseBase:
        return download(HttpResponse(template(by=request.user), XLSX_TYPE), "mau-nhap-tin-bai-cu.xlsx")
