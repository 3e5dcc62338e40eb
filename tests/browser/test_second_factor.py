"""The second factor as people meet it on a phone: an app, recovery codes, a passkey."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import AuthenticatorApp, User
from cms.accounts.second_factor import factors
from tests.factories.units import UserFactory
from tests.signing_in import code_of, give_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 390, "height": 844}
LONG = 60_000


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, settings: Any) -> Page:
    """A phone with a fingerprint sensor, at the site's own address."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    page = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=PHONE).new_page()
    page.set_default_timeout(LONG)
    sensor = page.context.new_cdp_session(page)
    sensor.send("WebAuthn.enable")
    sensor.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def type_password(page: Page, user: User) -> None:
    page.goto("/admin/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", "mat-khau")
    page.click("main button[type=submit]")
    page.wait_for_url("**/xac-thuc/**")


def keep_codes(page: Page) -> None:
    page.click("button[name=make]")
    expect(page.locator("#codes li")).to_have_count(10)
    fits(page)
    page.check("input[name=kept]")
    page.click("button[name=keep]")


def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def is_at_work(page: Page) -> None:
    expect(page.locator(".desk-home")).to_be_visible(timeout=LONG)


def test_a_board_member_sets_up_an_app_keeps_codes_and_signs_in_with_it_next_time(phone: Page) -> None:
    person = UserFactory(board=True)
    type_password(phone, person)
    fits(phone)
    phone.click("a.door-go")
    expect(phone.locator(".factor-qr svg")).to_be_visible()
    fits(phone)
    app = AuthenticatorApp.objects.get(user=person)
    phone.fill("input[name=code]", code_of(app))
    phone.fill("input[name=name]", "Điện thoại của tôi")
    phone.click("main form button.door-go")
    phone.wait_for_url("**/ma-du-phong/**")
    keep_codes(phone)
    is_at_work(phone)
    phone.context.clear_cookies()
    AuthenticatorApp.objects.update(last_t=-1)
    type_password(phone, person)
    fits(phone)
    phone.fill("input[name=code]", code_of(app))
    phone.locator("main form button.door-go").first.click()
    is_at_work(phone)


def test_a_fingerprint_is_set_up_and_opens_the_next_session(phone: Page) -> None:
    person = UserFactory(board=True)
    type_password(phone, person)
    phone.click("[data-passkey=create] button")
    phone.wait_for_url("**/ma-du-phong/**")
    keep_codes(phone)
    is_at_work(phone)
    assert [factor.kind for factor in factors.factors_of(person)] == [factors.PASSKEY]
    phone.context.clear_cookies()
    type_password(phone, person)
    phone.click("[data-passkey=get] button")
    is_at_work(phone)


def test_a_fingerprint_of_somebody_else_opens_nothing(phone: Page) -> None:
    owner, other = UserFactory(board=True), UserFactory(board=True)
    type_password(phone, owner)
    phone.click("[data-passkey=create] button")
    phone.wait_for_url("**/ma-du-phong/**")
    phone.context.clear_cookies()
    give_app(other)
    type_password(phone, other)
    expect(phone.locator("[data-passkey=get]")).to_have_count(0)
    answer = phone.evaluate(
        """async () => {
            const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
            const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
            const begun = await fetch("/xac-thuc/khoa/xac-thuc/", { method: "POST", headers, body: "{}" });
            const options = await begun.json();
            const bytes = (text) => Uint8Array.from(
                atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
            const key = await navigator.credentials.get(
                { publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: [] } });
            const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
                .replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
            const body = JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response: {
                clientDataJSON: text(key.response.clientDataJSON), signature: text(key.response.signature),
                authenticatorData: text(key.response.authenticatorData) } });
            return (await fetch("/xac-thuc/khoa/xac-thuc/xong/", { method: "POST", headers, body })).status;
        }"""
    )
    assert answer == 403
    phone.goto("/admin/")
    assert "/xac-thuc/" in phone.url


def test_a_second_factor_is_managed_on_a_phone(phone: Page) -> None:
    person = UserFactory(board=True)
    app = give_app(person)
    type_password(phone, person)
    phone.fill("input[name=code]", code_of(app))
    phone.locator("main form button.door-go").first.click()
    is_at_work(phone)
    phone.goto("/xac-thuc/cua-toi/")
    fits(phone)
    phone.locator("main a.door-go").click()
    phone.click("[data-passkey=create] button")
    phone.wait_for_url("**/cua-toi/")
    expect(phone.locator(".factor-list li")).to_have_count(2)
    phone.locator(".factor-list form button").first.click()
    # The session was opened by the app that has gone: the passkey now has to show that it works.
    phone.click("[data-passkey=get] button")
    expect(phone.locator(".factor-list li")).to_have_count(1, timeout=LONG)
