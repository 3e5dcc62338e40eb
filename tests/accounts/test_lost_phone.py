"""The lost-phone procedure: two administrators, neither of them the person, within a day."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import FactorReset, RecoveryCodes, SignIn, User
from cms.accounts.second_factor.factors import has_factor
from cms.accounts.second_factor.resets import confirm_reset, open_reset, withdraw_reset
from cms.outbox.models import Effect
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group, leave_groups
from tests.signing_in import code_of, give_app, half_signed_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]

SCREEN = "/admin/mat-dien-thoai/"
LONG = dt.timedelta(hours=25)


def an_administrator(**fields: object) -> User:
    person = UserFactory(**fields)
    join_group(person, ADMINISTRATOR)
    give_app(person)
    return User.objects.get(pk=person.pk)


def somebody_who_lost_it() -> User:
    person = UserFactory(board=True)
    give_app(person)
    return person


@pytest.fixture
def first() -> User:
    return an_administrator()


@pytest.fixture
def second() -> User:
    return an_administrator()


@pytest.fixture
def person() -> User:
    return somebody_who_lost_it()


def asked(person: User, by: User) -> FactorReset:
    return open_reset(person, reason="Mất điện thoại trên xe khách", by=by)


def test_two_administrators_remove_the_factor_and_end_all_sessions(first: User, second: User, person: User) -> None:
    client = signed_in(person)
    reset = asked(person, first)
    assert has_factor(person)
    assert client.get("/admin/").status_code == 200
    confirm_reset(reset, by=second)
    assert not has_factor(person)
    assert not RecoveryCodes.objects.filter(user=person).exists()
    assert not SignIn.objects.filter(user=person).going_on().exists()
    assert client.get("/admin/").status_code == 302
    new = half_signed_in(person)
    assert new.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/xac-thuc/thiet-lap/")


def test_each_step_is_recorded_and_told(first: User, second: User, person: User) -> None:
    third = an_administrator()
    confirm_reset(asked(person, first), by=second)
    actions = set(ModelLogEntry.objects.filter(object_id=str(person.pk)).values_list("action", flat=True))
    assert {"accounts.open_factor_reset", "accounts.confirm_factor_reset"} <= actions
    keys = " ".join(Effect.objects.values_list("key", flat=True))
    for told in (f"reset_opened:{second.pk}:", f"reset_opened:{third.pk}:", f"reset_of_mine:{person.pk}:"):
        assert told in keys
    assert f"reset_done:{person.pk}:" in keys
    assert f"reset_opened:{first.pk}:" not in keys


def test_who_opened_the_request_does_not_confirm_it(first: User, person: User) -> None:
    with pytest.raises(PermissionDenied):
        confirm_reset(asked(person, first), by=first)
    assert has_factor(person)


def test_nobody_takes_part_for_themselves(first: User, second: User) -> None:
    with pytest.raises(PermissionDenied):
        asked(first, first)
    with pytest.raises(PermissionDenied):
        confirm_reset(asked(second, first), by=second)


def test_only_administrators_with_a_factor_of_their_own_take_part(first: User, person: User) -> None:
    board = somebody_who_lost_it()
    bare = UserFactory()
    join_group(bare, ADMINISTRATOR)
    gone = an_administrator(is_active=False)
    reset = asked(person, first)
    for other in (board, bare, gone, UserFactory()):
        with pytest.raises(PermissionDenied):
            asked(somebody_who_lost_it(), other)
        with pytest.raises(PermissionDenied):
            confirm_reset(reset, by=other)
        with pytest.raises(PermissionDenied):
            withdraw_reset(reset, by=other)
    assert has_factor(person)


def test_administrators_do_not_remove_a_superusers_factor(first: User, second: User) -> None:
    technician = UserFactory(is_superuser=True)
    give_app(technician)
    with pytest.raises(PermissionDenied):
        asked(technician, first)
    other = UserFactory(is_superuser=True)
    give_app(other)
    with pytest.raises(PermissionDenied):
        confirm_reset(asked(technician, other), by=second)


def test_a_request_lapses_after_a_day(first: User, second: User, person: User) -> None:
    reset = asked(person, first)
    FactorReset.objects.update(opened_at=timezone.now() - LONG, expires_at=timezone.now() - dt.timedelta(hours=1))
    for act in (confirm_reset, withdraw_reset):
        with pytest.raises(ValidationError):
            act(reset, by=second)
    assert has_factor(person)
    assert asked(person, first)


def test_a_request_is_confirmed_once(first: User, second: User, person: User) -> None:
    reset = asked(person, first)
    confirm_reset(reset, by=second)
    give_app(person)
    with pytest.raises(ValidationError):
        confirm_reset(reset, by=an_administrator())
    assert has_factor(person)


def test_a_stopped_request_is_not_confirmed(first: User, second: User, person: User) -> None:
    reset = asked(person, first)
    withdraw_reset(reset, by=person)
    with pytest.raises(ValidationError):
        confirm_reset(reset, by=second)
    assert has_factor(person)


def test_a_request_of_a_former_administrator_is_not_confirmed(first: User, second: User, person: User) -> None:
    reset = asked(person, first)
    leave_groups(first)
    with pytest.raises(ValidationError):
        confirm_reset(FactorReset.objects.get(pk=reset.pk), by=second)
    assert has_factor(person)


def test_one_request_at_a_time_with_a_reason_for_who_has_a_factor(first: User, second: User, person: User) -> None:
    with pytest.raises(ValidationError):
        open_reset(person, reason="  ", by=first)
    with pytest.raises(ValidationError):
        asked(UserFactory(board=True), first)
    asked(person, first)
    with pytest.raises(ValidationError):
        asked(person, second)


@pytest.mark.parametrize("case", ["opened by the person", "confirmed by the person", "confirmed by the opener", "late"])
def test_the_database_refuses_what_the_acts_refuse(case: str, first: User, second: User, person: User) -> None:
    now = timezone.now()
    fields: dict[str, object] = {"person": person, "opened_by": first, "reason": "x"}
    fields |= {
        "opened by the person": {"opened_by": person},
        "confirmed by the person": {"confirmed_by": person, "confirmed_at": now},
        "confirmed by the opener": {"confirmed_by": first, "confirmed_at": now},
        "late": {"confirmed_by": second, "confirmed_at": now + LONG},
    }[case]
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(**fields)


def test_administrators_do_it_on_their_screen(first: User, second: User, person: User) -> None:
    opener, confirmer = signed_in(first), signed_in(second)
    opened = opener.post(SCREEN, {"person": person.pk, "reason": "Rơi xuống suối"}, follow=True)
    reset = FactorReset.objects.get()
    assert "Rơi xuống suối" in opened.content.decode()
    assert f"{reset.pk}/xac-nhan/" not in opened.content.decode()
    assert f"{reset.pk}/xac-nhan/" in confirmer.get(SCREEN).content.decode()
    refused = opener.post(f"{SCREEN}{reset.pk}/xac-nhan/", follow=True)
    assert has_factor(person)
    assert refused.status_code == 200
    confirmer.post(f"{SCREEN}{reset.pk}/xac-nhan/")
    assert not has_factor(person)


def test_the_screen_asks_for_the_administrators_own_factor_again(first: User, second: User, person: User) -> None:
    reset = asked(person, first)
    client = signed_in(second)
    session = client.session
    session["second_factor_at"] = 0
    session.save()
    answer = client.post(f"{SCREEN}{reset.pk}/xac-nhan/")
    assert answer.headers["Location"].startswith("/xac-thuc/?next=")
    assert has_factor(person)


def test_the_screen_is_closed_to_everybody_else(first: User, person: User) -> None:
    reset = asked(person, first)
    for client in (signed_in(somebody_who_lost_it()), half_signed_in(an_administrator())):
        for answer in (
            client.get(SCREEN),
            client.post(SCREEN, {"person": person.pk, "reason": "x"}),
            client.post(f"{SCREEN}{reset.pk}/xac-nhan/"),
            client.post(f"{SCREEN}{reset.pk}/dung/"),
        ):
            assert answer.status_code in {302, 403}
    assert FactorReset.objects.waiting().count() == 1
    assert has_factor(person)


def test_the_person_stops_a_request_that_is_none_of_theirs(first: User, person: User) -> None:
    reset = asked(person, first)
    client = signed_in(person)
    assert f"dung/{reset.pk}/" in client.get("/xac-thuc/cua-toi/").content.decode()
    client.post(f"/xac-thuc/cua-toi/dung/{reset.pk}/")
    assert not FactorReset.objects.waiting().exists()
    assert signed_in(somebody_who_lost_it()).post(f"/xac-thuc/cua-toi/dung/{reset.pk}/").status_code == 404


def test_the_technician_removes_a_factor_on_the_server_and_leaves_a_record(person: User) -> None:
    call_command("remove_second_factor", person.username.upper(), reason="Quản trị duy nhất mất máy", stdout=StringIO())
    assert not has_factor(person)
    assert ModelLogEntry.objects.get(action="accounts.technician_factor_reset").data["reason"]
    assert Effect.objects.filter(key__startswith=f"accounts:reset_done:{person.pk}").exists()


@pytest.mark.parametrize(("name", "reason"), [("khong.ai", "x"), ("nguoi", "  ")])
def test_the_command_refuses_a_stranger_and_a_missing_reason(name: str, reason: str, person: User) -> None:
    with pytest.raises(CommandError):
        call_command("remove_second_factor", person.username if name == "nguoi" else name, reason=reason)
    assert has_factor(person)


def test_what_to_do_without_the_phone_is_said_before_the_second_factor(person: User) -> None:
    client = half_signed_in(person)
    page = client.get("/xac-thuc/").content.decode()
    assert "/xac-thuc/mat-dien-thoai/" in page
    assert client.get("/xac-thuc/mat-dien-thoai/").status_code == 200
    assert code_of(give_app(person))
