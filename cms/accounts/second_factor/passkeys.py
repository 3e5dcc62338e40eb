"""Passkeys: django-otp-webauthn, told which site it is for and that a passkey has to check its person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_otp_webauthn.helpers import WebAuthnHelper
from webauthn.helpers.structs import AuthenticatorSelectionCriteria, ResidentKeyRequirement, UserVerificationRequirement

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.accounts.models import User

NAME_LENGTH = 64


def host(request: HttpRequest | None = None) -> str:
    """The host that passkeys belong to: the site's own, whatever host a request names."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""


def origin() -> str:
    """The only origin from which passkeys are taken: scheme, host and port of the site's address."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return f"{address.scheme}://{address.netloc}"


class PasskeyHelper(WebAuthnHelper):
    """A passkey is a factor only if it asks its person for a finger, a face or a PIN, each time."""

    def get_allowed_origins(self) -> list[str]:
        return [origin()]

    def get_relying_party_name(self) -> str:
        return str(settings.OTP_WEBAUTHN_RP_NAME)

    def get_generate_registration_options_kwargs(self, *, user: User) -> dict[str, Any]:
        kwargs = super().get_generate_registration_options_kwargs(user=user)
        kwargs["authenticator_selection"] = AuthenticatorSelectionCriteria(
            user_verification=UserVerificationRequirement.REQUIRED, resident_key=ResidentKeyRequirement.PREFERRED
        )
        return kwargs

    def get_generate_authentication_options_kwargs(
        self, *, user: User | None = None, require_user_verification: bool = True
    ) -> dict[str, Any]:
        return super().get_generate_authentication_options_kwargs(user=user, require_user_verification=True)

    def create_credential(self, user: User, response: Any, parsed_credential: Any, original_data: dict) -> Any:
        passkey = super().create_credential(user, response, parsed_credential, original_data)
        passkey.name = _typed_name(original_data) or _("Passkey of %(day)s") % {
            "day": date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
        }
        return passkey


def _typed_name(data: dict[str, Any]) -> str:
    return " ".join(str(data.get("name") or "").split())[:NAME_LENGTH]
