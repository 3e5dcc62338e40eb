"""Keeping a posted form, for the page that saves by itself and for a browser without scripts."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.access import ItemAccess
from cms.news.duplicates import likely_duplicates
from cms.news.models import NewsPage
from cms.news.refusals import ActRefused, Incomplete
from cms.news.views.writing import TEMPLATE, signed_out
from cms.news.writing.checklist import checklist
from cms.news.writing.opening import new_item
from cms.news.writing.saving import ChangedElsewhere, Kept, NothingWritten, creation_key, keep
from cms.news.writing.sending import send
from cms.news.writing.sheet import asked_for, is_on_paper, sheet
from cms.units.models import Unit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.accounts.models import User

_STATUS: dict[type[ActRefused], tuple[str, HTTPStatus]] = {
    ChangedElsewhere: ("changed", HTTPStatus.CONFLICT),
    NothingWritten: ("invalid", HTTPStatus.UNPROCESSABLE_ENTITY),
    Incomplete: ("incomplete", HTTPStatus.UNPROCESSABLE_ENTITY),
}


_TOKENS = CsrfViewMiddleware(lambda request: HttpResponse())


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return "application/json" in request.headers.get("Accept", "")


class SaveView(View):
    """Keeps the form, and sends the item if that was asked for; what was typed comes back with every refusal."""

    http_method_names = ["post"]

    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the size and the token here: the middleware would answer both with a page of its own."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            return _too_long()
        if wants_json(request) and not request.user.is_authenticated:
            return signed_out()
        refusal = _TOKENS.process_view(request, self.post, (), {})
        if refusal is not None:
            return _with_old_token() if wants_json(request) else refusal
        return self._admitted(request)

    @method_decorator(require_admin_access)
    def _admitted(self, request: HttpRequest) -> HttpResponseBase:
        return super().dispatch(request)

    @property
    def person(self) -> User:
        return cast("User", self.request.user)

    @cached_property
    def goes_to(self) -> str:
        """What the person wants next: ``item``, ``submit``, ``paper`` or nothing but keeping the text."""
        return self.request.POST.get("go", "")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            kept = keep(request.POST, self.person)
        except Http404:
            return self._unknown()
        except ActRefused as refusal:
            return self._refused(refusal)
        if kept.errors:
            return self._invalid(kept)
        if self.goes_to != "submit":
            return self._kept(kept)
        try:
            send(kept.page, self.person)
        except ActRefused as refusal:
            return self._refused(refusal, kept)
        return self._gone_on(kept, reverse("news:passed_on", args=[kept.page.pk]))

    def _kept(self, kept: Kept) -> HttpResponse:
        item = kept.page.pk
        if self.goes_to == "paper":
            return self._gone_on(kept, reverse("news:paper", args=[item]))
        if wants_json(self.request):
            if ItemAccess(self.person, kept.page).edit_stage() is None:
                # A page that was left open, or came back after its answer was lost: the item has gone on meanwhile.
                return self._gone_on(kept, reverse("news:item", args=[item]))
            return JsonResponse({"ok": True} | self._told(kept))
        messages.success(self.request, _("Saved at %(time)s.") % {"time": _time_now()})
        return redirect("news:item" if self.goes_to == "item" else "news:writing", item)

    def _gone_on(self, kept: Kept, address: str) -> HttpResponse:
        if not wants_json(self.request):
            return redirect(address)
        told = {"ok": True, "go": address, "submitted": self.goes_to != "paper"}
        return JsonResponse(told | self._told(kept))

    def _invalid(self, kept: Kept) -> HttpResponse:
        message = _("Saved, but for the marked fields: please look at them.")
        if not wants_json(self.request):
            return self._again(message, HTTPStatus.UNPROCESSABLE_ENTITY, kept.page)
        told = {"error": "invalid", "message": message, "fields": kept.errors}
        return JsonResponse(told | self._told(kept), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _refused(self, refusal: ActRefused, kept: Kept | None = None) -> HttpResponse:
        """``kept`` is what was saved before the refusal."""
        word, status = _STATUS.get(type(refusal), ("refused", HTTPStatus.FORBIDDEN))
        page = refusal.page if isinstance(refusal, ChangedElsewhere) else kept.page if kept else None
        message = _("Saved, but not sent yet: see what is missing.") if word == "incomplete" else str(refusal)
        if not wants_json(self.request):
            if word == "changed":
                message += " " + _("Save again if your text is to stand in its place.")
            return self._again(message, status, page)
        told: dict[str, Any] = {"error": word, "message": message}
        if isinstance(refusal, ChangedElsewhere):
            told |= {"version": refusal.page.latest_digest, "writing": reverse("news:writing", args=[refusal.page.pk])}
            told |= {"item": refusal.page.pk}
        return JsonResponse(told | (self._told(kept) if kept else {}), status=status)

    def _unknown(self) -> HttpResponse:
        if not wants_json(self.request):
            raise Http404
        message = _("This item is not there any more: what you wrote stays in this browser.")
        return JsonResponse({"error": "unknown", "message": message}, status=HTTPStatus.NOT_FOUND)

    def _told(self, kept: Kept) -> dict[str, Any]:
        """What the page shows after a save."""
        page = kept.page
        asked = asked_for(page, self.person)
        return {
            "item": page.pk,
            "version": page.latest_digest,
            "saved_at": _time_now(),
            "checklist": [point.as_json() for point in checklist(page.latest)],
            "duplicates": [asdict(each) for each in likely_duplicates(page, self.person)],
            "asked": [person.as_json() for person in asked.people],
            "nobody_text": asked.nobody,
            "on_paper": is_on_paper(page, self.person),
            "urls": {
                "writing": reverse("news:writing", args=[page.pk]),
                "item": reverse("news:item", args=[page.pk]),
            },
        }

    def _again(self, message: str, status: int, page: NewsPage | None) -> HttpResponse:
        """The form with what was typed, for a browser without scripts."""
        messages.error(self.request, message)
        data = self.request.POST
        page = page or _item_of(data, self.person)
        if page is None:
            unit = get_object_or_404(Unit.objects.named(), pk=data.get("unit", "0"))
            shown = sheet(new_item(unit, self.person, creation_key(data)), self.person, data=data)
        else:
            shown = sheet(page.latest, self.person, page, data=data)
        return render(self.request, TEMPLATE, shown, status=status)


def _too_long() -> JsonResponse:
    message = _("The text is too long for one item: shorten it, or make two items of it.")
    told = {"error": "invalid", "message": message, "fields": {"body": [message]}}
    return JsonResponse(told, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _with_old_token() -> JsonResponse:
    message = _("Your session was renewed: what you wrote is sent again.")
    return JsonResponse({"error": "token", "message": message}, status=HTTPStatus.FORBIDDEN)


def _item_of(data: Any, user: User) -> NewsPage | None:
    """The stored item that a form is of, if the person may see it."""
    number, key = data.get("item", ""), creation_key(data)
    if number.isdecimal():
        page = NewsPage.objects.filter(pk=number).first()
    else:
        page = NewsPage.objects.filter(creation_key=key).first() if key else None
    return page if page is not None and ItemAccess(user, page).may_see else None


def _time_now() -> str:
    """The local time of day, as in *Đã lưu lúc 10:20*."""
    return formats.time_format(timezone.localtime(), "H:i")
