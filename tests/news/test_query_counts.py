"""The cost of a screen is the same whatever the number of items."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.news.models import SectionPage
from tests.factories.news import Desk, approve, change, publish, submit
from tests.signing_in import signed_in

FEW, MANY = 2, 7
PUBLIC_LIMIT = 16
DESK_LIMIT = 45


def queries(client: Client, address: str) -> int:
    """How many queries a screen costs once the caches of the process are warm."""
    assert client.get(address).status_code == 200
    cache.clear()
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def in_section(desk: Desk, number: int, section: SectionPage) -> None:
    page = approve(submit(desk.draft(title=f"Tin số {number}"), by=desk.writer), by=desk.approver)
    page = change(page, by=desk.board, sections=[section])
    publish(page, by=desk.other_board)


@pytest.fixture
def section(desk: Desk) -> SectionPage:
    return SectionPage.objects.first()


def addresses(desk: Desk, section: SectionPage) -> dict[str, str]:
    return {"home": "/", "section": section.url, "unit": desk.unit.page.url, "archive": reverse("portal:archive")}


def test_public_lists_cost_the_same_for_few_items_and_for_many(desk: Desk, section: SectionPage) -> None:
    def costs() -> dict[str, int]:
        return {name: queries(Client(), address) for name, address in addresses(desk, section).items()}

    for number in range(FEW):
        in_section(desk, number, section)
    few = costs()
    for number in range(FEW, MANY):
        in_section(desk, number, section)
    assert costs() == few
    assert max(few.values()) <= PUBLIC_LIMIT


def test_an_item_costs_the_same_with_one_photo_and_with_many(desk: Desk) -> None:
    one, many = desk.published(photos=1), desk.published(title="Nhiều ảnh", photos=6)
    cost = queries(Client(), one.url)
    assert queries(Client(), many.url) == cost
    assert cost <= PUBLIC_LIMIT


@pytest.mark.parametrize(
    ("name", "person", "make"),
    [
        ("news:waiting", "approver", Desk.submitted),
        ("news:mine", "writer", Desk.draft),
        ("news:board", "board", Desk.at_board),
        ("wagtailadmin_home", "approver", Desk.submitted),
        ("wagtailadmin_home", "board", Desk.at_board),
    ],
)
def test_the_desks_lists_cost_the_same_for_few_items_and_for_many(
    desk: Desk, name: str, person: str, make: Callable[[Desk], object]
) -> None:
    client = signed_in(getattr(desk, person))
    for _item in range(FEW):
        make(desk)
    few = queries(client, reverse(name))
    for _item in range(FEW, MANY):
        make(desk)
    assert queries(client, reverse(name)) == few
    assert few <= DESK_LIMIT
