"""One-time links: the screen that hands one out, and the page behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from cms.accounts.devices import device_of
from cms.accounts.entering import enter
from cms.accounts.forms import UseLinkForm
from cms.accounts.models import Means, Purpose, User
from cms.accounts.one_time_links import (
    MAY_ISSUE,
    UnusableLinkError,
    issue_link,
    look_at,
    masked_name,
    use_link,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from cms.accounts.requests import SignedInRequest


def kept_to_oneself(response: HttpResponseBase) -> HttpResponseBase:
    """No cache, no search engine and no other page learns the address of a page that holds a way in."""
    response["Cache-Control"] = "no-store, private"
    # Not "no-referrer": browsers then send forms with the origin "null", which the CSRF check refuses.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


class UseLinkView(View):
    """Shows whose link it is; only its button uses the link up, so that previews and prefetching do no harm."""

    @method_decorator(sensitive_variables("token"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return kept_to_oneself(super().dispatch(request, *args, **kwargs))
        except UnusableLinkError:
            return kept_to_oneself(render(request, "accounts/link_gone.html", status=410))

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(request, token, UseLinkForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = UseLinkForm(request.POST)
        if not form.is_valid():
            return self._page(request, token, form)
        link = use_link(token, device=device_of(request).label)
        enter(request, link.user, means=Means.LINK, stay=form.cleaned_data["remember"])
        if link.purpose == Purpose.RESET:
            return redirect("accounts:password")
        if not link.user.has_usable_password():
            button = messages.button(_password_page(), _("Set a password"))
            messages.success(request, _("Welcome. Set a password, to come in without a link."), buttons=[button])
        return redirect("wagtailadmin_home")

    @staticmethod
    def _page(request: HttpRequest, token: str, form: UseLinkForm) -> HttpResponse:
        link = look_at(token)
        return render(request, "accounts/use_link.html", {"name": masked_name(link.user), "link": link, "form": form})


def _password_page() -> str:
    return redirect("accounts:password").url


@method_decorator([never_cache, require_admin_access], name="dispatch")
class IssueLinkView(View):
    """Administrators issue a link for a person and see it this once: as text, as a QR code, as a message."""

    http_method_names = ["post", "options"]

    @method_decorator(sensitive_variables("link"))
    def post(self, request: SignedInRequest, pk: int) -> HttpResponseBase:
        if not request.user.has_perm(MAY_ISSUE):
            raise PermissionDenied
        user = get_object_or_404(User, pk=pk)
        purpose = request.POST.get("purpose") or (Purpose.SIGN_IN if user.last_login else Purpose.INVITATION)
        try:
            link = issue_link(user, purpose=_purpose(purpose), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailusers_users:edit", user.pk)
        code = segno.make(link.url, error="m").svg_data_uri(scale=6, border=2)
        context = {"link": link, "person": user, "code": code}
        return kept_to_oneself(render(request, "accounts/issued_link.html", context))


def _purpose(text: str) -> Purpose:
    try:
        return Purpose(text)
    except ValueError:
        raise ValidationError(_("A link is for an invitation, a new password or signing in.")) from None
