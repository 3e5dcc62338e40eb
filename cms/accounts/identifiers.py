"""What people type to say who they are: a short name, a telephone number or an e-mail address.

Numbers and addresses are personal data: they are stored encrypted, and found by a keyed hash of their
one normal form. The hash has a key of its own, because the keys of the encryption rotate, and a hash
that changed with them would find nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from enum import StrEnum

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from cms.vietnamese.text import fold, nfc

HOME_REGION = "VN"
_EXCEL_NUMBER = re.compile(r"\d+\.0")
_OF_A_NUMBER = re.compile(r"[\d\s().+\-/‐-―\u00a0\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff]+")
_SHORT_NAME = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)*")
_check_email = EmailValidator(_("This is not an e-mail address."))


class Kind(StrEnum):
    """What an identifier is."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"


def normal_phone(text: str) -> str:
    """The one form of a telephone number, E.164: "0912.345.678", "84912345678" and "912345678" (as Excel
    leaves it) become "+84912345678". Numbers of other countries need their "+".

    Raises ValidationError if no telephone can have the number.
    """
    typed = unicodedata.normalize("NFKC", str(text)).strip()
    if _EXCEL_NUMBER.fullmatch(typed):
        typed = typed.removesuffix(".0")
    refusal = ValidationError(_("This is not a telephone number: type it as 0912 345 678."), code="phone")
    if not _OF_A_NUMBER.fullmatch(typed) or len(typed) > 40:
        raise refusal
    try:
        number = phonenumbers.parse(typed, HOME_REGION)
    except phonenumbers.NumberParseException:
        raise refusal from None
    if not phonenumbers.is_valid_number(number):
        raise refusal
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(phone: str) -> str:
    """A number in E.164 as people write it: "0912 345 678", or with the country if it is a foreign one."""
    number = phonenumbers.parse(phone, HOME_REGION)
    home = number.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def normal_email(text: str) -> str:
    """The one form of an e-mail address: NFC, without blanks around it, in lower case.

    Raises ValidationError if it is no address.
    """
    address = nfc(str(text)).strip().lower()
    _check_email(address)
    return address


def normal_name(text: str) -> str:
    """The one form of a short name: NFC, without blanks around it, in lower case. Any text has one."""
    return nfc(str(text)).strip().lower()


def validate_short_name(name: str) -> None:
    """Refuse a short name that is not of letters without marks, digits and dots, or reads as a number.

    Raises ValidationError. A name of digits alone could be taken for somebody's telephone number.
    """
    name = normal_name(name)
    if not _SHORT_NAME.fullmatch(name):
        raise ValidationError(
            _("A short name has letters without marks, digits and single dots only: an.nv"), code="short_name"
        )
    if not re.search(r"[a-z]", name):
        raise ValidationError(_("A short name needs a letter: digits alone read as a telephone number."), code="digits")


def short_name_for(family_name: str, given_name: str) -> str:
    """A short name made of a Vietnamese name: "Nguyễn Văn", "An" become "an.nv". It may be taken already."""
    given = re.sub(r"[^a-z0-9]", "", fold(given_name))
    initials = "".join(re.findall(r"\b[a-z0-9]", fold(family_name)))
    return ".".join(part for part in (given, initials) if part)


def lookup_key(kind: Kind | str, value: str) -> str:
    """The keyed hash (HMAC-SHA256, hexadecimal) under which a value in its normal form is found.

    ``kind`` keeps apart what different columns hold: a number and a name never have one hash.
    """
    return hmac.new(settings.LOOKUP_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def read_identifier(text: str) -> tuple[Kind, str]:
    """What somebody typed to say who they are, in its normal form. Any text is something: a name at last."""
    if "@" in text:
        try:
            return Kind.EMAIL, normal_email(text)
        except ValidationError:
            return Kind.NAME, normal_name(text)
    try:
        return Kind.PHONE, normal_phone(text)
    except ValidationError:
        return Kind.NAME, normal_name(text)
