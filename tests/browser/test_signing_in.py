"""Coming in with a phone: by a link that somebody passed on, and by a password."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import Purpose, SignIn, User
from cms.accounts.one_time_links import issue_link
from tests.factories.units import UserFactory, make_unit, make_writer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 390, "height": 844}


def phone_of_somebody(browser: Browser, live_server: LiveServer) -> Page:
    page = browser.new_context(
        base_url=live_server.url, locale="vi-VN", viewport=PHONE, is_mobile=True, has_touch=True
    ).new_page()
    page.set_default_timeout(60_000)
    return page


def newcomer() -> User:
    """Somebody of whom the site knows a telephone number, and who never had a password."""
    user = UserFactory(email="", phone="0912345678")
    user.set_unusable_password()
    user.save()
    return make_writer(make_unit(), user=user)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_a_forwarded_link_to_the_writing_form_in_three_actions(browser: Browser, live_server: LiveServer) -> None:
    link = issue_link(newcomer(), purpose=Purpose.INVITATION, by=UserFactory(is_superuser=True))
    page = phone_of_somebody(browser, live_server)

    page.goto(link.url.replace("http://localhost:8000", live_server.url))
    assert fits(page)
    page.get_by_role("button").tap()
    expect(page.locator(".desk-home")).to_be_visible(timeout=60_000)
    page.locator(".desk-write").first.tap()
    expect(page.locator("[name=title]")).to_be_visible(timeout=60_000)


def test_the_90_days_are_one_tap_more(browser: Browser, live_server: LiveServer) -> None:
    user = newcomer()
    link = issue_link(user, purpose=Purpose.INVITATION, by=UserFactory(is_superuser=True))
    page = phone_of_somebody(browser, live_server)
    page.goto(link.url.replace("http://localhost:8000", live_server.url))
    page.get_by_role("checkbox").tap()
    page.get_by_role("button").tap()
    expect(page.locator(".desk-home")).to_be_visible(timeout=60_000)
    assert SignIn.objects.get(user=user).remembered


def test_a_password_can_be_seen_while_it_is_typed_and_the_account_page_fits(
    browser: Browser, live_server: LiveServer
) -> None:
    user = newcomer()
    user.set_password("mat-khau")
    user.save()
    page = phone_of_somebody(browser, live_server)
    page.goto("/dang-nhap/")
    assert fits(page)
    page.fill("input[name=username]", "0912.345.678")
    page.fill("input[name=password]", "mat-khau")
    page.locator("[data-show-password]").tap()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "text")
    page.locator("button[type=submit]").tap()
    expect(page.locator(".desk-home")).to_be_visible(timeout=60_000)
    page.goto("/admin/tai-khoan/")
    expect(page.locator(".account")).to_be_visible()
    assert fits(page)
