"""A unit reads on a phone what it was sent; the board passes a reminder on."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.quotas.models import Reminder, ReminderRecipient, ReminderSettings, ReminderSighting
from tests.browser.test_main_job import sign_in
from tests.factories.news import Desk
from tests.factories.reminders import make_reminder
from tests.factories.units import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def assert_fit(page: Page) -> None:
    """Nothing too wide, no violation that axe finds in what is ours of the screen, on a phone and a desktop."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        found = Axe().run(page, context="main").response["violations"]
        assert not [f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]]


def reminded(desk: Desk) -> Reminder:
    reminder = make_reminder(desk.unit)
    ReminderRecipient.objects.create(
        reminder=reminder, user=desk.writer, name=str(desk.writer), role="người viết tin", by_mail=True
    )
    return reminder


def test_a_unit_reads_and_copies_what_it_was_sent(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    reminder = reminded(desk)
    page = sign_in(browser, live_server, desk.writer)
    page.set_viewport_size(PHONE)
    page.goto(f"/admin/chi-tieu/{desk.unit.pk}/")
    page.locator(".desk-reminders summary").click()
    expect(page.locator(".desk-reminders textarea")).to_have_value(reminder.message)
    assert_fit(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".desk-reminders [data-copy]").click()
    done = page.locator(".desk-reminders [data-copy]").get_attribute("data-done") or ""
    expect(page.locator(".desk-reminders [data-copy] span")).to_have_text(done)
    assert page.evaluate("navigator.clipboard.readText()") == reminder.message
    assert ReminderSighting.objects.get().user == desk.writer


def test_the_board_finds_a_reminder_and_its_message(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    reminder = reminded(desk)
    page = sign_in(browser, live_server, desk.board)
    page.goto("/admin/chi-tieu/nhac-nho/")
    assert_fit(page)
    page.locator(".units-listing .title a").first.click()
    expect(page.locator(".passing textarea")).to_have_value(reminder.message)
    expect(page.locator(".passing__people")).to_contain_text(str(desk.writer))
    assert_fit(page)


def test_the_board_enters_a_day_off_and_turns_reminders_off(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    page = sign_in(browser, live_server, desk.board)
    page.goto(f"/admin/settings/quotas/remindersettings/{ReminderSettings.load().pk}/")
    page.uncheck("#id_is_on")
    page.locator("#id_office_days-ADD").click()
    page.fill("#id_office_days-0-day", "24/12/2026")
    page.keyboard.press("Escape")
    page.locator("main form footer button[type=submit], main form button[type=submit]").first.click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=60_000)
    settings = ReminderSettings.objects.get()
    assert not settings.is_on
    assert [str(entered.day) for entered in settings.office_days.all()] == ["2026-12-24"]
