"""What becomes of people, contributors and pages when units close, and what comes back when that is undone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.units.days import today, uncovered
from cms.units.due_jobs import carry_out_successions
from cms.units.models import CarryingOut, Membership, Role, Substitution, Unit
from cms.units.models.descent import successors_of
from cms.units.successions import Fate, preview
from tests.factories.news import Desk
from tests.factories.units import LONG_AGO, ContributorFactory, add_member, make_approver, make_unit, make_writer
from tests.units.acting import JULY, Office, new, place, spans

pytestmark = pytest.mark.usefixtures("source_language")
SOON = dt.timedelta(days=10)


@pytest.fixture
def office(portal: None) -> Office:
    return Office()


def roles(unit: Unit) -> list[tuple[str, str, dt.date, dt.date | None]]:
    rows = Membership.objects.standing().filter(unit=unit).order_by("role", "valid_from")
    return [(row.role, row.position, row.valid_from, row.valid_to) for row in rows]


def test_people_go_on_in_the_successor_with_role_and_position(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    make_approver(first, position="Chủ tịch")
    make_writer(second, valid_to=dt.date(2025, 12, 1))
    merged = office.merge([first, second], new("AB")).units_on("to")[0]
    assert roles(merged) == [
        ("approver", "Chủ tịch", JULY, None),
        ("writer", "", JULY, dt.date(2025, 12, 1)),
    ]
    assert roles(first) == [("approver", "Chủ tịch", LONG_AGO, JULY)]


def test_the_fate_sends_a_person_elsewhere_or_ends_the_role(office: Office) -> None:
    first, second, other = make_unit("A"), make_unit("B"), make_unit("C")
    moved, ended = (make_writer(first).memberships.get() for _number in range(2))
    merged = office.merge([first, second], new("AB"), fate=Fate(people={moved.pk: other, ended.pk: None}))
    assert roles(merged.units_on("to")[0]) == []
    assert [row[2] for row in roles(other)] == [JULY]
    assert Membership.objects.get(pk=ended.pk).valid_to == JULY


def test_a_person_of_both_units_has_the_role_once(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    person = make_writer(first, valid_to=dt.date(2025, 9, 1))
    add_member(second, Role.WRITER, person)
    merged = office.merge([first, second], new("AB")).units_on("to")[0]
    assert [row[2:] for row in roles(merged)] == [(JULY, dt.date(2025, 9, 1)), (dt.date(2025, 9, 1), None)]


def test_a_role_that_would_begin_later_begins_in_the_successor(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    make_writer(first, valid_from=dt.date(2025, 9, 1))
    succession = office.merge([first, second], new("AB"))
    assert [row[2] for row in roles(succession.units_on("to")[0])] == [dt.date(2025, 9, 1)]
    assert roles(first) == []
    office.undo(succession)
    assert [row[2] for row in roles(first)] == [dt.date(2025, 9, 1)]


def test_an_administrator_moves_no_role_of_their_own(office: Office) -> None:
    first, second, wanted = make_unit("A"), make_unit("B"), make_unit("C")
    own = add_member(first, Role.APPROVER, office.by).memberships.get()
    succession = office.merge([first, second], new("AB"), fate=Fate(people={own.pk: wanted}))
    assert not Membership.objects.on(JULY).filter(user=office.by).exists()
    office.undo(succession)
    assert Membership.objects.on(JULY).get(user=office.by).unit == first


def test_substitutes_of_a_unit_that_closes_are_those_of_its_heir(office: Office) -> None:
    small, parent, other = make_unit("Nhỏ"), make_unit("Cấp trên A"), make_unit("Cấp trên B")
    Substitution.objects.create(
        unit=small,
        substitute=parent,
        valid_from=LONG_AGO,
        decision_number="1/QĐ",
        decision_date=LONG_AGO,
        entered_by=office.by,
    )
    succession = office.merge([parent, other], new("Cấp trên AB"))
    assert Substitution.objects.on(JULY).get(unit=small).substitute == succession.units_on("to")[0]
    assert Substitution.objects.on(JULY - dt.timedelta(days=1)).get(unit=small).substitute == parent
    office.undo(succession)
    assert Substitution.objects.on(JULY).get(unit=small).substitute == parent
    ended = office.merge([small, other], new("Chung"))
    assert not Substitution.objects.on(JULY).exists()
    office.undo(ended)
    assert Substitution.objects.on(JULY).get(unit=small).substitute == parent


def test_when_a_unit_divides_and_lives_on_only_those_named_leave(office: Office) -> None:
    unit = make_unit("A")
    stays, leaves = make_writer(unit).memberships.get(), make_writer(unit).memberships.get()
    branch = new("Chi nhánh")
    made = office.divide(unit, [branch], keeps=True, fate=Fate(people={leaves.pk: branch})).units_on("to")[1]
    assert Membership.objects.get(pk=stays.pk).valid_to is None
    assert Membership.objects.get(unit=made).user == leaves.user


def test_contributors_follow_or_belong_to_none(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    follows, leaves = ContributorFactory(unit=first), ContributorFactory(unit=first)
    succession = office.merge([first, second], new("AB"), fate=Fate(contributors={leaves.pk: None}))
    for contributor in (follows, leaves):
        contributor.refresh_from_db()
    assert (follows.unit, leaves.unit) == (succession.units_on("to")[0], None)
    office.undo(succession)
    for contributor in (follows, leaves):
        contributor.refresh_from_db()
    assert follows.unit == leaves.unit == first


def test_undoing_restores_exactly_what_was(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    below = make_unit("Dưới")
    office.transfer([below], first, day=dt.date(2024, 1, 1))
    make_approver(first)
    before = [(spans(unit), roles(unit)) for unit in (first, second, below)]
    succession = office.merge([first, second], new("AB"))
    merged = succession.units_on("to")[0]
    make_writer(merged)
    office.undo(succession)
    assert [(spans(unit), roles(unit)) for unit in (first, second, below)] == before
    assert (spans(merged), roles(merged)) == ([], [])
    merged = Unit.objects.get(pk=merged.pk)
    assert not merged.page.live
    assert str(merged) == "AB"
    assert not successors_of(first).exists()


def test_a_same_day_act_is_undone_to_the_state_of_that_day(office: Office) -> None:
    unit = make_unit("Cũ")
    office.rename(unit, "Mới")
    office.undo(office.rename(unit, "Mới hơn"))
    assert spans(unit) == [("Cũ", LONG_AGO, JULY), ("Mới", JULY, None)]
    office.dissolve(unit)
    assert spans(unit) == [("Cũ", LONG_AGO, JULY)]


def test_undoing_brings_nobody_back_who_left_since(office: Office) -> None:
    first, second = make_unit("A"), make_unit("B")
    gone, ended = make_writer(first), make_writer(first)
    succession = office.merge([first, second], new("AB"))
    gone.memberships.filter(valid_to=None).update(valid_to=dt.date(2025, 8, 1))
    gone.is_active = False
    gone.save()
    ended.memberships.filter(valid_to=None).update(valid_to=dt.date(2025, 9, 1))
    office.undo(succession)
    assert gone.memberships.get(unit=first).valid_to == JULY
    assert ended.memberships.get(unit=first).valid_to == dt.date(2025, 9, 1)


def test_an_undoing_is_refused_without_a_reason_twice_or_before_a_later_act(office: Office) -> None:
    unit = make_unit("A")
    first = office.rename(unit, "B")
    later = office.rename(unit, "C", day=dt.date(2025, 8, 1))
    with pytest.raises(ValidationError, match="Say why"):
        office.undo(later, reason=" ")
    with pytest.raises(ValidationError, match="later act"):
        office.undo(first)
    office.undo(later)
    with pytest.raises(ValidationError, match="already"):
        office.undo(later)
    office.undo(first)
    assert spans(unit) == [("A", LONG_AGO, None)]


def test_an_undoing_is_refused_where_somebody_would_stand_nowhere(office: Office) -> None:
    founding = office.found(new("Xã"))
    commune, unit = founding.units_on("to")[0], make_unit("CĐCS")
    office.transfer([unit], commune)
    with pytest.raises(ValidationError, match="later act"):
        office.undo(founding)
    district = make_unit("Huyện")
    office.transfer([unit], district, day=dt.date(2025, 8, 1))
    back = office.transfer([unit], commune, day=dt.date(2025, 9, 1))
    office.dissolve(district, day=dt.date(2025, 10, 1))
    with pytest.raises(ValidationError, match="Huyện"):
        office.undo(back)
    assert place(unit, dt.date(2025, 10, 1)) == commune


def test_entries_changed_by_hand_since_are_not_guessed_at(office: Office) -> None:
    unit = make_unit("A")
    succession = office.rename(unit, "B")
    unit.versions.filter(valid_to=None).update(valid_to=dt.date(2025, 9, 1))
    with pytest.raises(ValidationError, match="changed since"):
        office.undo(succession)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_published_item_makes_an_act_final(desk: Desk, withdrawn: bool) -> None:
    office = Office()
    founding = office.rename(desk.unit, "Tên mới")
    page = desk.published()
    if withdrawn:
        page.publication.withdraw(by=office.by, reason="Nhầm")
    with pytest.raises(ValidationError, match="published"):
        office.undo(founding)
    office.undo(office.rename(desk.unit, "Tên mới nữa", day=today() + SOON))


def test_a_day_to_come_changes_the_page_and_contributors_only_then(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_unit("A"), make_unit("B")
    contributor = ContributorFactory(unit=first)
    day = today() + SOON
    succession = office.merge([first, second], new("AB"), day=day)
    merged = succession.units_on("to")[0]
    late = make_writer(first)
    assert carry_out_successions(None) == 0
    contributor.refresh_from_db()
    assert (contributor.unit, merged.page.live) == (first, False)
    _come(monkeypatch, day)
    assert [carry_out_successions(None), carry_out_successions(None)] == [1, 0]
    contributor.refresh_from_db()
    assert contributor.unit == merged
    assert Unit.objects.get(pk=merged.pk).page.live
    assert late.memberships.get(unit=merged).valid_from == day
    office.undo(succession)
    contributor.refresh_from_db()
    assert contributor.unit == first
    assert late.memberships.standing().get(unit=first).valid_to is None
    assert CarryingOut.objects.count() == 1


def test_what_was_undone_before_its_day_is_never_carried_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = make_unit("A")
    day = today() + SOON
    office.undo(office.rename(unit, "B", day=day))
    _come(monkeypatch, day)
    assert carry_out_successions(None) == 0
    assert Unit.objects.get(pk=unit.pk).page.title == "A"


def _come(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """Let a day be today."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)


