"""The administrators' screen of the lost-phone procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from cms.accounts.models import FactorReset
from cms.accounts.second_factor.forms import ResetForm
from cms.accounts.second_factor.resets import MAY_RESET, confirm_reset, may_reset, open_reset, withdraw_reset
from cms.accounts.second_factor.session import recently_verified
from cms.accounts.second_factor.views.guards import ask_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from cms.accounts.requests import SignedInRequest

SETTLED_SHOWN = 20


@never_cache
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """Requests that wait for a second administrator, the form of a new one, and those settled lately."""
    _guard(request)
    form = ResetForm(request.user, request.POST or None)
    if request.method == "POST":
        if not recently_verified(request):
            return _ask_first(request)
        if form.is_valid():
            person, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
            done = _("Another administrator has 24 hours to confirm the request; they have been told.")
            if _did(request, lambda: open_reset(person, reason=reason, by=request.user), done):
                return redirect("accounts_factor_resets")
    resets = FactorReset.objects.select_related("person", "opened_by", "confirmed_by", "withdrawn_by")
    waiting = [(reset, _may_confirm(request, reset)) for reset in resets.waiting()]
    settled = resets.exclude(pk__in=[reset.pk for reset, _may in waiting])[:SETTLED_SHOWN]
    context = {"form": form, "waiting": waiting, "settled": settled, "fresh": recently_verified(request)}
    return render(request, "accounts/second_factor/resets.html", context)


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm what another administrator asked for."""
    return _settle(request, pk, confirm_reset, _("The second factor was removed, and the person is signed out."))


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a request."""
    return _settle(request, pk, withdraw_reset, _("The request is stopped."))


def _settle(request: SignedInRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    _guard(request)
    if not recently_verified(request):
        return _ask_first(request)
    reset = get_object_or_404(FactorReset, pk=pk)
    _did(request, lambda: act(reset, by=request.user), done)
    return redirect("accounts_factor_resets")


def _did(request: SignedInRequest, act: Callable[[], object], done: str) -> bool:
    """Whether the act went through; says so, or why not."""
    try:
        act()
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, getattr(refusal, "message", str(refusal)))
        return False
    messages.success(request, done)
    return True


def _guard(request: SignedInRequest) -> None:
    if not request.user.has_perm(MAY_RESET):
        raise PermissionDenied


def _may_confirm(request: SignedInRequest, reset: FactorReset) -> bool:
    return reset.opened_by_id != request.user.pk and may_reset(request.user, reset.person)


def _ask_first(request: SignedInRequest) -> HttpResponse:
    messages.warning(request, _("Show your second factor once more for this."))
    return ask_again(request, reverse("accounts_factor_resets"))
