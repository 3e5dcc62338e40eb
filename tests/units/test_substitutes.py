"""A dated decision of the province names, for many units at once, whose approvers vet their news too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.accounts.models import User
from cms.news.lists import waiting_at_units, waiting_for
from cms.news.models import State
from cms.news.refusals import ActRefused
from cms.units.approving import Capacity, approver_in, approvers_of, approvers_of_units
from cms.units.days import today
from cms.units.models import Role, Substitution, Unit, UnitVersion
from cms.units.people import end_substitutions, name_substitutes, take_leave
from cms.units.people.substitutes import SubstitutesError
from cms.units.permissions import has_role, units_of
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk, approve, current, submit, write
from tests.factories.units import UserFactory, add_member, join_group, make_approver, make_unit, make_writer
from tests.signing_in import signed_in

DAY = dt.timedelta(days=1)
DECISION = {"decision_number": "12/QĐ-LĐLĐ", "decision_date": dt.date(2026, 1, 5)}


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


@pytest.fixture
def department(portal: None) -> Unit:
    return make_unit("Ban Tuyên giáo", kind="department")


def name(units: list[Unit], substitute: Unit | None, *, by: User, **fields: object) -> list[Substitution]:
    return name_substitutes(units, substitute=substitute, **(DECISION | {"valid_from": today(), "by": by} | fields))


def test_the_substitutes_approvers_vet_the_units_news_and_the_record_says_by_which_decision(
    administrator: User, department: Unit
) -> None:
    unit = make_unit()
    writer, head = make_writer(unit), make_approver(department, position="Trưởng Ban")
    name([unit], department, by=administrator)
    page = submit(write(unit, by=writer), by=writer)
    assert list(waiting_for(head)) == [page]
    assert [row["approvers"] for row in waiting_at_units()] == [[str(head)]]
    page = approve(page, by=head)
    assert page.state == State.AT_BOARD
    role = page.approvals.of_unit().get().role
    assert role.startswith("Trưởng Ban")
    assert "12/QĐ-LĐLĐ" in role


def test_the_units_own_approver_stays_one_and_comes_first(desk: Desk, administrator: User, department: Unit) -> None:
    head = make_approver(department)
    name([desk.unit], department, by=administrator)
    assert [approver.user for approver in approvers_of(desk.unit)] == [desk.approver, head]
    add_member(desk.unit, Role.APPROVER, user=head, position="Phó Chủ tịch")
    assert [approver.capacity for approver in approvers_of(desk.unit)] == [Capacity.OWN, Capacity.OWN]


def test_nobody_approves_what_they_wrote_as_a_substitute_either(administrator: User, department: Unit) -> None:
    unit = make_unit()
    head = make_approver(department)
    add_member(unit, Role.WRITER, user=head)
    make_approver(department)
    name([unit], department, by=administrator)
    page = submit(write(unit, by=head), by=head)
    with pytest.raises(ActRefused):
        approve(page, by=head)
    assert current(page).state == State.AT_UNIT


def test_a_substitute_holds_from_its_day_to_its_end(administrator: User, department: Unit) -> None:
    unit, head = make_unit(), make_approver(department)
    first, end = today() + DAY, today() + 5 * DAY
    name([unit], department, by=administrator, valid_from=first, valid_to=end)
    assert not has_role(head, unit)
    assert [bool(approvers_of(unit, day)) for day in (today(), first, end - DAY, end)] == [False, True, True, False]


def test_writers_of_the_substitute_get_nothing(administrator: User, department: Unit) -> None:
    unit, writer = make_unit(), make_writer(department)
    name([unit], department, by=administrator)
    assert unit not in units_of(writer)


def test_a_substitute_on_leave_is_represented_by_their_stand_in(administrator: User, department: Unit) -> None:
    unit, head, deputy = make_unit(), make_approver(department), UserFactory()
    name([unit], department, by=administrator)
    take_leave(head, valid_from=today(), valid_to=today() + DAY, stand_ins={department: deputy}, by=administrator)
    assert [approver.user for approver in approvers_of(unit)] == [deputy]
    assert set(units_of(deputy, Role.APPROVER)) == {unit, department}


def test_substitutes_of_a_substitute_do_not_count(administrator: User, department: Unit) -> None:
    unit, between = make_unit("Đơn vị nhỏ"), make_unit("Đơn vị giữa")
    head = make_approver(department)
    name([unit], between, by=administrator)
    name([between], department, by=administrator)
    assert approvers_of(unit) == []
    assert unit not in units_of(head)


def test_for_many_units_the_parent_of_each_can_be_named(administrator: User) -> None:
    parents = [make_unit(f"Công đoàn ngành {number}", kind="intermediate") for number in range(2)]
    units = [make_unit(f"CĐCS {number}") for number in range(4)]
    for number, unit in enumerate(units):
        UnitVersion.objects.filter(unit=unit).update(parent=parents[number % 2])
    rows = name(units, None, by=administrator)
    assert [row.substitute for row in rows] == [parents[0], parents[1], parents[0], parents[1]]


def test_each_problem_is_told_and_nothing_is_entered(administrator: User, department: Unit) -> None:
    fine, taken, gone, twice = (make_unit(f"CĐCS {word}") for word in ("tốt", "đã có", "đã giải thể", "hai lần"))
    name([taken], department, by=administrator)
    UnitVersion.objects.filter(unit=gone).update(valid_to=today())
    with pytest.raises(SubstitutesError) as refusal:
        name([fine, taken, Unit.objects.get(pk=gone.pk), twice, twice, department], department, by=administrator)
    assert [problem.unit_id for problem in refusal.value.problems] == [taken.pk, gone.pk, twice.pk, department.pk]
    with pytest.raises(SubstitutesError):
        name([fine], None, by=administrator)
    assert Substitution.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"decision_number": "  "}, {"valid_to": dt.date(2020, 1, 1)}, {"units": []}], ids=str
)
def test_a_substitute_needs_a_decision_units_and_days_in_order(
    administrator: User, department: Unit, fields: dict
) -> None:
    fields = dict(fields)
    with pytest.raises(ValidationError):
        name(fields.pop("units", [make_unit()]), department, by=administrator, **fields)
    assert not Substitution.objects.exists()


def test_only_administrators_name_and_end_substitutes(desk: Desk, administrator: User, department: Unit) -> None:
    rows = name([desk.unit], department, by=administrator)
    for person in (desk.writer, desk.approver, desk.board):
        with pytest.raises(PermissionDenied):
            name([make_unit()], department, by=person)
        with pytest.raises(PermissionDenied):
            end_substitutions(rows, by=person)


def test_the_database_refuses_two_substitutes_on_one_day(administrator: User, department: Unit) -> None:
    row = name([make_unit()], department, by=administrator)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Substitution.objects.bulk_create(
            [
                Substitution(
                    unit=row.unit,
                    substitute=make_unit("Đơn vị khác"),
                    valid_from=today() + DAY,
                    entered_by=administrator,
                    **DECISION,
                )
            ]
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Substitution.objects.filter(pk=row.pk).update(substitute=row.unit)


def test_many_end_together_and_stay_readable(administrator: User, department: Unit) -> None:
    units = [make_unit(f"CĐCS {number}") for number in range(3)]
    make_approver(department)
    rows = name(units, department, by=administrator, valid_from=today() - DAY)
    end_substitutions(rows, by=administrator)
    assert not any(approvers_of_units(unit.pk for unit in units).values())
    assert Substitution.objects.on(today() - DAY).count() == 3
    with pytest.raises(ValidationError):
        end_substitutions(rows, by=administrator)
    name(units, department, by=administrator)


def test_the_approvers_of_many_units_cost_the_same_as_of_one(
    administrator: User, department: Unit, django_assert_max_num_queries
) -> None:
    units = [make_unit(f"CĐCS {number}") for number in range(5)]
    for unit in units:
        make_approver(unit)
    make_approver(department)
    name(units, department, by=administrator)
    with django_assert_max_num_queries(5):
        found = approvers_of_units(unit.pk for unit in units)
    assert all(len(approvers) == 2 for approvers in found.values())
    with django_assert_max_num_queries(5):
        assert approver_in(administrator, units[0]) is None


def test_the_units_screen_says_who_vets_its_news_and_why(administrator: User, department: Unit) -> None:
    unit, head = make_unit(), make_approver(department, position="Trưởng Ban")
    name([unit], department, by=administrator)
    screen = signed_in(administrator).get(reverse("wagtailsnippets_units_unit:inspect", args=[unit.pk]))
    assert str(head) in screen.content.decode()
    assert "12/QĐ-LĐLĐ" in screen.content.decode()
