"""A cell opens exactly the items that it counts; of the others it says why they are not in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.quotas.desk.items import counted_items
from cms.quotas.explaining import uncounted
from cms.quotas.models import CountingDay
from cms.quotas.periods import Period, PeriodKind, period_of
from cms.units.amending import amend
from cms.units.models import Channel, Origin, Unit, UnitKind
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.quotas.desk.telling import LATER, standing
from tests.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("rules")
MARCH = Period(dt.date(2025, 3, 1), PeriodKind.MONTH)


def headlines(unit: Unit, period: Period, day: dt.date = LATER) -> list[str]:
    return [item.publication.headline for item in counted_items(unit.pk, period.first, period.end, day)]


def left_out(unit: Unit, period: Period = MARCH, day: dt.date = LATER) -> dict[str, str]:
    return {item.publication.headline: item.why for item in uncounted(unit.pk, period, day)}


def test_every_cell_and_every_month_counts_as_many_items_as_it_opens() -> None:
    unit, other = make_unit("LĐLĐ huyện A", UnitKind.INTERMEDIATE), make_unit()
    for number, day in enumerate([(1, 1), (1, 31), (2, 28), (3, 1), (6, 30), (7, 1), (12, 31)]):
        publish(unit, on=dt.date(2025, *day), headline=f"Tin {number}", joint=[(other, number % 2 == 0)])
    for one in (unit, other):
        figures = standing(one)
        for cell in figures.cells:
            assert len(headlines(one, cell.period)) == cell.published
        for first, published in zip(figures.year.months, figures.by_month, strict=True):
            assert len(headlines(one, period_of(PeriodKind.MONTH, first))) == published


def test_with_the_day_of_approval_a_cell_opens_what_was_approved_in_it() -> None:
    forget_rules()
    make_rule(UnitKind.GRASSROOTS, PeriodKind.MONTH, 1, counting_day=CountingDay.APPROVAL)
    unit = make_unit()
    publish(unit, on=dt.date(2025, 3, 2), approved_on=dt.date(2025, 2, 27), headline="Duyệt tháng hai")
    assert headlines(unit, period_of(PeriodKind.MONTH, dt.date(2025, 2, 1))) == ["Duyệt tháng hai"]
    assert headlines(unit, MARCH) == []
    (item,) = counted_items(unit.pk, dt.date(2025, 2, 1), dt.date(2025, 3, 1), LATER)
    assert item.is_by_approval
    assert "27/02/2025" in left_out(unit)["Duyệt tháng hai"]


@pytest.mark.usefixtures("source_language")
def test_each_item_that_does_not_count_says_why() -> None:
    unit, other = make_unit(), make_unit("Công đoàn cơ sở Trường B")
    day = dt.date(2025, 3, 5)
    now, by = timezone.now(), UserFactory(board=True)
    publish(unit, on=day, headline="Được tính")
    publish(unit, on=day, headline="Ẩn", hidden_at=now, hidden_by=by, hidden_reason="kiểm tra")
    publish(unit, on=day, headline="Gỡ", withdrawn_at=now)
    publish(unit, on=day, headline="Đăng lại", origin=Origin.REPOSTED, counts=False)
    publish(other, on=day, headline="Chung", joint=[(unit, False)])
    publish(unit, on=day, headline="Nhóm Facebook", channel=Channel.FACEBOOK_GROUP)
    publish(unit, on=dt.date(2025, 4, 1), headline="Tháng sau")
    assert headlines(unit, MARCH) == ["Được tính"]
    assert left_out(unit) == {
        "Ẩn": "the item is hidden while something is checked; shown again, it counts here",
        "Gỡ": "the item was withdrawn",
        "Đăng lại": "taken over from another source",
        "Chung": "a joint item that the editorial board does not count for this unit",
    }


@pytest.mark.usefixtures("source_language")
def test_an_item_that_was_given_to_another_unit_by_an_amendment_says_so() -> None:
    unit, other = make_unit(), make_unit("Công đoàn cơ sở Trường B")
    item = publish(unit, on=dt.date(2025, 3, 5), headline="Nhầm đơn vị")
    amend(item, by=UserFactory(board=True), reason="Ghi nhầm đơn vị", units=[(other, True)])
    assert headlines(unit, MARCH) == []
    assert headlines(other, MARCH) == ["Nhầm đơn vị"]
    assert left_out(unit) == {"Nhầm đơn vị": "the record was mended: the item is not this unit's"}


def test_an_item_whose_amendment_still_counts_it_is_not_told_twice() -> None:
    unit, other = make_unit(), make_unit("Công đoàn cơ sở Trường B")
    item = publish(unit, on=dt.date(2025, 3, 5), headline="Thêm đơn vị")
    amend(item, by=UserFactory(board=True), reason="Thiếu một đơn vị", units=[(unit, True), (other, True)])
    assert headlines(unit, MARCH) == ["Thêm đơn vị"]
    assert left_out(unit) == {}


def test_as_of_an_earlier_day_later_items_are_neither_counted_nor_named() -> None:
    unit = make_unit()
    publish(unit, on=dt.date(2025, 3, 5), headline="Sớm")
    publish(unit, on=dt.date(2025, 3, 20), headline="Muộn")
    publish(unit, on=dt.date(2025, 3, 21), headline="Muộn và gỡ", withdrawn_at=timezone.now())
    tenth = dt.date(2025, 3, 10)
    assert headlines(unit, MARCH, tenth) == ["Sớm"]
    assert left_out(unit, day=tenth) == {}


def test_the_screen_shows_both_days_and_how_long_after_the_event() -> None:
    unit = make_unit()
    publish(
        unit,
        on=dt.date(2025, 3, 9),
        approved_on=dt.date(2025, 3, 8),
        event_date=dt.date(2025, 3, 4),
        headline="Trao quà cho đoàn viên",
    )
    said = signed_in(make_writer(unit)).get(reverse("quotas:period", args=[unit.pk, "month", "2025-03-01"]))
    text = said.content.decode()
    for expected in ("Trao quà cho đoàn viên", "09/03/2025", "08/03/2025", "04/03/2025"):
        assert expected in text
    (item,) = said.context["items"]
    assert item.days_from_event == 5
