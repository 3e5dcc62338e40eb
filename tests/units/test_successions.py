"""What becomes of units: every act with its decision, refused where it would make nonsense."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.accounts.models import User
from cms.units import successions
from cms.units.days import today
from cms.units.models import Succession, SuccessionRefused, Unit, UnitKind
from cms.units.models.descent import successors_of
from cms.units.register import found_unit
from cms.units.roles import board_unit
from cms.units.successions import Decision, Fate
from tests.factories.units import LONG_AGO, UserFactory, leave_groups, make_unit, make_writer
from tests.units.acting import DECISION, JULY, Office, kind, new, place, spans

pytestmark = pytest.mark.usefixtures("source_language")
EVE = JULY - dt.timedelta(days=1)
AUGUST = dt.date(2025, 8, 1)


def heirs(unit: Unit, on: dt.date | None = None) -> list[Unit]:
    return list(successors_of(unit, on))


@pytest.fixture
def office(portal: None) -> Office:
    return Office()


def test_a_unit_is_founded_by_a_decision_and_has_a_page(office: Office) -> None:
    succession = office.found(new("Công đoàn xã Đông", code="X01", size=40))
    unit = succession.units_on("to")[0]
    assert spans(unit) == [("Công đoàn xã Đông", JULY, None)]
    assert (unit.code, unit.page.title, unit.page.live) == ("X01", "Công đoàn xã Đông", True)
    assert not unit.lives_on(EVE)


def test_a_unit_is_renamed_and_keeps_its_address(office: Office) -> None:
    unit = make_unit("Công đoàn huyện A")
    address = unit.page.url
    office.rename(unit, "  Công đoàn   xã A ")
    assert spans(unit) == [("Công đoàn huyện A", LONG_AGO, JULY), ("Công đoàn xã A", JULY, None)]
    page = Unit.objects.get(pk=unit.pk).page
    assert (page.title, page.url) == ("Công đoàn xã A", address)


def test_kind_and_size_change_from_a_day_on(office: Office) -> None:
    unit = make_unit()
    office.change_kind(unit, kind(UnitKind.INTERMEDIATE))
    office.resize(unit, 120, day=AUGUST)
    unit = Unit.objects.get(pk=unit.pk)
    before, july, august = (unit.version_on(day) for day in (EVE, JULY, AUGUST))
    assert (before.kind.code, july.kind.code, july.size, august.size) == ("grassroots", "intermediate", None, 120)


def test_several_units_are_transferred_on_one_day(office: Office) -> None:
    old, fresh = make_unit("Huyện", UnitKind.INTERMEDIATE), make_unit("Xã", UnitKind.INTERMEDIATE)
    units = [make_unit(f"CĐCS {number}") for number in range(3)]
    office.transfer(units, old, day=dt.date(2024, 1, 1))
    succession = office.transfer(units, fresh)
    assert all(place(unit, EVE) == old and place(unit, JULY) == fresh for unit in units)
    assert succession.units_on("to") == units


def test_two_acts_on_one_day_leave_one_state_from_that_day_on(office: Office) -> None:
    unit, parent = make_unit("Tên cũ"), make_unit("Công đoàn xã", UnitKind.INTERMEDIATE)
    office.rename(unit, "Tên mới")
    office.transfer([unit], parent)
    assert spans(unit) == [("Tên cũ", LONG_AGO, JULY), ("Tên mới", JULY, None)]
    assert place(unit, JULY) == parent
    assert unit.versions.filter(superseded_at__isnull=False).count() == 1


def test_units_merge_into_a_new_one_that_their_pages_lead_to(office: Office) -> None:
    units = [make_unit("CĐCS A"), make_unit("CĐCS B")]
    succession = office.merge(units, new("CĐCS AB"))
    merged = succession.units_on("to")[0]
    assert all(unit.lives_on(EVE) and not unit.lives_on(JULY) for unit in units)
    assert [heirs(unit) for unit in units] == [[merged], [merged]]
    assert heirs(units[0], EVE) == []


def test_a_unit_takes_others_in_and_lives_on(office: Office) -> None:
    large, small = make_unit("Lớn"), make_unit("Nhỏ")
    for into in (large, [large]):
        succession = office.merge([large, small], into)
        assert large.lives_on(JULY)
        assert not small.lives_on(JULY)
        assert heirs(small) == [large]
        office.undo(succession)


def test_a_chain_of_mergers_leads_to_the_unit_that_lives(office: Office) -> None:
    first, second, third = make_unit("A"), make_unit("B"), make_unit("C")
    office.merge([first], second)
    office.merge([second], third, day=AUGUST)
    assert heirs(first) == [third]
    assert heirs(first, JULY) == [second]


def test_a_unit_divides_into_others_or_lives_on_beside_them(office: Office) -> None:
    whole, source = make_unit("Toàn công ty"), make_unit("Tổng công ty")
    parts = office.divide(whole, [new("Xí nghiệp 1"), new("Xí nghiệp 2")], keeps=False).units_on("to")
    assert set(heirs(whole)) == set(parts)
    assert not whole.lives_on(JULY)
    office.divide(source, [new("Chi nhánh")], keeps=True)
    assert source.lives_on(JULY)
    assert heirs(source) == []


def test_a_dissolved_unit_has_no_successor_and_its_people_no_role_there(office: Office) -> None:
    unit = make_unit()
    writer = make_writer(unit)
    office.dissolve(unit)
    assert not unit.lives_on(JULY)
    assert heirs(unit) == []
    assert writer.memberships.get().valid_to == JULY


def test_what_is_below_a_merged_unit_goes_to_its_successor_or_where_it_is_said(office: Office) -> None:
    district, other = make_unit("Huyện", UnitKind.INTERMEDIATE), make_unit("Ngành", UnitKind.INTERMEDIATE)
    below, chosen, alone = (make_unit(name) for name in ("CĐCS 1", "CĐCS 2", "CĐCS 3"))
    office.transfer([below, chosen, alone], district, day=dt.date(2024, 1, 1))
    fate = Fate(subordinates={chosen.pk: other, alone.pk: None})
    commune = office.merge([district, make_unit("Huyện B")], new("Xã", "intermediate"), fate=fate).units_on("to")[0]
    assert [place(unit, JULY) for unit in (below, chosen, alone)] == [commune, other, None]


def test_a_successor_that_stood_below_moves_up(office: Office) -> None:
    top, district, heir = make_unit("Ngành"), make_unit("Huyện"), make_unit("Xã")
    office.transfer([district], top, day=dt.date(2024, 1, 1))
    office.transfer([heir], district, day=dt.date(2024, 1, 1))
    office.merge([district], heir)
    assert place(heir, JULY) == top


def test_a_dissolution_is_refused_while_units_stand_below_and_names_them(office: Office) -> None:
    district, below = make_unit("Huyện"), make_unit("CĐCS Trường Một")
    office.transfer([below], district, day=dt.date(2024, 1, 1))
    with pytest.raises(ValidationError, match="CĐCS Trường Một"):
        office.dissolve(district)
    assert district.lives_on(JULY)
    office.dissolve(district, fate=Fate(subordinates={below.pk: None}))
    assert place(below, JULY) is None


@pytest.mark.parametrize("act", ["rename", "dissolve", "found", "undo"])
def test_nobody_but_an_administrator_acts_on_the_register(office: Office, act: str) -> None:
    unit = make_unit()
    succession = office.resize(unit, 5)
    stranger = UserFactory(board=True)
    acts = {
        "rename": lambda: office.rename(unit, "Khác", by=stranger),
        "dissolve": lambda: office.dissolve(unit, by=stranger),
        "found": lambda: office.found(new("Khác"), by=stranger),
        "undo": lambda: successions.undo(succession, reason="x", by=stranger),
    }
    with pytest.raises(PermissionDenied):
        acts[act]()
    assert Succession.objects.count() == 1


def test_an_act_needs_a_decision_and_only_a_founding_may_lack_it(office: Office) -> None:
    unit = make_unit()
    with pytest.raises(ValidationError, match="decision"):
        office.rename(unit, "Khác", decision=None)
    for number, date in (("", JULY), ("  \u200b", JULY), ("12/QĐ", None), ("x" * 200, JULY)):
        with pytest.raises(ValidationError, match="decision"):
            Decision(number, date)
    assert office.found(new("Nhập từ danh sách"), decision=None).decision_number == ""


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 256])
def test_a_name_must_be_readable(office: Office, name: str) -> None:
    unit = make_unit()
    with pytest.raises(ValidationError):
        office.rename(unit, name)
    with pytest.raises(ValidationError):
        office.found(new(name))


def test_a_code_belongs_to_one_unit(office: Office) -> None:
    office.found(new("A", code="X01"))
    with pytest.raises(ValidationError):
        office.found(new("B", code=" X01 "))
    assert office.found(new("C", code=" ")).units_on("to")[0].code is None
    assert not Unit.objects.filter(versions__name="B").exists()


@pytest.mark.parametrize("size", [-1, 2**40])
def test_a_size_is_a_number_of_people(office: Office, size: int) -> None:
    with pytest.raises(ValidationError):
        office.resize(make_unit(), size)


def test_what_changes_nothing_is_refused(office: Office) -> None:
    unit = make_unit("Tên")
    with pytest.raises(ValidationError, match="Nothing"):
        office.rename(unit, " Tên ")
    with pytest.raises(ValidationError, match="Nothing"):
        office.transfer([unit], None)


def test_a_unit_that_does_not_exist_on_the_day_is_not_acted_on(office: Office) -> None:
    unit = make_unit(on=AUGUST)
    with pytest.raises(ValidationError, match="does not exist"):
        office.rename(unit, "Khác")
    office.dissolve(unit, day=dt.date(2025, 9, 1))
    with pytest.raises(ValidationError, match="does not exist"):
        office.rename(unit, "Khác", day=dt.date(2025, 9, 1))


def test_an_act_before_a_later_one_is_refused_and_names_it(office: Office) -> None:
    unit, other = make_unit("A"), make_unit("B")
    office.rename(unit, "A mới", day=AUGUST, decision=Decision("99/QĐ", JULY))
    with pytest.raises(ValidationError, match="99/QĐ"):
        office.transfer([unit], other)
    office.dissolve(other, day=AUGUST, decision=Decision("100/QĐ", JULY))
    with pytest.raises(ValidationError, match="100/QĐ"):
        office.resize(other, 3)


def test_no_unit_is_put_below_itself_on_any_day(office: Office) -> None:
    top, middle, bottom = make_unit("A"), make_unit("B"), make_unit("C")
    office.transfer([middle], top, day=AUGUST)
    office.transfer([bottom], middle)
    for unit in (bottom, top):
        with pytest.raises(ValidationError, match="below itself"):
            office.transfer([top], unit)
    assert place(top, AUGUST) is None


def test_a_parent_lives_on_every_day_on_which_something_is_below_it(office: Office) -> None:
    ending, late, unit = make_unit("Sắp giải thể"), make_unit("Chưa lập", on=AUGUST), make_unit("CĐCS")
    office.dissolve(ending, day=AUGUST)
    for parent in (ending, late):
        with pytest.raises(ValidationError, match="does not exist"):
            office.transfer([unit], parent)
        with pytest.raises(ValidationError, match="does not exist"):
            office.found(new("Mới", parent=parent))


def test_a_unit_with_a_later_subordinate_does_not_close_before(office: Office) -> None:
    parent, unit = make_unit("Cha"), make_unit("Con")
    office.transfer([unit], parent, day=AUGUST, decision=Decision("55/QĐ", JULY))
    with pytest.raises(ValidationError, match="55/QĐ"):
        office.dissolve(parent, fate=Fate(subordinates={unit.pk: None}))


def test_a_transfer_names_its_units_once(office: Office) -> None:
    unit, parent = make_unit("A"), make_unit("B")
    with pytest.raises(ValidationError, match="twice"):
        office.transfer([unit, unit], parent)
    with pytest.raises(ValidationError):
        office.transfer([], parent)


def test_a_merger_and_a_division_take_more_than_one_unit(office: Office) -> None:
    unit = make_unit()
    for attempt in (
        lambda: office.merge([unit], new("Khác")),
        lambda: office.merge([unit], unit),
        lambda: office.merge([unit, make_unit("B")], []),
        lambda: office.divide(unit, [new("Khác")], keeps=False),
        lambda: office.divide(unit, [], keeps=True),
    ):
        with pytest.raises(ValidationError):
            attempt()
    assert not Succession.objects.exists()


def test_nothing_goes_to_a_unit_that_ends_or_is_a_stranger_to_the_act(office: Office) -> None:
    first, second, bystander = make_unit("A"), make_unit("B"), make_unit("C")
    writer = make_writer(first).memberships.get()
    stranger = make_writer(bystander).memberships.get()
    for fate in (
        Fate(people={writer.pk: second}),
        Fate(people={writer.pk: new("Không lập")}),
        Fate(people={stranger.pk: None}),
        Fate(subordinates={bystander.pk: None}),
        Fate(heirs={bystander.pk: None}),
    ):
        with pytest.raises(ValidationError):
            office.merge([first, second], new("AB"), fate=fate)
    assert first.lives_on(JULY)


def test_the_boards_own_unit_stays_what_it_is(office: Office) -> None:
    board, other = board_unit(), make_unit()
    for attempt in (
        lambda: office.dissolve(board, day=today()),
        lambda: office.merge([board, other], new("Khác"), day=today()),
        lambda: office.merge([other], board, day=today()),
        lambda: office.divide(board, [new("Khác")], keeps=True, day=today()),
        lambda: office.change_kind(board, kind(), day=today()),
        lambda: office.change_kind(other, kind(UnitKind.BOARD), day=today()),
        lambda: office.found(new("Ban Biên tập 2", UnitKind.BOARD), day=today()),
    ):
        with pytest.raises(ValidationError, match="board"):
            attempt()


def test_the_record_is_written_once(office: Office) -> None:
    succession = office.rename(make_unit(), "Khác")
    succession.note = "sửa"
    for attempt in (
        succession.save,
        succession.delete,
        lambda: Succession.objects.update(note="sửa"),
        lambda: Succession.objects.all().delete(),
        lambda: succession.units.all().delete(),
    ):
        with pytest.raises(SuccessionRefused):
            attempt()


def test_the_trail_tells_who_did_it(office: Office) -> None:
    from wagtail.models import ModelLogEntry

    office.rename(make_unit(), "Khác")
    entry = ModelLogEntry.objects.get(action="units.renaming")
    assert (entry.user, entry.data["decision"]) == (office.by, DECISION.number)


def test_the_time_line_tells_a_units_story(office: Office) -> None:
    unit, other = make_unit("A"), make_unit("B")
    undone = office.rename(unit, "Nhầm", day=dt.date(2025, 1, 1))
    office.undo(undone)
    office.rename(unit, "A mới")
    office.merge([unit, other], new("AB"), day=AUGUST)
    told = [(event.kind, event.day, event.undone) for event in successions.timeline(unit)]
    assert told == [
        ("founding", LONG_AGO, False),
        ("renaming", dt.date(2025, 1, 1), True),
        ("renaming", JULY, False),
        ("merger", AUGUST, False),
    ]
    last = successions.timeline(unit)[-1]
    assert (last.before.name, last.after) == ("A mới", None)
    assert {str(unit) for unit, _side in last.others} == {"B", "AB"}


def test_the_story_of_units_without_records_is_told_from_their_entries(portal: None) -> None:
    unit = found_unit("Cũ", kind=kind(), on=LONG_AGO)
    unit.versions.update(valid_to=JULY)
    assert [(event.kind, event.day) for event in successions.timeline(unit)] == [
        ("founding", LONG_AGO),
        ("dissolution", JULY),
    ]


def test_who_is_an_administrator_no_longer_acts_on_no_unit_whatever_was_read_before(office: Office) -> None:
    assert office.by.group_names
    known_as_administrator = office.by
    leave_groups(User.objects.get(pk=office.by.pk))
    assert known_as_administrator.group_names
    with pytest.raises(PermissionDenied):
        office.found(new("Công đoàn mới"))
