"""The screens to write in: the choice of a unit, the empty form, the form of an item, an old item as a start."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.news.access import ItemAccess
from cms.news.lists import writable_units
from cms.news.passing_on.sightings import note_seen
from cms.news.refusals import ActRefused
from cms.news.views.item import ItemMixin
from cms.news.writing.copying import copy_item
from cms.news.writing.opening import new_item
from cms.news.writing.saving import creation_key, guard_beginning
from cms.news.writing.sheet import sheet
from cms.units.models import Unit

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.accounts.requests import SignedInRequest

TEMPLATE = "news/writing.html"


@method_decorator(require_admin_access, name="dispatch")
class WriteView(View):
    """Straight to the form for who writes for one unit; a choice for who writes for several."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        units = list(writable_units(request.user))
        if not units:
            messages.error(request, _("You write for no unit: ask the province to name you as a writer."))
            return redirect("wagtailadmin_home")
        if len(units) == 1:
            return redirect("news:writing_new", units[0].pk)
        return render(request, "news/choose_unit.html", {"units": units})


@method_decorator([never_cache, require_admin_access], name="dispatch")
class WritingNewView(View):
    """The empty form of a unit; opening it stores nothing."""

    def get(self, request: SignedInRequest, unit: int) -> HttpResponse:
        chosen = get_object_or_404(Unit.objects.named(), pk=unit)
        try:
            guard_beginning(chosen, request.user)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailadmin_home")
        return render(request, TEMPLATE, sheet(new_item(chosen, request.user), request.user))


@method_decorator([never_cache, require_admin_access], name="dispatch")
class WritingView(ItemMixin):
    """The form of an item, for whose turn it is."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if ItemAccess(self.person, self.page).edit_stage() is None:
            messages.warning(
                request,
                _("The item cannot be changed now: %(state)s.") % {"state": self.page.get_state_display().lower()},
            )
            return redirect("news:item", pk)
        note_seen(self.page, self.person)
        return render(request, TEMPLATE, sheet(self.latest, self.person, self.page))


@method_decorator(require_admin_access, name="dispatch")
class CopyView(ItemMixin):
    """*Sao chép tin cũ*: a new draft with the text of an item of one's own unit."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            copy = copy_item(self.page, by=self.person, key=creation_key(request.POST))
        except ActRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("news:item", pk)
        messages.success(
            request, _("This is a new item with the old text: change what is new, and add this event's own photos.")
        )
        return redirect("news:writing", copy.pk)


class TokenView(View):
    """A fresh token for a page whose session was renewed meanwhile, and who is signed in now."""

    @method_decorator(never_cache)
    def get(self, request: HttpRequest) -> JsonResponse:
        if not request.user.is_authenticated:
            return signed_out()
        return JsonResponse({"csrf": get_token(request), "user": request.user.pk})


def signed_out() -> JsonResponse:
    """The answer to a program whose person is signed out."""
    said = {"error": "signed-out", "message": _("You are signed out."), "sign_in": reverse("wagtailadmin_login")}
    return JsonResponse(said, status=HTTPStatus.UNAUTHORIZED)
