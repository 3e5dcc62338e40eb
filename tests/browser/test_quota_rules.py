"""The quota rules as the board reads and changes them: on a desk and on a phone, and axe finds nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from cms.quotas.models import QuotaRule
from tests.browser.test_quotas import SIZES, opened, violations
from tests.factories.quotas import make_rule
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@SIZES
def test_the_board_corrects_a_rule(browser: Browser, live_server: LiveServer, size: dict[str, int]) -> None:
    QuotaRule.objects.filter(kind__code="grassroots").update(valid_to="2025-01-01")
    wrong = make_rule(min_size=100, per_period=10, valid_from="2025-01-01", letter="Công văn số 45/LĐLĐ")
    page = opened(browser, live_server, UserFactory(board=True), size, reverse("quota_rules:list"))
    assert violations(page) == set()

    page.locator(f'a[href="{reverse("quota_rules:correct", args=[wrong.pk])}"]').click()
    expect(page.locator("[name=reason]")).to_be_visible()
    assert violations(page) == set()
    page.locator("[name=per_period]").fill("1")
    page.locator("[name=reason]").fill("Gõ thừa số 0")
    page.locator("form button[type=submit].desk-button").click()

    expect(page.get_by_text("Gõ thừa số 0")).to_be_visible()
    assert QuotaRule.objects.get(replaces=wrong).per_period == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
