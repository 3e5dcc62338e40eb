"""The board makes a notice to its end; a reader reads it on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.notices.models import Notice
from tests.browser.test_main_job import sign_in
from tests.factories.notices import LAST, PDF, block, credit, day_of
from tests.factories.publications import publish
from tests.factories.units import UserFactory, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def assert_fit(page: Page, size: dict[str, int]) -> None:
    """Nothing too wide, no violation that axe finds in what is ours of the screen."""
    page.set_viewport_size(size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    # Wagtail's own messages fade in and out over the screen.
    found = Axe().run(page, context={"include": [["main"]], "exclude": [[".messages"]]}).response["violations"]
    assert not [f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]]


def test_the_board_makes_a_notice_and_a_reader_reads_it_on_a_phone(browser: Browser, live_server: LiveServer) -> None:
    unit = make_unit("Công đoàn cơ sở Trường Trung học phổ thông chuyên")
    credit(publish(unit, on=day_of(), headline="Tặng quà đoàn viên", sections=["Phong trào"]), "Hoa Ban")
    signed_with = block()
    page = sign_in(browser, live_server, UserFactory(board=True))
    page.goto("/admin/thong-bao-quy/")
    assert_fit(page, PHONE)
    assert_fit(page, DESKTOP)
    page.locator(".notices__offered button").first.click()
    page.fill("#id_preface", "Ban Biên tập thông báo danh sách:")
    page.select_option("#id_signature_block", str(signed_with.pk))
    page.locator("form:has(#id_preface) button").click()
    preview = page.frame_locator("iframe").first
    expect(preview.locator("body")).to_contain_text("Ban Biên tập thông báo danh sách:")
    expect(preview.locator("body")).to_contain_text("Hoa Ban")
    assert_fit(page, PHONE)
    assert_fit(page, DESKTOP)
    page.locator("form[action$='/trinh-ky/'] button").click()
    expect(page.locator("#id_number")).to_be_visible()
    assert page.input_value("#id_number") == ""
    assert_fit(page, PHONE)
    assert_fit(page, DESKTOP)
    page.fill("#id_number", "45")
    page.set_input_files("#id_scan", {"name": "ky.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.locator("form[action$='/ban-hanh/'] button").click()
    expect(page.locator("#group-text")).to_be_visible()
    notice = Notice.objects.get()
    assert (notice.is_issued, notice.of_quarter) == (True, LAST)
    assert_fit(page, PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy] span")).to_have_text(page.locator("[data-copy]").get_attribute("data-done") or "")
    assert notice.get_absolute_url() in page.evaluate("navigator.clipboard.readText()")
    _reads_on_a_phone(browser, live_server, notice)


def _reads_on_a_phone(browser: Browser, live_server: LiveServer, notice: Notice) -> None:
    page = browser.new_context(base_url=live_server.url, locale="vi-VN", viewport=PHONE).new_page()
    page.set_default_timeout(60_000)
    page.goto("/")
    page.locator(f"a[href='{notice.get_absolute_url()}']").first.click()
    expect(page.locator("h1")).to_have_text(str(notice))
    for said in ("Tặng quà đoàn viên", "Hoa Ban", "Công đoàn cơ sở Trường Trung học phổ thông chuyên"):
        expect(page.locator("main")).to_contain_text(said)
    assert_fit(page, PHONE)
    with page.expect_download() as downloaded:
        page.locator(".notice-files a[href$='.docx']").click()
    assert downloaded.value.suggested_filename == f"{notice.name_for_files}.docx"
    page.emulate_media(media="print")
    expect(page.locator(".notice-files")).to_be_hidden()
    assert_fit(page, DESKTOP)
