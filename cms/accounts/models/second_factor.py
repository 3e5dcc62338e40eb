"""What people show as their second factor, besides the passkeys of django-otp-webauthn."""

from __future__ import annotations

import secrets
import time
from base64 import b32encode
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from cms.accounts.fields import SealedCharField
from cms.accounts.identifiers import lookup_key

KEY_BYTES = 20
CODES = 10
_CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 10
_DIGEST_LENGTH = StaticToken._meta.get_field("token").max_length


class Patience:
    """Goes before django-otp's throttling, which doubles the wait after each wrong code, from one second on.

    Here the doubling ends at 17 minutes: without an end, whoever knows a person's password could lock that
    person out for years; at one try in 17 minutes a code of six digits still takes centuries to guess.
    """

    MOST_FAILURES = 11
    throttling_failure_count: int

    def get_throttle_factor(self) -> int:
        return 1

    def throttle_increment(self, commit: bool = True) -> None:
        super().throttle_increment(commit=False)  # type: ignore[misc]
        self.throttling_failure_count = min(self.throttling_failure_count, self.MOST_FAILURES)
        if commit:
            self.save()  # type: ignore[attr-defined]


def new_key() -> str:
    """A new secret of an authenticator app: 20 random bytes, in hexadecimal."""
    return secrets.token_hex(KEY_BYTES)


class AuthenticatorApp(Patience, TimestampMixin, ThrottlingMixin, Device):
    """An app that shows six digits which change every 30 seconds (RFC 6238). It counts once it is confirmed.

    A model of our own on the parts of django-otp, because its TOTPDevice keeps the secret in clear.
    """

    STEP = 30
    TOLERANCE = 1

    key = SealedCharField(_("secret"), max_length=200, default=new_key, editable=False)
    last_t = models.BigIntegerField(_("last period used"), default=-1, editable=False)

    class Meta:
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")

    def verify_token(self, token: str) -> bool:
        """Whether the app shows ``token`` now, or half a minute before or after; a code is good once.

        Call it with the row locked (django-otp's ``verify_token`` or ``select_for_update``).
        """
        if not self.verify_is_allowed()[0]:
            return False
        if not self.accepts(token):
            self.throttle_increment()
            return False
        return True

    def accepts(self, token: str) -> bool:
        """As ``verify_token``, without counting failures."""
        totp = self._totp()
        if not (token.isascii() and token.isdigit()) or not totp.verify(int(token), self.TOLERANCE, self.last_t + 1):
            return False
        self.last_t = totp.t()
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp(commit=False)
        self.save()
        return True

    def code_at(self, moment: float) -> str:
        """The six digits that the app shows at ``moment`` (seconds since 1970)."""
        totp = self._totp()
        totp.time = moment
        return f"{totp.token():06d}"

    def _totp(self) -> TOTP:
        totp = TOTP(bytes.fromhex(self.key), self.STEP)
        totp.time = time.time()
        return totp

    @property
    def typed_key(self) -> str:
        """The secret as people type it into an app: base32, in groups of four."""
        text = b32encode(bytes.fromhex(self.key)).decode()
        return " ".join(text[start : start + 4] for start in range(0, len(text), 4))

    @property
    def address(self) -> str:
        """The secret as a QR code or a link hands it to an app (Google's key URI format)."""
        issuer = str(settings.WAGTAIL_SITE_NAME).replace(":", "")
        query = urlencode({"secret": self.typed_key.replace(" ", ""), "issuer": issuer}, quote_via=quote)
        return f"otpauth://totp/{quote(issuer)}:{quote(self.user.get_username())}?{query}"


class RecoveryCodes(Patience, StaticDevice):
    """Ten codes on paper, each good once. Only keyed hashes of them are stored.

    While the set is not confirmed, its person has not yet said that the codes are kept, and they open nothing.
    """

    class Meta:
        proxy = True
        verbose_name = _("recovery codes")
        verbose_name_plural = _("recovery codes")

    def verify_token(self, token: str) -> bool:
        """Whether ``token`` is a code of the set that was not used; it is used up. Lock the row before."""
        if not self.verify_is_allowed()[0]:
            return False
        if not self.uses(token):
            self.throttle_increment()
            return False
        return True

    def uses(self, token: str) -> bool:
        """As ``verify_token``, without counting failures."""
        if not self.token_set.filter(token=self._digest(token)).delete()[0]:
            return False
        self.throttle_reset(commit=False)
        self.set_last_used_timestamp(commit=False)
        self.save()
        return True

    def fill(self) -> list[str]:
        """Replace all codes by ten new ones, and tell them: never again afterwards."""
        codes = [self._new_code() for _number in range(CODES)]
        self.token_set.all().delete()
        StaticToken.objects.bulk_create(StaticToken(device=self, token=self._digest(code)) for code in codes)
        return codes

    @property
    def left(self) -> int:
        """How many codes were not used yet."""
        return self.token_set.count()

    def _digest(self, code: str) -> str:
        typed = "".join(letter for letter in code.lower() if letter.isalnum())
        return lookup_key("recovery code", f"{self.user_id}:{typed}")[:_DIGEST_LENGTH]

    @staticmethod
    def _new_code() -> str:
        letters = "".join(secrets.choice(_CODE_LETTERS) for _number in range(_CODE_LENGTH))
        return f"{letters[:5]}-{letters[5:]}"


def is_throttled_until(device: Any) -> Any:
    """The moment (UTC) before which a device takes no code, or None."""
    allowed, why = device.verify_is_allowed()
    return None if allowed else why["locked_until"]
