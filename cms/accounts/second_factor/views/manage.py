"""A person's own page of second factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from cms.accounts.models import FactorReset
from cms.accounts.second_factor import factors
from cms.accounts.second_factor.resets import withdraw_reset
from cms.accounts.second_factor.session import recently_verified
from cms.accounts.second_factor.views.guards import ask_again, for_verified, signed_in_person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@for_verified
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    """The factors that there are, how many recovery codes are left, and requests of others to remove all."""
    user = signed_in_person(request)
    kept = factors.recovery_codes_of(user)
    context = {
        "factors": factors.factors_of(user),
        "codes_left": kept.left if kept else 0,
        "resets": FactorReset.objects.waiting().filter(person=user).select_related("opened_by"),
        "fresh": recently_verified(request),
    }
    return render(request, "accounts/second_factor/manage.html", context)


@for_verified
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove one factor, after having just shown one."""
    if not recently_verified(request):
        messages.warning(request, _("Show your second factor once more, then remove it."))
        return ask_again(request, reverse("second_factor:manage"))
    try:
        factors.remove_factor(signed_in_person(request), request.POST.get("factor", ""))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The second factor was removed."))
    return redirect("second_factor:manage")


@for_verified
@require_POST
def stop_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an administrator's request to remove one's own second factor."""
    user = signed_in_person(request)
    reset = get_object_or_404(FactorReset, pk=pk, person=user)
    try:
        withdraw_reset(reset, by=user)
    except (PermissionDenied, ValidationError) as refusal:
        messages.error(request, getattr(refusal, "message", str(refusal)))
    else:
        messages.success(
            request, _("The request is stopped. Change your password, and call an administrator you know.")
        )
    return redirect("second_factor:manage")
