"""Who gets to a screen of the second factor, and where people go afterwards."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.session import is_verified

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


def signed_in_person(request: HttpRequest) -> User:
    """The person of the session, whether or not the second factor was shown."""
    return cast("User", request.user)


def afterwards(request: HttpRequest) -> str:
    """Where the person wanted to go: an address of this site, else the admin's first page."""
    address = request.GET.get(REDIRECT_FIELD_NAME, "")
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else reverse("wagtailadmin_home")


def go_on(request: HttpRequest, screen: str) -> HttpResponse:
    """Lead to another screen of the second factor, and from there to where the person wanted to go."""
    return redirect(f"{reverse(screen)}?{urlencode({REDIRECT_FIELD_NAME: afterwards(request)})}")


def ask_again(request: HttpRequest, then: str = "") -> HttpResponse:
    """Ask for the second factor anew, and go to the address ``then``, or come back to this screen."""
    return redirect(f"{reverse('second_factor:verify')}?{urlencode({REDIRECT_FIELD_NAME: then or request.path})}")


def for_privileged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For people who have signed in and need a second factor, shown already or not; never cached."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('wagtailadmin_login')}?{urlencode({REDIRECT_FIELD_NAME: request.path})}")
        if not needs_second_factor(signed_in_person(request)):
            return redirect("wagtailadmin_home")
        return view(request, *args, **kwargs)

    return guarded


def for_verified(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As ``for_privileged``, after the second factor was shown."""

    @for_privileged
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_verified(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return guarded
