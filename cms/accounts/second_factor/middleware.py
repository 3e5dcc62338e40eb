"""Who has signed in and not yet shown the second factor is a stranger everywhere but on its own screens."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from cms.accounts.second_factor.session import is_halfway

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN_NAMESPACE = "second_factor"
SIGN_OUT = "wagtailadmin_logout"
SIGN_IN = "wagtailadmin_login"


class SecondFactorMiddleware:
    """Takes the person off the request until the second factor is shown, so that no view can forget to ask.

    Stands right behind the middleware that puts the person and their device on the request. No setting
    relaxes it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Readers have no session: their pages must not come to depend on one.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_halfway(request):
            return self.get_response(request)
        if _is_open(request.path_info):
            return self.get_response(request)
        request.user = AnonymousUser()
        request.auser = _nobody
        if request.path_info == reverse(SIGN_IN) and request.method == "GET":
            return _to_second_factor(request.GET.get(REDIRECT_FIELD_NAME, ""))
        return _instead_of_sign_in(self.get_response(request))


async def _nobody() -> AnonymousUser:
    return AnonymousUser()


def _is_open(address: str) -> bool:
    try:
        match = resolve(address)
    except Resolver404:
        return False
    return match.namespaces == [OPEN_NAMESPACE] or match.view_name == SIGN_OUT


def _instead_of_sign_in(response: HttpResponse) -> HttpResponse:
    """Where a stranger is led to the sign-in, this person is led to the second factor."""
    location = urlsplit(response.headers.get("Location", ""))
    if not isinstance(response, HttpResponseRedirect) or location.path != reverse(SIGN_IN):
        return response
    return _to_second_factor(parse_qs(location.query).get(REDIRECT_FIELD_NAME, [""])[0])


def _to_second_factor(afterwards: str) -> HttpResponseRedirect:
    query = f"?{urlencode({REDIRECT_FIELD_NAME: afterwards})}" if afterwards else ""
    return HttpResponseRedirect(reverse("second_factor:verify") + query)
