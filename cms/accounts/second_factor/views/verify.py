"""Showing the second factor, and what to do without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cms.accounts.second_factor.factors import APP, PASSKEY, factors_of
from cms.accounts.second_factor.forms import AppCodeForm, RecoveryCodeForm
from cms.accounts.second_factor.passkeys import host
from cms.accounts.second_factor.session import has_shown_factor, is_verified, mark_verified, recently_verified
from cms.accounts.second_factor.views.guards import afterwards, for_privileged, go_on, signed_in_person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@for_privileged
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey; whoever has neither sets one up, whoever owes recovery codes makes them."""
    user = signed_in_person(request)
    factors = factors_of(user)
    if not factors:
        return go_on(request, "second_factor:set_up")
    if has_shown_factor(request) and not is_verified(request) and recently_verified(request):
        return go_on(request, "second_factor:codes")
    by_recovery = "recovery" in request.POST
    app_form = AppCodeForm(user, request.POST if request.method == "POST" and not by_recovery else None)
    recovery_form = RecoveryCodeForm(user, request.POST if by_recovery else None)
    for form in (app_form, recovery_form):
        if form.is_bound and form.is_valid() and form.device:
            mark_verified(request, form.device)
            return redirect(afterwards(request)) if is_verified(request) else go_on(request, "second_factor:codes")
    context = {
        "app_form": app_form,
        "recovery_form": recovery_form,
        "by_app": any(factor.kind == APP for factor in factors),
        "by_passkey": any(factor.kind == PASSKEY for factor in factors),
        "passkey_host": host(),
        "again": is_verified(request),
        "afterwards": afterwards(request),
    }
    return render(request, "accounts/second_factor/verify.html", context)


@for_privileged
@require_GET
def lost(request: HttpRequest) -> HttpResponse:
    """What to do without phone, passkey and recovery codes."""
    return render(request, "accounts/second_factor/lost.html", {"afterwards": afterwards(request)})
