"""*Chỉ tiêu*: what people of units meet there, and how it answers to what nobody can ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.news.frames import TABS
from cms.quotas.desk.sections import SECTIONS, standing_section
from cms.quotas.frozen import FrozenResult, frozen_source
from cms.quotas.years import Year
from cms.units.days import today
from cms.units.models import Role, Unit, UnitKind
from cms.units.roles import ACCOUNTANT
from tests.factories.publications import publish
from tests.factories.units import UserFactory, add_member, join_group, make_unit, make_writer
from tests.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("rules")
MINE = "/admin/chi-tieu/"


def address(unit: Unit, query: str = "") -> str:
    return f"{reverse('quotas:unit', args=[unit.pk])}{query}"


def queries(client: Client, asked: str) -> int:
    """How many queries a screen costs once the caches of the process are warm."""
    assert client.get(asked).status_code == 200
    cache.clear()
    client.get(asked)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(asked).status_code == 200
    return len(captured)


def test_the_tab_is_the_fourth_for_those_who_have_a_unit() -> None:
    (tab,) = [tab for tab in TABS if tab.url_name == "quotas:mine"]
    assert [one.url_name for one in TABS].index("quotas:mine") == 3
    assert tab.is_for(make_writer(make_unit()))
    assert not tab.is_for(UserFactory(board=True))


def test_with_one_unit_its_own_screen_opens() -> None:
    unit = make_unit()
    answer = signed_in(make_writer(unit)).get(MINE)
    assert "quotas/desk/unit.html" in [template.name for template in answer.templates]
    assert answer.context["shown"].unit == unit


def test_with_several_units_each_is_shown_with_its_picture() -> None:
    units = [make_unit(f"Công đoàn cơ sở {letter}") for letter in "BAC"]
    person = UserFactory()
    for unit in units:
        add_member(unit, Role.WRITER, person)
    answer = signed_in(person).get(MINE)
    assert [shown.name[-1] for shown in answer.context["units"]] == ["A", "B", "C"]
    assert answer.content.decode().count('class="quota-year"') == 3


def test_somebody_without_a_unit_is_told_so_and_the_board_is_led_to_the_table() -> None:
    assert signed_in(UserFactory(board=True)).get(MINE).headers["Location"] == reverse("quota_board:table")
    accountant = UserFactory()
    join_group(accountant, ACCOUNTANT)
    answer = signed_in(accountant).get(MINE)
    assert (answer.status_code, answer.context["units"]) == (200, [])


def test_every_cell_of_the_picture_opens_a_screen() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    client = signed_in(make_writer(unit))
    shown = client.get(address(unit, "?nam=2025")).context["shown"]
    for slot in shown.lanes[0].slots:
        opened = client.get(reverse("quotas:period", args=[unit.pk, slot.period.kind, slot.period.first.isoformat()]))
        assert opened.status_code == 200
        assert opened.context["cell"] == slot.cells[0]


def test_a_year_and_a_day_can_be_asked_for() -> None:
    unit = make_unit()
    publish(unit, on=dt.date(2024, 3, 5))
    publish(unit, on=dt.date(2024, 3, 20))
    client = signed_in(make_writer(unit))
    of_year = client.get(address(unit, "?nam=2024")).context["shown"].standing
    assert (of_year.year, of_year.total_published) == (Year.calendar(2024), 2)
    of_day = client.get(address(unit, "?ngay=10/03/2024")).context["shown"].standing
    assert (of_day.year, of_day.day, of_day.total_published) == (Year.calendar(2024), dt.date(2024, 3, 10), 1)
    assert client.get(address(unit, "?nam=2024&tu=9")).context["shown"].standing.year == Year(dt.date(2024, 9, 1))


@pytest.mark.parametrize(
    "query",
    [
        "nam=x",
        "nam=0",
        "nam=99999",
        "nam=-1",
        "nam=3000",
        "tu=13",
        "tu=²",
        "ngay=31/02/2025",
        "ngay=1/1/9999",
        "ngay=01/01/0001",
        "nam=٢",
    ],
)
def test_what_nobody_can_ask_for_gives_this_year_as_of_today(query: str) -> None:
    unit = make_unit()
    standing = signed_in(make_writer(unit)).get(address(unit, f"?{query}")).context["shown"].standing
    assert (standing.year, standing.day) == (Year.containing(today()), today())


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("month", "2025-03-02"),
        ("half_year", "2025-02-01"),
        ("week", "2025-03-04"),
        ("decade", "2020-01-01"),
        ("month", "2025-13-01"),
        ("month", "x"),
        ("month", "0001-01-01"),
        ("year", "9999-01-01"),
    ],
)
def test_a_period_that_there_is_not_answers_404(kind: str, first: str) -> None:
    unit = make_unit()
    assert signed_in(make_writer(unit)).get(f"/admin/chi-tieu/{unit.pk}/{kind}/{first}/").status_code == 404


def test_the_years_before_are_told_as_far_as_the_record_goes() -> None:
    unit, other = make_unit(on=dt.date(2021, 1, 1)), make_unit("Công đoàn cơ sở Trường B")
    publish(other, on=dt.date(2023, 2, 1))
    publish(unit, on=dt.date(2024, 3, 5))
    history = signed_in(make_writer(unit)).get(address(unit, "?nam=2025")).context["history"]
    assert [past.standing.year.first.year for past in history] == [2024, 2023]
    assert [past.standing.total_published for past in history] == [1, 0]


def test_a_unit_without_a_number_sees_how_soon_after_the_event_its_items_came() -> None:
    unit = make_unit("Ban Tuyên giáo", UnitKind.DEPARTMENT)
    for days in (1, 2, 9):
        publish(unit, on=dt.date(2025, 3, 10), event_date=dt.date(2025, 3, 10) - dt.timedelta(days=days))
    publish(unit, on=dt.date(2025, 3, 11))
    answer = signed_in(make_writer(unit)).get(address(unit, "?nam=2025"))
    assert answer.context["usual_days"] == 2
    assert [item.days_from_event for item in answer.context["items"]] == [None, 9, 2, 1]
    owing = make_unit()
    assert "items" not in signed_in(make_writer(owing)).get(address(owing)).context


def test_other_parts_add_sections_and_closed_years(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = make_unit()
    monkeypatch.setattr("cms.quotas.desk.sections.SECTIONS", list(SECTIONS))
    monkeypatch.setattr("cms.quotas.frozen._sources", [])
    seen: list[Any] = []

    @standing_section("quotas/includes/legend.html", order=1)
    def sent(*asked: Any) -> dict[str, Any] | None:
        seen.append(asked[:3])
        return {}

    @frozen_source
    def closed(units: Any) -> list[tuple[int, FrozenResult]]:
        first = dt.date(2025, 1, 1)
        return [(unit.pk, FrozenResult(first, dt.date(2026, 1, 1), "Năm 2025", "Đã chốt.", "/ket-qua/", "8,50"))]

    text = signed_in(make_writer(unit)).get(address(unit, "?nam=2025")).content.decode()
    assert seen == [(unit, Year.calendar(2025), today())]
    assert text.count('class="quota-legend"') == 2
    assert "Đã chốt." in text
    assert 'href="/ket-qua/"' in text


def test_a_script_in_a_headline_or_letter_is_text() -> None:
    unit = make_unit("<script>alert(1)</script>")
    publish(unit, on=dt.date(2025, 3, 5), headline="<script>alert(2)</script>")
    client = signed_in(make_writer(unit))
    for asked in (address(unit), reverse("quotas:period", args=[unit.pk, "month", "2025-03-01"])):
        assert "<script>alert" not in client.get(asked).content.decode()


def test_a_screen_costs_the_same_for_few_items_and_for_many() -> None:
    unit = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE)
    client = signed_in(make_writer(unit))
    asked = [address(unit, "?nam=2025"), reverse("quotas:period", args=[unit.pk, "month", "2025-03-01"])]

    def add(number: int) -> None:
        for _one in range(number):
            publish(unit, on=dt.date(2025, 3, 5))
            publish(unit, on=dt.date(2025, 3, 6), origin="reposted")

    add(2)
    few = [queries(client, one) for one in asked]
    add(8)
    assert [queries(client, one) for one in asked] == few


def test_the_list_costs_the_same_for_few_units_and_for_many() -> None:
    person = UserFactory()
    units = [make_unit(f"Công đoàn cơ sở {number}") for number in range(9)]
    for unit in units[:2]:
        add_member(unit, Role.WRITER, person)
    client = signed_in(person)
    few = queries(client, MINE)
    for unit in units[2:]:
        add_member(unit, Role.WRITER, person)
    assert queries(client, MINE) == few
