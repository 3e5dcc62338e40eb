"""Those on leave are not asked and cannot approve; who stands in for them acts as an approver for these days."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cms.accounts.models import User
from cms.news.lists import waiting_for
from cms.news.models import State
from cms.news.refusals import ActRefused
from cms.outbox.models import Effect
from cms.units.approving import Capacity, approver_in, approvers_of
from cms.units.days import today
from cms.units.models import Absence, Membership, Role, StandIn, Unit, UnitVersion
from cms.units.people import end_leave, end_role, hand_over_candidates, leave, take_leave
from cms.units.permissions import has_role, units_of
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk, approve, current, submit, write
from tests.factories.units import LONG_AGO, UserFactory, add_member, join_group, make_approver, make_unit, make_writer

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def administrator(portal: None) -> User:
    user = UserFactory()
    join_group(user, ADMINISTRATOR)
    return user


def below(unit: Unit, parent: Unit) -> None:
    UnitVersion.objects.filter(unit=unit).update(parent=parent)


def away(user: User, *, by: User | None = None, start: int = 0, days: int = 7, **stand_ins: object) -> Absence:
    first = today() + start * DAY
    return take_leave(user, valid_from=first, valid_to=first + days * DAY, by=by or user, **stand_ins)


def test_an_approver_on_leave_is_not_asked_and_cannot_approve(desk: Desk) -> None:
    second = make_approver(desk.unit, position="Phó Chủ tịch")
    page = desk.submitted()
    away(desk.approver)
    assert [approver.user for approver in approvers_of(desk.unit)] == [second]
    assert not waiting_for(desk.approver).exists()
    with pytest.raises(ActRefused):
        approve(page, by=desk.approver)
    assert current(page).state == State.AT_UNIT
    assert approve(page, by=second).state == State.AT_BOARD


def test_on_leave_a_person_stays_one_of_the_units_people(desk: Desk) -> None:
    make_approver(desk.unit)
    away(desk.approver)
    assert has_role(desk.approver, desk.unit)
    assert not has_role(desk.approver, desk.unit, Role.APPROVER)


def test_after_the_leave_everything_is_as_before(desk: Desk) -> None:
    make_approver(desk.unit)
    absence = away(desk.approver)
    assert approver_in(desk.approver, desk.unit, absence.valid_to) is not None
    assert approver_in(desk.approver, desk.unit, absence.valid_to - DAY) is None
    end_leave(absence, by=desk.approver)
    assert approver_in(desk.approver, desk.unit) is not None


def test_the_stand_in_of_the_parent_unit_sees_what_waits_and_approves_as_the_stand_in(desk: Desk) -> None:
    parent = make_unit("Công đoàn ngành", kind="intermediate")
    below(desk.unit, parent)
    chair = make_approver(parent, position="Chủ tịch công đoàn ngành")
    page = desk.submitted()
    away(desk.approver, stand_ins={desk.unit: chair})
    assert list(waiting_for(chair)) == [page]
    approver = approver_in(chair, desk.unit)
    assert approver is not None
    assert approver.capacity == Capacity.STAND_IN
    approval = approve(page, by=chair).approvals.of_unit().get()
    assert approval.role.startswith("Chủ tịch công đoàn ngành, ")
    assert str(desk.approver) in approval.role


def test_the_stand_in_is_one_for_the_days_of_the_leave_only(desk: Desk) -> None:
    parent = make_unit("Công đoàn ngành", kind="intermediate")
    below(desk.unit, parent)
    chair = make_approver(parent)
    absence = away(desk.approver, start=1, stand_ins={desk.unit: chair})
    assert desk.unit not in units_of(chair)
    assert approver_in(chair, desk.unit, absence.valid_from) is not None
    assert approver_in(chair, desk.unit, absence.valid_to) is None


def test_nobody_approves_what_they_wrote_as_a_stand_in_either(desk: Desk, administrator: User) -> None:
    page = write(desk.unit, by=desk.writer)
    away(desk.approver, by=administrator, stand_ins={desk.unit: desk.writer})
    make_approver(desk.unit)
    submit(page, by=desk.writer)
    with pytest.raises(ActRefused, match=r"viết|wrote"):
        approve(page, by=desk.writer)


def test_a_person_hands_over_to_approvers_of_the_unit_or_its_parent_only(desk: Desk) -> None:
    stranger = make_approver(make_unit("Đơn vị khác"))
    for person in (stranger, desk.writer, UserFactory()):
        with pytest.raises(ValidationError):
            away(desk.approver, stand_ins={desk.unit: person})
    assert not Absence.objects.exists()
    assert not StandIn.objects.exists()


def test_an_administrator_names_any_active_person_but_themselves(desk: Desk, administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        away(desk.approver, by=administrator, stand_ins={desk.unit: administrator})
    with pytest.raises(ValidationError):
        away(desk.approver, by=administrator, stand_ins={desk.unit: UserFactory(is_active=False)})
    anyone = UserFactory()
    away(desk.approver, by=administrator, stand_ins={desk.unit: anyone})
    assert has_role(anyone, desk.unit, Role.APPROVER)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandIn.objects.update(named_by=anyone)


def test_others_enter_nobodys_leave(desk: Desk) -> None:
    second = make_approver(desk.unit)
    for person in (desk.writer, second, desk.board):
        with pytest.raises(PermissionDenied):
            away(desk.approver, by=person)


def test_no_leave_leaves_a_unit_without_an_approver(desk: Desk) -> None:
    with pytest.raises(ValidationError, match=str(desk.unit)):
        away(desk.approver)
    assert approvers_of(desk.unit)


def test_nor_on_a_single_day_in_the_middle_of_it(desk: Desk) -> None:
    second = make_approver(desk.unit, valid_to=today() + 3 * DAY)
    with pytest.raises(ValidationError, match=f"{today() + 3 * DAY:%d/%m/%Y}"):
        away(desk.approver)
    away(desk.approver, days=3)
    assert [approver.user for approver in approvers_of(desk.unit)] == [second]


def test_nor_when_the_other_one_is_on_leave_too(desk: Desk) -> None:
    second = make_approver(desk.unit)
    away(second, start=2, days=2)
    with pytest.raises(ValidationError):
        away(desk.approver)


def test_who_is_on_leave_stands_in_for_nobody(desk: Desk) -> None:
    second, third = make_approver(desk.unit), make_approver(desk.unit)
    away(second, start=2, days=2)
    with pytest.raises(ValidationError):
        away(desk.approver, stand_ins={desk.unit: second})
    away(desk.approver, stand_ins={desk.unit: third})


@pytest.mark.parametrize(("start", "days"), [(-1, 7), (0, 0), (3, -1)])
def test_days_that_make_no_leave_are_refused(desk: Desk, start: int, days: int) -> None:
    make_approver(desk.unit)
    with pytest.raises(ValidationError):
        away(desk.approver, start=start, days=days)


def test_two_leaves_of_a_person_never_share_a_day(desk: Desk) -> None:
    make_approver(desk.unit)
    absence = away(desk.approver)
    with pytest.raises(ValidationError):
        away(desk.approver, start=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.bulk_create(
            [
                Absence(
                    user=desk.approver,
                    entered_by=desk.approver,
                    valid_from=absence.valid_to - DAY,
                    valid_to=absence.valid_to + WEEK,
                )
            ]
        )
    end_leave(absence, by=desk.approver)
    away(desk.approver)


def test_when_the_absent_persons_role_ends_so_does_the_stand_ins(desk: Desk, administrator: User) -> None:
    anyone = UserFactory()
    away(desk.approver, by=administrator, stand_ins={desk.unit: anyone})
    end_role(Membership.objects.get(user=desk.approver), by=administrator)
    assert not units_of(anyone).exists()


def test_leaving_ends_leaves_and_stand_ins(desk: Desk, administrator: User) -> None:
    anyone = UserFactory()
    away(desk.approver, by=administrator, stand_ins={desk.unit: anyone})
    leave(anyone, by=administrator)
    assert approvers_of(desk.unit) == []
    leave(desk.approver, by=administrator)
    assert not Absence.objects.on().exists()
    assert StandIn.objects.count() == 1


def test_a_leave_ends_once_and_by_the_person_or_an_administrator(desk: Desk, administrator: User) -> None:
    make_approver(desk.unit)
    absence = away(desk.approver, start=2)
    with pytest.raises(PermissionDenied):
        end_leave(absence, by=desk.writer)
    end_leave(absence, by=administrator)
    with pytest.raises(ValidationError):
        end_leave(absence, by=administrator)


def test_candidates_are_the_units_own_approvers_first(desk: Desk) -> None:
    parent = make_unit("Công đoàn ngành", kind="intermediate")
    below(desk.unit, parent)
    chair, second = make_approver(parent), make_approver(desk.unit)
    make_writer(desk.unit)
    candidates = hand_over_candidates(desk.approver, Unit.objects.get(pk=desk.unit.pk), today())
    assert [candidate.user for candidate in candidates] == [second, chair]


def test_a_writers_leave_concerns_nobody_else(desk: Desk) -> None:
    away(desk.writer)
    assert has_role(desk.writer, desk.unit, Role.WRITER)


def test_an_approver_of_two_units_hands_over_in_each(desk: Desk, administrator: User) -> None:
    other = make_unit("Đơn vị khác")
    add_member(other, Role.APPROVER, user=desk.approver, position="Chủ tịch", valid_from=LONG_AGO)
    make_approver(desk.unit)
    with pytest.raises(ValidationError, match="Đơn vị khác"):
        away(desk.approver)
    anyone = UserFactory()
    away(desk.approver, by=administrator, stand_ins={other: anyone})
    assert set(units_of(anyone)) == {other}


def test_the_stand_in_is_told(desk: Desk) -> None:
    second = make_approver(desk.unit)
    away(desk.approver, stand_ins={desk.unit: second})
    message = Effect.objects.get(payload__to=second.pk)
    assert str(desk.unit) in message.payload["text"]
    assert str(desk.approver) in message.payload["text"]


def test_nor_does_the_leave_of_a_stand_in(desk: Desk, administrator: User) -> None:
    parent = make_unit("Công đoàn cấp trên", "intermediate")
    below(desk.unit, parent)
    stand_in = make_approver(parent)
    make_approver(parent)
    leave = away(desk.approver, stand_ins={desk.unit: stand_in})
    with pytest.raises(ValidationError, match=str(desk.approver)):
        away(stand_in, start=6)
    away(stand_in, start=7)
    assert approvers_of(desk.unit)
    end_leave(leave, by=administrator)
    away(stand_in, days=5)
