"""What a notice lists, and how it counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.notices.facts.annex import units_without_items
from cms.notices.facts.gathering import gather
from cms.notices.facts.shape import Facts
from cms.notices.models import NoticeSettings
from cms.units.models import Channel, Contributor, Origin, Publication, Unit, UnitKind, UnitVersion
from tests.factories.notices import LAST, credit, day_of
from tests.factories.publications import local_moment, publish, take_part
from tests.factories.units import ContributorFactory, make_unit

PORTAL = [Channel.PORTAL.value]
BOTH = [Channel.PORTAL.value, Channel.FACEBOOK_GROUP.value]


def headlines(facts: Facts) -> list[str]:
    return [item.headline for item in facts.items]


def test_an_item_stands_with_its_unit_section_date_and_address(item: Publication, unit: Unit) -> None:
    facts = gather(LAST, PORTAL)
    (listed,) = facts.items
    assert (listed.headline, listed.date, listed.sections) == ("Tặng quà đoàn viên", day_of(), ["Phong trào"])
    assert (listed.address, listed.authors, listed.units) == (item.address, ["Hoa Ban"], [unit.name_on(day_of())])
    assert [(line.name, line.items) for line in facts.units] == [("Công đoàn cơ sở Trường A", [0])]
    assert [(line.name, line.unit, line.items) for line in facts.people] == [
        ("Hoa Ban", "Công đoàn cơ sở Trường A", [0])
    ]


def test_the_edges_of_the_quarter_are_local_midnights(unit: Unit) -> None:
    for day, time, name in [
        (LAST.first - dt.timedelta(days=1), dt.time(23, 59, 59), "trước"),
        (LAST.first, dt.time(0, 0, 0), "đầu"),
        (LAST.last, dt.time(23, 59, 59), "cuối"),
        (LAST.end, dt.time(0, 0, 0), "sau"),
    ]:
        publish(unit, at=local_moment(day, time), headline=name)
    assert headlines(gather(LAST, PORTAL)) == ["đầu", "cuối"]


def test_what_is_withdrawn_or_hidden_is_not_listed(unit: Unit) -> None:
    publish(unit, on=day_of(), headline="gỡ", withdrawn_at=timezone.now())
    publish(unit, on=day_of(), headline="ẩn", hidden_at=timezone.now())
    publish(unit, on=day_of(), headline="còn")
    assert headlines(gather(LAST, PORTAL)) == ["còn"]


def test_a_reposted_item_is_counted_apart_and_not_listed(unit: Unit) -> None:
    publish(unit, on=day_of(), origin=Origin.REPOSTED)
    facts = gather(LAST, PORTAL)
    assert (facts.items, facts.reposted, facts.totals.items) == ([], 1, 0)


def test_a_joint_item_stands_with_each_unit_and_counts_once(unit: Unit, other_unit: Unit) -> None:
    publish(unit, on=day_of(), joint=[(other_unit, False)])
    facts = gather(LAST, PORTAL)
    assert sorted(line.unit for line in facts.units) == sorted([unit.pk, other_unit.pk])
    assert (facts.totals.items, facts.totals.units, facts.joint) == (1, 2, 1)


def test_each_channel_is_counted_or_not(unit: Unit) -> None:
    publish(unit, on=day_of(), headline="nhóm", channel=Channel.FACEBOOK_GROUP)
    publish(unit, on=day_of(), headline="cổng")
    assert headlines(gather(LAST, PORTAL)) == ["cổng"]
    assert gather(LAST, BOTH).by_channel == {"portal": 1, "facebook_group": 1}
    NoticeSettings.objects.filter(pk=NoticeSettings.current().pk).update(count_facebook_group=False)
    assert NoticeSettings.current().channels == PORTAL


def test_units_come_by_kind_then_by_count_then_by_name(unit: Unit, other_unit: Unit) -> None:
    third = make_unit("Công đoàn cơ sở Bệnh viện B")
    for owner, count in ((unit, 1), (third, 2), (other_unit, 1)):
        for _number in range(count):
            publish(owner, on=day_of())
    assert [line.unit for line in gather(LAST, PORTAL).units] == [other_unit.pk, third.pk, unit.pk]


def test_a_unit_is_called_as_on_the_day_of_its_last_item(unit: Unit) -> None:
    first, last = publish(unit, on=day_of(number=1)), publish(unit, on=day_of(number=2))
    UnitVersion.objects.filter(unit=unit).update(name="Tên hôm nay")
    assert first.units.get().name == last.units.get().name
    (line,) = gather(LAST, PORTAL).units
    assert line.name == "Công đoàn cơ sở Trường A"


def test_one_person_entered_twice_is_one_person(unit: Unit) -> None:
    person = ContributorFactory(full_name="Nông Thị Kín", unit=unit)
    double = ContributorFactory(full_name="Nông Thị Kín", unit=unit)
    Contributor.objects.filter(pk=double.pk).update(merged_into=person)
    for contributor in (person, double):
        credit(publish(unit, on=day_of()), "Nông Thị Kín", contributor)
    facts = gather(LAST, PORTAL)
    assert [(line.name, len(line.items)) for line in facts.people] == [("Nông Thị Kín", 2)]
    assert facts.totals.people == 1


def test_two_names_of_one_person_are_not_put_side_by_side(unit: Unit) -> None:
    person = ContributorFactory(full_name="Nông Thị Kín", unit=unit)
    for name in ("Nông Thị Kín", "Hoa Ban"):
        credit(publish(unit, on=day_of()), name, person)
    facts = gather(LAST, PORTAL)
    assert sorted(line.name for line in facts.people) == ["Hoa Ban", "Nông Thị Kín"]
    assert facts.totals.people == 1


def test_equal_names_of_two_people_stay_two_lines(unit: Unit, other_unit: Unit) -> None:
    for owner in (unit, other_unit):
        credit(publish(owner, on=day_of()), "Nguyễn Văn An", ContributorFactory(full_name="Nguyễn Văn An"))
    assert gather(LAST, PORTAL).totals.people == 2


def test_names_without_an_entry_go_by_name_and_unit(unit: Unit, other_unit: Unit) -> None:
    for owner, name in ((unit, "Hòa"), (unit, " Hòa "), (other_unit, "Hòa"), (unit, "Hoa")):
        credit(publish(owner, on=day_of()), name)
    facts = gather(LAST, PORTAL)
    assert sorted((line.name, len(line.items)) for line in facts.people) == [("Hoa", 1), ("Hòa", 1), ("Hòa", 2)]
    assert facts.totals.people == 3


def test_who_photographed_is_named_with_the_role(unit: Unit) -> None:
    publication = publish(unit, on=day_of())
    credit(publication, "Hoa Ban")
    credit(publication, "Hoa Ban", role="photo")
    credit(publication, "Văn Ảnh", role="photo")
    facts = gather(LAST, PORTAL)
    assert facts.items[0].authors[0] == "Hoa Ban"
    assert facts.items[0].authors[1].startswith("Văn Ảnh (")
    assert [len(line.items) for line in facts.people] == [1, 1]


def test_the_quarter_before_is_counted_in_the_same_way(unit: Unit) -> None:
    credit(publish(unit, on=day_of(LAST.before)), "Hoa Ban")
    publish(unit, on=day_of(LAST.before), withdrawn_at=timezone.now())
    before = gather(LAST, PORTAL).before
    assert (before.items, before.units, before.people, before.notice) == (1, 1, 1, "")


def test_facts_come_back_from_the_database_as_they_were(item: Publication) -> None:
    facts = gather(LAST, PORTAL)
    assert Facts.from_json(facts.to_json()) == facts
    assert Facts.from_json(facts.to_json()).digest == facts.digest


def test_facts_of_an_unknown_shape_are_not_guessed_at(item: Publication) -> None:
    with pytest.raises(ValueError, match="unknown shape"):
        Facts.from_json(gather(LAST, PORTAL).to_json() | {"shape": 99})


def test_the_annex_names_who_lived_through_the_quarter_without_an_item(unit: Unit, other_unit: Unit) -> None:
    make_unit("Công đoàn cơ sở mới", on=day_of())
    make_unit("Công đoàn cơ sở từ ngày đầu", on=LAST.first)
    ended = make_unit("Công đoàn cơ sở đã thôi")
    UnitVersion.objects.filter(unit=ended).update(valid_to=day_of())
    publish(unit, on=day_of())
    names = [row["name"] for row in units_without_items(LAST, PORTAL, LAST.end)]
    assert names == ["Công đoàn ngành Y tế", "Công đoàn cơ sở từ ngày đầu"]


def test_the_board_stands_in_no_annex(portal: None) -> None:
    assert make_unit("Ban", UnitKind.BOARD)
    assert units_without_items(LAST, PORTAL, LAST.end) == []


def test_gathering_costs_the_same_for_few_items_and_for_many(unit: Unit, other_unit: Unit) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            gather(LAST, PORTAL)
            units_without_items(LAST, PORTAL, LAST.end)
        return len(captured)

    credit(publish(unit, on=day_of()), "A")
    few = cost()
    for number in range(12):
        publication = publish(unit, on=day_of(number=number), joint=[(other_unit, True)], sections=["A", "B"])
        credit(publication, f"Tên {number}")
        make_unit(f"Đơn vị {number}")
    assert cost() == few <= 18


def test_a_joint_unit_that_takes_part_later_is_listed_by_the_rows_that_hold(unit: Unit, other_unit: Unit) -> None:
    publication = publish(unit, on=day_of())
    take_part(publication, other_unit)
    assert gather(LAST, PORTAL).totals.units == 2
