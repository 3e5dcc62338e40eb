"""Addresses of items on the web, in the one form in which two spellings of the same address are equal."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from cms.vietnamese.text import nfc

LONGEST = 1000
# What campaigns, Facebook, Google, Zalo and newsletters hang on to an address: it leads to the same item without.
_TRACKING = frozenset(
    ("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "zarsrc", "mc_cid", "mc_eid", "_ga")
)
_TRACKING_BEGINNING = "utm_"
_USUAL_PORTS = {80, 443}
_valid = URLValidator(schemes=["http", "https"])


def clean_address(typed: str) -> str:
    """A whole web address as it is kept: with its scheme (http if none was typed), otherwise as typed.

    Raises ``ValidationError`` for anything that a reader's browser could not open as a page of a portal.
    """
    address = nfc(typed).strip()
    if "://" not in address:
        address = f"http://{address}"
    try:
        _valid(quote(address, safe=":/?#[]@!$&'()*+,;=%~"))
        split = urlsplit(address)
        is_whole = split.port != 0 and "." in (split.hostname or "")
    except (ValidationError, ValueError):
        raise ValidationError(_not_whole(typed), code="address") from None
    # A name with a password before the host would stand in public.
    if not is_whole or len(address) > LONGEST or "@" in split.netloc:
        raise ValidationError(_not_whole(typed), code="address")
    return address


def _not_whole(typed: str) -> str:
    message = _("“%(text)s” is not a whole web address: copy it from the browser (http://…).")
    return message % {"text": typed[:60]}


def normal_address(address: str) -> str:
    """The form in which addresses are compared: what leads to the same item is equal.

    Scheme, ``www.``, usual port, capitals of the host, closing slashes, fragment, the order of parameters and those
    of tracking make no difference. Raises ``ValidationError`` as ``clean_address``.
    """
    split = urlsplit(clean_address(address))
    port = f":{split.port}" if split.port and split.port not in _USUAL_PORTS else ""
    path = quote(nfc(unquote(split.path)).rstrip("/"))
    parameters = sorted(pair for pair in parse_qsl(split.query, keep_blank_values=True) if not _is_tracking(pair[0]))
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{normal_host(split.hostname or '')}{port}{path}{query}"


def normal_host(host: str) -> str:
    """A host's name as it is compared: small letters, without ``www.``."""
    return host.casefold().rstrip(".").removeprefix("www.")


def _is_tracking(name: str) -> bool:
    return name.casefold() in _TRACKING or name.casefold().startswith(_TRACKING_BEGINNING)
