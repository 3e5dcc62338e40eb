"""The screen of the template: what is in use, another one, back to the one of the software."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.official_documents.access import check_may_change
from cms.official_documents.downloads import docx_response
from cms.official_documents.letters import docx_of
from cms.official_documents.models import DocumentSettings, OfficeTemplate
from cms.official_documents.office_templates.acts import use_shipped_template, use_template
from cms.official_documents.office_templates.forms import TemplateForm
from cms.official_documents.office_templates.samples import sample_letter, shipped_template

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest

# The newest that are listed.
_SHOWN = 20


@method_decorator([require_admin_access, never_cache], name="dispatch")
class TemplateView(View):
    """For those alone who decide how letters look; the acts guard themselves too."""

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        check_may_change(request.user)
        return super().dispatch(request, *args, **kwargs)


class IndexView(TemplateView):
    """What is in use and what was; a file comes in."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._screen(request, TemplateForm())

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                use_template(file.name, file.read(), by=request.user)
            except ValidationError as refusal:
                form.add_error("file", refusal)
            else:
                messages.success(request, _("From now on letters look like this file."))
                return redirect("official_documents:template")
        return self._screen(request, form, status=422)

    def _screen(self, request: SignedInRequest, form: TemplateForm, status: int = 200) -> HttpResponse:
        templates = OfficeTemplate.objects.defer("content").select_related("by")
        context = {"form": form, "in_use": OfficeTemplate.in_use(), "templates": templates[:_SHOWN]}
        return render(request, "official_documents/template.html", context, status=status)


class ShippedView(TemplateView):
    """The template of the software: to take, and to go back to."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return docx_response("mau-van-ban.docx", shipped_template(DocumentSettings.current().letterhead()))

    def post(self, request: SignedInRequest) -> HttpResponse:
        try:
            use_shipped_template(by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, _("From now on letters look as the software lays them out."))
        return redirect("official_documents:template")


class SampleView(TemplateView):
    """A letter as it would look now."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return docx_response("van-ban-thu.docx", docx_of(sample_letter()))


class FileView(TemplateView):
    """A template that is or was in use."""

    def get(self, request: SignedInRequest, pk: int) -> HttpResponse:
        template = OfficeTemplate.objects.exclude(digest="").filter(pk=pk).first()
        if template is None:
            raise Http404
        return docx_response(template.file_name, bytes(template.content))
