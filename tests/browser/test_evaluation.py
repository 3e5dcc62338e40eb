"""The board evaluates a year in its browser, and a writer reads the unit's result on a phone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.evaluation.models import Evaluation, PointsTable, State, UnitResult
from tests.browser.test_boards_desk import DESKTOP, PHONE, violations
from tests.browser.test_main_job import sign_in
from tests.factories.evaluation import PAPER, closed_evaluation, kind_of, open_evaluation
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.units import make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

YEAR = 2025


def a_year(desk: Desk) -> None:
    """Units with and without items, on time and late."""
    other = make_unit("Công đoàn cơ sở Nhà máy Chè")
    make_unit("Công đoàn cơ sở mới", on=dt.date(YEAR, 9, 1))
    for month in (2, 8):
        on = dt.date(YEAR, month, 5)
        publish(desk.unit, on=on, event_date=on - dt.timedelta(days=1), returns=1)
    publish(other, on=dt.date(YEAR, 3, 1), genre=("phong-su", "Phóng sự, ký, phỏng vấn"))


def fits(page: Page, size: dict[str, int]) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_board_opens_freezes_and_closes_a_year(browser: Browser, live_server: LiveServer) -> None:
    desk = Desk(make_unit())
    a_year(desk)
    page = sign_in(browser, live_server, desk.board)
    page.set_viewport_size(DESKTOP)
    page.goto("/admin/cham-diem/mo/")
    page.select_option("#id_first", f"{YEAR}-01-01")
    page.check(f"input[name=kinds][value='{kind_of().pk}']")
    page.click(".desk-button--primary")
    expect(page.locator(".evaluation__table tbody tr")).to_have_count(3)
    page.click(f".evaluation__table a[href$='/don-vi/{desk.unit.pk}/']")
    page.fill("#id_text", "Đưa tin đều, kịp thời")
    page.click(".evaluation form .desk-button--primary")
    expect(page.locator("#id_text")).to_have_value("Đưa tin đều, kịp thời")
    evaluation = Evaluation.objects.get()
    page.goto(f"/admin/cham-diem/{evaluation.pk}/trinh-ky/")
    page.click(".desk-button--primary")
    with page.expect_download() as download:
        page.click("a[href$='.docx']")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.goto(f"/admin/cham-diem/{evaluation.pk}/chot/")
    for name, value in PAPER.items():
        page.fill(f"[name={name}]", f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value)
    page.click(".desk-button--danger")
    expect(page.locator(".evaluation__state--closed")).to_be_visible()
    assert Evaluation.objects.get().state == State.CLOSED


def test_no_screen_of_evaluation_breaks_a_rule_that_stock_wagtail_keeps(
    browser: Browser, live_server: LiveServer
) -> None:
    desk = Desk(make_unit())
    a_year(desk)
    open_one, closed = open_evaluation(by=desk.board, year=YEAR), closed_evaluation(by=desk.board, year=YEAR - 1)
    root = "/admin/cham-diem/"
    addresses = [
        root,
        f"{root}mo/",
        f"{root}bang-diem/",
        f"{root}bang-diem/{PointsTable.objects.first().pk}/sua/",
        f"{root}ngay-dau-nam/moi/",
        f"{root}{open_one.pk}/",
        f"{root}{open_one.pk}/don-vi/{desk.unit.pk}/",
        f"{root}{open_one.pk}/van-ban/",
        f"{root}{open_one.pk}/trinh-ky/",
        f"{root}{closed.pk}/",
    ]
    page = sign_in(browser, live_server, desk.board)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.goto("/admin/images/")
        stock = violations(page)
        for address in addresses:
            page.goto(address)
            assert not violations(page) - stock, address
            assert fits(page, size), address


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_writer_reads_the_units_closed_result(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    desk = Desk(make_unit())
    a_year(desk)
    closed_evaluation(by=desk.board, year=YEAR)
    result = UnitResult.objects.get(unit=desk.unit)
    page = sign_in(browser, live_server, desk.writer)
    page.set_viewport_size(size)
    page.goto(f"/admin/ket-qua-cham-diem/{result.pk}/")
    expect(page.locator(".desk-note--ok")).to_contain_text("12/TB-LĐLĐ")
    expect(page.locator(".evaluation__items li")).to_have_count(2)
    assert not violations(page)
    assert fits(page, size)
