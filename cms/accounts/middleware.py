"""Every request asks anew whether its session still lets its person in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone

from cms.accounts.devices import set_mark
from cms.accounts.entering import current_sign_in, note_seen, put_out, why_out
from cms.accounts.models import Ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

ADMIN_URL_PREFIX = "/admin/"
# What an open editor asks for by itself every few seconds: nobody need be there.
BY_ITSELF = "/admin/editing-sessions/"


class SignInMiddleware:
    """Signs out whoever has no role any more, was signed out elsewhere, or stayed too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        because = self._put_out_if_over(request)
        if because == Ended.NO_ROLE and request.path_info.startswith(ADMIN_URL_PREFIX):
            return redirect("accounts:no_role")
        response = self.get_response(request)
        set_mark(request, response)
        return response

    @staticmethod
    def _put_out_if_over(request: HttpRequest) -> Ended | None:
        # Readers have no session: asking for one would keep their pages out of caches.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        now = timezone.now()
        sign_in = current_sign_in(request)
        because = why_out(request.user, sign_in, now)
        if because or sign_in is None:
            put_out(request, because or Ended.SIGNED_OUT)
            return because
        if not request.path_info.startswith(BY_ITSELF):
            note_seen(sign_in, now)
        request.sign_in = sign_in  # type: ignore[attr-defined]
        return None
