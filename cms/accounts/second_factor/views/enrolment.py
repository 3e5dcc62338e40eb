"""Setting up a second factor, the first or a further one, and the recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from cms.accounts.models import AuthenticatorApp
from cms.accounts.second_factor import factors
from cms.accounts.second_factor.forms import AppSetUpForm
from cms.accounts.second_factor.passkeys import host
from cms.accounts.second_factor.session import (
    has_shown_factor,
    is_verified,
    mark_verified,
    may_add_factor,
    owes_codes,
    recently_verified,
)
from cms.accounts.second_factor.views.guards import (
    afterwards,
    ask_again,
    for_privileged,
    go_on,
    signed_in_person,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PENDING_APP = "second_factor_pending_app"


@for_privileged
@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """Choose between an app and a passkey."""
    if not may_add_factor(request):
        return ask_again(request)
    first = not factors.has_factor(signed_in_person(request))
    context = {"first": first, "afterwards": afterwards(request), "passkey_host": host()}
    return render(request, "accounts/second_factor/set_up.html", context)


@for_privileged
@require_http_methods(["GET", "POST"])
@sensitive_variables("app")
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Show a secret as QR code and text, and take a code of it."""
    if not may_add_factor(request):
        return ask_again(request)
    user = signed_in_person(request)
    form = AppSetUpForm(request.POST or None)
    if form.is_valid():
        pk = request.session.get(PENDING_APP)
        verified = recently_verified(request)
        try:
            app = factors.confirm_app(
                user, pk, form.cleaned_data["code"], name=form.cleaned_data["name"], verified=verified
            )
        except ValidationError as refusal:
            form.add_error("code", refusal)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
            return ask_again(request)
        else:
            del request.session[PENDING_APP]
            if not has_shown_factor(request):
                mark_verified(request, app)
            return _set_up_done(request)
    app = _pending_app(request)
    context = {"form": form, "app": app, "qr": _qr(app.address), "afterwards": afterwards(request)}
    return render(request, "accounts/second_factor/set_up_app.html", context)


@for_privileged
@require_http_methods(["GET", "POST"])
@sensitive_variables("codes")
def codes(request: HttpRequest) -> HttpResponse:
    """Make ten recovery codes, show them once, and have them confirmed as kept."""
    if not recently_verified(request):
        return ask_again(request)
    user = signed_in_person(request)
    context = {"owed": not is_verified(request), "afterwards": afterwards(request)}
    if "make" in request.POST:
        context["codes"] = factors.make_recovery_codes(user)
    elif request.POST.get("kept") == "on":
        try:
            factors.keep_recovery_codes(user)
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return go_on(request, "second_factor:codes")
        owes_codes(request, owed=False)
        messages.success(request, _("Your second factor is set up."))
        return redirect(afterwards(request))
    elif "keep" in request.POST:
        messages.error(request, _("Say first that you have kept the codes. Here are new ones."))
        context["codes"] = factors.make_recovery_codes(user)
    return render(request, "accounts/second_factor/codes.html", context)


def _set_up_done(request: HttpRequest) -> HttpResponse:
    if not is_verified(request):
        return go_on(request, "second_factor:codes")
    messages.success(request, _("The second factor was added."))
    return redirect(reverse("second_factor:manage"))


def _pending_app(request: HttpRequest) -> AuthenticatorApp:
    """The secret that this session is setting up: nobody else is ever shown it."""
    user = signed_in_person(request)
    app = AuthenticatorApp.objects.filter(pk=request.session.get(PENDING_APP), user=user, confirmed=False).first()
    if app is None:
        app = factors.begin_app(user)
        request.session[PENDING_APP] = app.pk
    return app


def _qr(address: str) -> SafeString:
    return mark_safe(segno.make(address, micro=False).svg_inline(scale=5, border=3, light="#fff"))  # noqa: S308
