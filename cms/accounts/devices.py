"""What is known of the device that a request comes from: a mark of our own, its kind, where it is."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ua_parser
from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "device"
# As long as browsers keep any cookie: a device that writes twice a year stays a known one.
COOKIE_AGE = 400 * 24 * 3600
_MARK_LENGTH = 43


@dataclass(frozen=True)
class Device:
    """A device as its person would recognise it, and the beginning of its network address."""

    browser: str
    system: str
    address: str

    @property
    def label(self) -> str:
        """In words: "Chrome on Android"."""
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _("an unknown device")


def device_of(request: HttpRequest) -> Device:
    """The device that sends a request, by what its browser says of itself."""
    browser, system = describe(request.META.get("HTTP_USER_AGENT", ""))
    return Device(browser, system, shortened(client_address(request)))


def describe(user_agent: str) -> tuple[str, str]:
    """Browser and operating system by the User-Agent header; empty where it does not say."""
    text = user_agent[:500]
    result = ua_parser.parse(text)
    browser = result.user_agent.family if result.user_agent else ""
    system = result.os.family if result.os else ""
    if "Zalo" in text:
        browser = "Zalo"
    return browser.replace(" Mobile", "").replace("Mobile ", "")[:60], system[:60]


def client_address(request: HttpRequest) -> str | None:
    """The network address that a request comes from; of an IPv6 address its /64, for one person has all of it.

    Behind our own proxy (BEHIND_PROXY) it is the last entry of X-Forwarded-For, the one that the proxy wrote:
    what stands before it is whatever the client claims. None if there is no such address.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return str(parsed)


def shortened(address: str | None) -> str:
    """The beginning of an address, enough to recognise a place and too little to follow a person: "113.160.…"."""
    if not address:
        return ""
    if ":" in address:
        return ":".join(ipaddress.ip_address(address).exploded.split(":")[:2]) + ":…"
    return ".".join(address.split(".")[:2]) + ".…"


def mark_of(request: HttpRequest) -> str:
    """The digest of the mark that a device carries since somebody signed in on it; empty if it carries none."""
    mark = request.COOKIES.get(COOKIE, "")
    return _digest(mark) if len(mark) == _MARK_LENGTH else ""


def give_mark(request: HttpRequest) -> str:
    """The digest of the device's mark; a device without one gets it with the response."""
    digest = mark_of(request)
    if digest:
        return digest
    mark = secrets.token_urlsafe(32)
    request.new_device_mark = mark  # type: ignore[attr-defined]
    return _digest(mark)


def set_mark(request: HttpRequest, response: HttpResponse) -> None:
    """Send the mark that `give_mark` made."""
    mark = getattr(request, "new_device_mark", None)
    if mark:
        response.set_cookie(
            COOKIE, mark, max_age=COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )


def _digest(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
