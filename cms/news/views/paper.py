"""The unit's vetting on paper: handing it in, comparing it with the item, confirming it, and its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.utils.decorators import xframe_options_sameorigin_override

from cms.audit.trail import record
from cms.news import moderation
from cms.news.access import ItemAccess
from cms.news.content import code_of
from cms.news.messages import confirmers_of
from cms.news.models import NewsPage, Outcome, PaperVetting, State
from cms.news.paper.files import PDF, preview_of
from cms.news.paper.form import PaperForm
from cms.news.passing_on.sightings import note_seen
from cms.news.refusals import ActRefused
from cms.news.requirements import missing_in
from cms.news.views.on_behalf import BoardOnly
from cms.news.views.shown_item import ItemMixin
from cms.photos.decoding import UNREADABLE
from cms.units.on_behalf import refusal_to_enter_for

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User

# Nothing in a file from outside runs, wherever a browser opens it.
_CLOSED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


class PaperView(BoardOnly, ItemMixin):
    """One screen for both persons: the first hands the paper in, the second compares and confirms."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        note_seen(self.page, self.person)
        return self._shown(PaperForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = PaperForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, _("Nothing was done: please look at the marked field."))
            return self._shown(form, status=422)
        try:
            moderation.hand_in(self.page, by=self.person, digest=form.cleaned_data["digest"], paper=form.paper())
        except ValidationError as error:
            form.add_error(None, error)
            messages.error(request, _("Nothing was done: please look at the marked field."))
            return self._shown(form, status=422)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return self._shown(form, status=409)
        messages.success(request, _("The paper has been handed in: another member of the board confirms it."))
        return redirect("news:passed_on", pk)

    def _shown(self, form: PaperForm, status: int = 200) -> HttpResponse:
        page = NewsPage.objects.get(pk=self.page.pk)
        access = ItemAccess(self.person, page)
        vettings = list(page.paper_vettings.select_related("entered_by", "decided_by").order_by("-pk"))
        context = {
            "item": page,
            "latest": page.latest,
            "form": form,
            "digest": page.latest_digest,
            "code": code_of(page.latest_digest),
            "missing": missing_in(page.latest),
            "waits": page.state == State.AT_CONFIRMATION and bool(vettings) and vettings[0].outcome == Outcome.OPEN,
            "refusal_to_hand_in": access.refusal_to_hand_in(),
            "refusal_to_confirm": access.refusal_to_confirm(),
            "may_take_back": access.may_take_back_paper(),
            "may_send_again": access.may_send_again(),
            "may_edit": access.edit_stage() is not None,
            "confirmers": sorted(confirmers_of(page), key=str),
            "vettings": vettings,
        }
        if context["waits"]:
            context |= _doubts(page, vettings[0])
        return render(self.request, "news/paper.html", context, status=status)


def _doubts(page: NewsPage, vetting: PaperVetting) -> dict[str, Any]:
    """What the second person looks at twice: an approver that the unit has got, the same file for another content."""
    same_file = PaperVetting.objects.filter(sha256=vetting.sha256).exclude(digest=vetting.digest)
    return {
        "refusal_to_enter": refusal_to_enter_for(page.unit),
        "same_file": same_file.select_related("page").order_by("-pk")[:5],
    }


def _confirm(page: NewsPage, by: User, posted: Any) -> str:
    moderation.confirm(page, by=by, digest=posted.get("digest", ""))
    return _("The paper is confirmed: the item waits for the editorial board.")


def _refuse(page: NewsPage, by: User, posted: Any) -> str:
    moderation.refuse(page, by=by, reason=posted.get("reason", "").replace("\x00", "")[:2000])
    return _("The paper is not confirmed: the item is with who entered it again.")


def _take_back(page: NewsPage, by: User, posted: Any) -> str:
    moderation.take_back(page, by=by)
    return _("The paper has been taken back; the item is a draft again.")


def _send_again(page: NewsPage, by: User, posted: Any) -> str:
    moderation.send_again(page, by=by, digest=posted.get("digest", ""))
    return _("The item waits for the editorial board again.")


_DECISIONS: dict[str, tuple[Callable[[NewsPage, User, Any], str], str]] = {
    "xac-nhan": (_confirm, "news:item"),
    "khong-xac-nhan": (_refuse, "news:paper"),
    "lay-lai": (_take_back, "news:paper"),
    "gui-lai": (_send_again, "news:item"),
}


class PaperDecisionView(BoardOnly, ItemMixin):
    """Confirms or refuses a paper, takes it back, or sends what was vetted on it to the board again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        if decision not in _DECISIONS:
            raise Http404
        decide, shown_next = _DECISIONS[decision]
        try:
            messages.success(request, decide(self.page, self.person, request.POST))
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("news:paper", pk)
        return redirect(shown_next, pk)


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class PaperFileView(BoardOnly, ItemMixin):
    """The file of a vetting, for the board alone; each opening is written down.

    ``?xem`` gives it to be looked at beside the item: a photo as a JPEG made from it, a PDF as it is; without, it comes
    byte for byte as a download.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, vetting: int) -> HttpResponseBase:
        found = get_object_or_404(PaperVetting, pk=vetting, page=self.page)
        try:
            response = self._look(found) if "xem" in request.GET else self._download(found)
        except UNREADABLE as error:
            raise Http404 from error
        if request.method == "GET":
            record("news.read_paper", self.page, by=self.person, data={"sha256": found.sha256})
        response["X-Content-Type-Options"] = "nosniff"
        patch_cache_control(response, private=True, no_store=True)
        return response

    @staticmethod
    def _look(vetting: PaperVetting) -> HttpResponseBase:
        with vetting.file.open("rb") as file:
            if vetting.content_type != PDF:
                return FileResponse(preview_of(file), content_type="image/jpeg")
        response = FileResponse(vetting.file.open("rb"), filename=vetting.file_name, content_type=PDF)
        response["Content-Security-Policy"] = _CLOSED
        return response

    @staticmethod
    def _download(vetting: PaperVetting) -> HttpResponseBase:
        response = FileResponse(
            vetting.file.open("rb"),
            as_attachment=True,
            filename=vetting.file_name,
            content_type=vetting.content_type,
        )
        response["Content-Security-Policy"] = "sandbox; " + _CLOSED
        return response
