"""*Chỉ tiêu* on a phone and the board's table on a desk: every cell is reached, and axe finds nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.accounts.models import User
from cms.quotas.periods import PeriodKind
from cms.units.models import Unit, UnitKind
from tests.browser.test_main_job import sign_in
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import UserFactory, make_approver, make_unit
from tests.units.acting import Office, kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


def violations(page: Page) -> set[str]:
    """The rules of axe that the screen breaks, with the elements that break them."""
    found = Axe().run(page).response["violations"]
    return {f"{rule['id']}: {node['target'][0]}" for rule in found for node in rule["nodes"]}


def federation() -> dict[str, Unit]:
    """Units whose pictures show every mark: months, half-years, weeks, both kinds in one year, and no quota."""
    forget_rules()
    make_rule(UnitKind.INTERMEDIATE, PeriodKind.MONTH, 1, per_year=12)
    make_rule(UnitKind.GRASSROOTS, PeriodKind.HALF_YEAR, 1, per_year=2)
    units = {
        "months": make_unit("LĐLĐ huyện Ba Bể", UnitKind.INTERMEDIATE),
        "halves": make_unit("CĐCS Trường A"),
        "both": make_unit("CĐCS Trường B"),
        "none": make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT),
    }
    Office().change_kind(units["both"], kind(UnitKind.INTERMEDIATE), day=dt.date(2025, 4, 10))
    for unit in units.values():
        for month in (1, 3, 4):
            publish(unit, on=dt.date(2025, month, 5), headline=f"Tin tháng {month}", event_date=dt.date(2025, month, 2))
    return units


def opened(browser: Browser, live_server: LiveServer, person: User, size: dict[str, int], address: str) -> Page:
    page = sign_in(browser, live_server, person)
    page.set_viewport_size(size)
    page.goto(address)
    return page


@SIZES
@pytest.mark.parametrize("which", ["months", "halves", "both", "none"])
def test_the_picture_of_a_year_fits_and_has_no_violation(
    browser: Browser, live_server: LiveServer, size: dict[str, int], which: str
) -> None:
    unit = federation()[which]
    address = f"{reverse('quotas:unit', args=[unit.pk])}?nam=2025&ngay=20/11/2025"
    page = opened(browser, live_server, make_approver(unit), size, address)
    expect(page.locator(".quota-year")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page) == set()


def test_on_a_phone_one_comes_by_the_tab_to_the_items_of_a_month(browser: Browser, live_server: LiveServer) -> None:
    unit = federation()["months"]
    page = opened(browser, live_server, make_approver(unit), PHONE, "/admin/")
    page.locator("nav.desk-tabs a[href='/admin/chi-tieu/']").click()
    expect(page.locator("nav.desk-tabs a[aria-current]")).to_have_attribute("href", "/admin/chi-tieu/")
    page.goto(f"{reverse('quotas:unit', args=[unit.pk])}?nam=2025")
    cells = page.locator(".quota-month")
    expect(cells).to_have_count(12)
    for cell in cells.all():
        box = cell.bounding_box()
        assert box is not None
        assert box["width"] >= 44
        assert box["height"] >= 44
    page.locator(".quota-month").nth(2).click()
    expect(page.locator(".quota-item__headline")).to_have_text(["Tin tháng 3"])
    assert violations(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_marks_differ_by_shape_and_not_by_colour_alone(browser: Browser, live_server: LiveServer) -> None:
    unit = federation()["months"]
    address = f"{reverse('quotas:unit', args=[unit.pk])}?nam=2025&ngay=20/11/2025"
    page = opened(browser, live_server, make_approver(unit), PHONE, address)
    marks = page.locator(".quota-year .quota-mark use").evaluate_all("all => all.map(one => one.href.baseVal)")
    shapes = [mark.partition("#")[2] for mark in marks]
    expected = [
        "met",
        "missed",
        "met",
        "met",
        "missed",
        "missed",
        "missed",
        "missed",
        "missed",
        "missed",
        "due",
        "coming",
    ]
    assert shapes == expected
    legend = page.locator(".quota-legend use").evaluate_all("all => all.map(one => one.href.baseVal)")
    assert set(marks) <= set(legend)


@SIZES
def test_the_boards_table_has_no_violation_and_scrolls_by_itself(
    browser: Browser, live_server: LiveServer, size: dict[str, int]
) -> None:
    federation()
    table = f"{reverse('quota_board:table')}?nam=2025&ngay=20/11/2025&cu=on"
    page = opened(browser, live_server, UserFactory(board=True), size, table)
    expect(page.locator("table.standings")).to_be_visible()
    assert violations(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_board_sorts_filters_and_opens_a_cell(browser: Browser, live_server: LiveServer) -> None:
    units = federation()
    page = opened(browser, live_server, UserFactory(board=True), DESKTOP, f"{reverse('quota_board:table')}?nam=2025")
    page.locator("thead a").first.click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.fill("#id_q", "ba be")
    page.check("#id_cham")
    page.locator(".standings-filter button").click()
    expect(page.locator(".standings__unit")).to_have_count(1)
    page.locator(".standings__cell a").nth(2).click()
    expect(page).to_have_url(f"{live_server.url}/admin/chi-tieu/{units['months'].pk}/month/2025-03-01/?nam=2025")
    expect(page.locator(".quota-item__headline")).to_have_text(["Tin tháng 3"])
