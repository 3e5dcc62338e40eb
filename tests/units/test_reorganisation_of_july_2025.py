"""The reorganisation of 1 July 2025: districts abolished, commune unions founded, grassroots unions transferred."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cms.units.models import Membership, Role, Succession, Unit, UnitKind
from cms.units.models.descent import successors_of
from cms.units.successions import Decision, Fate
from tests.factories.news import Desk
from tests.factories.units import LONG_AGO, make_approver, make_unit, make_writer
from tests.units.acting import JULY, Office, new, place

pytestmark = pytest.mark.usefixtures("source_language")
EVE = JULY - dt.timedelta(days=1)
DECISION = Decision("1010/QĐ-LĐLĐ", dt.date(2025, 6, 26))


class Province:
    """Three districts with grassroots unions below them, before and after."""

    def __init__(self) -> None:
        self.office = Office()
        self.districts = [make_unit(f"LĐLĐ huyện {name}", UnitKind.INTERMEDIATE) for name in "ABC"]
        self.grassroots: list[Unit] = []
        for district in self.districts:
            make_approver(district, position="Chủ tịch")
            unions = [make_unit(f"CĐCS {district} {number}") for number in range(12)]
            self.act("transfer", unions, district, day=LONG_AGO + dt.timedelta(days=1))
            self.grassroots += unions
        self.writer = make_writer(self.grassroots[0])
        self.records: list[Succession] = []

    def act(self, name: str, *args: object, **kwargs: object) -> Succession:
        return getattr(self.office, name)(*args, **{"decision": DECISION} | kwargs)

    def reorganise(self) -> None:
        """Two districts merge, all at once, into a commune union each of their own; the third is dissolved."""
        first, second, third = self.districts
        east = self.act("found", new("Công đoàn xã Đông", UnitKind.INTERMEDIATE))
        west = self.act("found", new("Công đoàn xã Tây", UnitKind.INTERMEDIATE))
        self.communes = [*east.units_on("to"), *west.units_on("to")]
        moved = self.act("transfer", self.grassroots[:6], self.communes[0])
        merged = self.act("merge", [first, second], [self.communes[0], new("Công đoàn xã Nam", "intermediate")])
        below = {unit.pk: self.communes[1] for unit in self.grassroots[24:]}
        ended = self.act("dissolve", third, fate=Fate(subordinates=below))
        joined = self.act("merge", self.grassroots[:2], new("CĐCS hợp nhất", parent=self.communes[0]))
        renamed = self.act("rename", self.communes[0], "Công đoàn phường Đông")
        self.records = [east, west, moved, merged, ended, joined, renamed]


@pytest.fixture
def province(portal: None) -> Province:
    return Province()


def story(unit: Unit) -> list[tuple[str, dt.date, dt.date | None, int | None]]:
    rows = unit.versions.filter(superseded_at=None).order_by("valid_from")
    return [(row.name, row.valid_from, row.valid_to, row.parent_id) for row in rows]


def test_on_the_eve_the_districts_stand_and_on_the_day_the_communes(province: Province) -> None:
    province.reorganise()
    assert set(province.districts) <= set(Unit.objects.living(EVE))
    assert not set(province.districts) & set(Unit.objects.living(JULY))
    assert not set(province.communes) & set(Unit.objects.living(EVE))
    living = [unit for unit in province.grassroots if unit.lives_on(JULY)]
    assert len(living) == len(province.grassroots) - 2
    assert {place(unit, EVE) for unit in living} == set(province.districts)
    assert {place(unit, JULY) for unit in living} == set(province.communes)
    assert province.communes[0].name_on(JULY) == "Công đoàn phường Đông"


def test_people_of_merged_districts_work_on_in_the_commune_and_those_of_the_dissolved_do_not(
    province: Province,
) -> None:
    province.reorganise()
    going_on = Membership.objects.on(JULY).filter(role=Role.APPROVER, unit=province.communes[0])
    assert [role.position for role in going_on] == ["Chủ tịch", "Chủ tịch"]
    assert not Membership.objects.on(JULY).filter(unit__in=province.districts).exists()
    joined = successors_of(province.grassroots[0]).get()
    assert Membership.objects.on(JULY).get(user=province.writer).unit == joined


def test_pages_of_districts_lead_on_to_the_communes(province: Province) -> None:
    province.reorganise()
    assert province.communes[0] in successors_of(province.districts[0])
    assert not successors_of(province.districts[2]).exists()


def test_all_of_it_is_undone_from_the_last_act_to_the_first(province: Province) -> None:
    units = [*province.districts, *province.grassroots]
    before = [story(unit) for unit in units]
    province.reorganise()
    with pytest.raises(ValidationError, match="later act"):
        province.office.undo(province.records[0])
    for record in reversed(province.records):
        province.office.undo(record)
    assert [story(unit) for unit in units] == before
    assert Membership.objects.on(JULY).get(user=province.writer).unit == province.grassroots[0]


def test_an_item_published_since_keeps_the_act_that_concerns_its_unit(province: Province) -> None:
    province.reorganise()
    desk = Desk(province.grassroots[30])
    desk.published()
    with pytest.raises(ValidationError, match="published"):
        province.office.undo(province.records[4])
    province.office.undo(province.records[6])
    province.office.undo(province.records[5])
    assert province.grassroots[0].lives_on(JULY)