def test_a_preview_tells_what_the_act_would_do_and_does_nothing(office: Office) -> None:
    first, second = make_unit("CĐCS A"), make_unit("CĐCS B")
    writer = make_writer(first)
    contributor = ContributorFactory(unit=first)
    for day in (JULY, today() + SOON):
        told = preview(lambda day=day: office.merge([first, second], new("CĐCS AB"), day=day))
        assert [(unit.side, unit.name, unit.after is None) for unit in told.units] == [
            ("from", "CĐCS A", True),
            ("from", "CĐCS B", True),
            ("to", "CĐCS AB", False),
        ]
        assert [(role.person, role.unit, role.to) for role in told.roles] == [(str(writer), "CĐCS A", "CĐCS AB")]
        assert contributor.full_name in told.notes["contributors"][0]
        assert told.waits == (day > today())
    assert spans(first) == [("CĐCS A", LONG_AGO, None)]
    assert not Unit.objects.filter(versions__name="CĐCS AB").exists()


def test_a_preview_is_refused_as_the_act_would_be(office: Office) -> None:
    with pytest.raises(ValidationError):
        preview(lambda: office.dissolve(make_unit(on=dt.date(2025, 8, 1))))


DAY_ONE = dt.date(2025, 1, 1)
lengths = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 30)))


def _row(span: tuple[int, int | None]) -> Membership:
    start, length = span
    first = DAY_ONE + dt.timedelta(days=start)
    return Membership(valid_from=first, valid_to=None if length is None else first + dt.timedelta(days=length))


@given(wanted=lengths, held=st.lists(lengths, max_size=4))
def test_the_uncovered_spans_are_exactly_the_days_that_nothing_covers(
    wanted: tuple[int, int | None], held: list[tuple[int, int | None]]
) -> None:
    want, rows = _row(wanted), [_row(span) for span in held]
    free = [
        Membership(valid_from=first, valid_to=end) for first, end in uncovered(want.valid_from, want.valid_to, rows)
    ]
    for number in range(130):
        day = DAY_ONE + dt.timedelta(days=number)
        expected = want.holds_on(day) and not any(row.holds_on(day) for row in rows)
        assert sum(row.holds_on(day) for row in free) == expected
