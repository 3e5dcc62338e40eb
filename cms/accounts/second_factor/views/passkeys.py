"""The addresses that the browser's passkey dialogue talks to: django-otp-webauthn's, behind our guards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_otp_webauthn import exceptions
from django_otp_webauthn.models import WebAuthnCredential
from django_otp_webauthn.utils import rewrite_exceptions
from django_otp_webauthn.views import (
    BeginCredentialAuthenticationView,
    BeginCredentialRegistrationView,
    CompleteCredentialAuthenticationView,
    CompleteCredentialRegistrationView,
)

from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.factors import guard_adding, passkey_added
from cms.accounts.second_factor.session import (
    has_shown_factor,
    is_verified,
    mark_verified,
    may_add_factor,
    recently_verified,
)
from cms.accounts.second_factor.views.guards import afterwards


class _PlainRefusals:
    """Every refusal in words for people, whatever a browser or an attacker sends; never a failure."""

    def handle_exception(self, exc: Exception) -> HttpResponse:
        if isinstance(exc, exceptions.NotVerified):
            return _refusal(_("Show the second factor that you have before you add another one."), exc.code, 403)
        if isinstance(exc, exceptions.OTPWebAuthnApiError):
            return _refusal(_("The passkey was not accepted. Try again."), exc.code, exc.status_code)
        if isinstance(exc, PermissionDenied):
            return _refusal(str(exc), "not_permitted", 403)
        if isinstance(exc, IntegrityError):
            return _refusal(_("This passkey is in use already."), "in_use", 422)
        if isinstance(exc, (ValueError, TypeError, KeyError, AttributeError)):
            return _refusal(_("The passkey was not accepted. Try again."), "unreadable", 422)
        raise exc

    def _parse_request_data(self, request: Any) -> dict[str, Any]:
        data = super()._parse_request_data(request)  # type: ignore[misc]
        if not isinstance(data, dict):
            raise exceptions.MalformedRequest
        return data


class _Registration(_PlainRefusals):
    def check_can_register(self) -> None:
        if not may_add_factor(self.request):  # type: ignore[attr-defined]
            raise exceptions.NotVerified


class BeginRegistration(_Registration, BeginCredentialRegistrationView):
    """What the browser needs to make a passkey."""


class CompleteRegistration(_Registration, CompleteCredentialRegistrationView):
    """Take the new passkey into use; a first one verifies the session."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        user, state = self.get_user(), self.get_state()
        with transaction.atomic():
            guard_adding(user, verified=recently_verified(self.request))
            with rewrite_exceptions():
                passkey = self.get_helper().register_complete(user=user, state=state, data=self.request.data)
            passkey_added(user, passkey)
        if not has_shown_factor(self.request):
            mark_verified(self.request, passkey)
        return JsonResponse({"next": _next_screen(self.request, reverse("second_factor:manage"))})


class _Authentication(_PlainRefusals):
    def check_can_authenticate(self) -> None:
        user = self.get_user()  # type: ignore[attr-defined]
        if user is None or not needs_second_factor(user):
            raise exceptions.NotAuthenticated


class BeginAuthentication(_Authentication, BeginCredentialAuthenticationView):
    """What the browser needs to ask for one of the person's passkeys."""


class CompleteAuthentication(_Authentication, CompleteCredentialAuthenticationView):
    """Verify the session by one of the person's own passkeys."""

    def complete_auth(self, device: WebAuthnCredential) -> None:
        mark_verified(self.request, device)

    def get_success_data(self, device: WebAuthnCredential) -> dict[str, str]:
        return {"next": _next_screen(self.request, afterwards(self.request))}


def _next_screen(request: Any, then: str) -> str:
    return then if is_verified(request) else reverse("second_factor:verify")


def _refusal(text: str, code: str, status: int) -> JsonResponse:
    return JsonResponse({"detail": text, "code": code}, status=status)
