"""A merger as an administrator does it on a phone: from the unit's screen to the message that it is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.units.models import Unit
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 390, "height": 844}


def administrators_phone(browser: Browser, live_server: LiveServer) -> Page:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=PHONE)
    session = signed_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_two_units_merge_in_four_screens_on_a_phone(browser: Browser, live_server: LiveServer) -> None:
    old, heir = make_unit("CĐCS Trường Một"), make_unit("CĐCS Đường Hai")
    for number in range(15):
        make_unit(f"CĐCS số {number}")
    writer = make_writer(old)
    phone = administrators_phone(browser, live_server)

    phone.goto(f"/admin/snippets/units/unit/inspect/{old.pk}/")
    assert fits(phone)
    phone.click("a[href*='/merger/']")
    picker = phone.locator(".pick:has([name=into])")
    picker.locator(".pick__search").fill("duong hai")
    expect(picker.locator("li:visible")).to_have_count(1)
    picker.locator("li:visible label").click()
    phone.fill("[name=decision_number]", "45/QĐ-LĐLĐ")
    phone.fill("[name=decision_date]", "20/06/2025")
    phone.fill("[name=day]", "01/07/2025")
    assert fits(phone)
    phone.click(".act button[value=facts]")

    expect(phone.locator(f"text={writer}")).to_be_visible(timeout=60_000)
    assert fits(phone)
    phone.click(".act button[value=fates]")

    expect(phone.locator(".act-effect del")).to_contain_text("CĐCS Trường Một", timeout=60_000)
    assert fits(phone)
    assert Unit.objects.living().filter(pk=old.pk).exists()
    phone.click(".act button[value=confirm]")

    expect(phone.locator(".messages .success")).to_be_visible(timeout=60_000)
    assert fits(phone)
    assert not Unit.objects.living().filter(pk=old.pk).exists()
    assert heir.memberships.filter(user=writer, valid_to=None).exists()


def test_a_long_choice_is_narrowed_down_to_one_parents_units(browser: Browser, live_server: LiveServer) -> None:
    for number in range(5):
        make_unit(f"CĐCS số {number}")
    phone = administrators_phone(browser, live_server)
    phone.goto("/admin/so-don-vi/transfer/")
    phone.locator(".pick__search").first.fill("so 3")
    phone.locator(".pick__all").click()
    phone.locator(".pick__search").first.fill("")
    expect(phone.locator(".pick__list :checked")).to_have_count(1)
    expect(phone.locator(".pick__count")).to_contain_text("1")
