"""The screen that answers a contributor's number to who may ring, and where it meets Wagtail's admin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail import hooks

from cms.units.models import Contributor
from cms.units.phones import read_phone

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.log_actions import LogActionRegistry

    from cms.accounts.models import User


@never_cache
@require_POST
def read_phone_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The number as a link that rings; a contributor whom the person may not ring answers as one that is not there."""
    contributor = get_object_or_404(Contributor, pk=pk)
    context = {"name": contributor.full_name, "back": _back(request)}
    try:
        phone = read_phone(contributor, by=cast("User", request.user))
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as refusal:
        return render(request, "units/phone.html", {**context, "refusal": refusal.messages[0]}, status=409)
    context |= {"phone": phone, "rings": re.sub(r"[^\d+]", "", phone)}
    return render(request, "units/phone.html", context)


def _back(request: HttpRequest) -> str:
    """The screen from which the person came, if it is one of ours."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("wagtailadmin_home")


@hooks.register("register_admin_urls")
def phone_urls() -> list:
    return [path("tac-gia/<int:pk>/so-dien-thoai/", read_phone_view, name="units_read_phone")]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("units.read_phone", _("Read a telephone number"), _("Read the telephone number"))
