"""Sessions end when they should: at once, on every device, wherever they are stored."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.due_jobs import forget_sessions, forget_sign_ins
from cms.accounts.models import Ended, SignIn, User
from cms.accounts.sessions import end_sessions
from cms.units.models import Membership
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.signing_in import signed_in


@pytest.fixture
def writer(portal: None) -> User:
    return make_writer(make_unit())


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("engine", ["django.contrib.sessions.backends.db", "django.contrib.sessions.backends.cache"])
def test_ending_them_ends_all_at_once_wherever_they_are_stored(engine: str, writer: User) -> None:
    with override_settings(SESSION_ENGINE=engine):
        phone, office, other = signed_in(writer), signed_in(writer), signed_in(make_writer(make_unit("B")))
        assert is_inside(phone)
        assert end_sessions(writer, by=None, reason=Ended.LEFT) == 2
        assert not is_inside(phone)
        assert not is_inside(office)
        assert is_inside(other)


def test_an_ended_session_opens_nothing_by_any_method(writer: User) -> None:
    client = signed_in(writer)
    end_sessions(writer, by=None)
    for address in ("/admin/", "/admin/tai-khoan/", "/admin/api/main/pages/", reverse("news:write")):
        assert client.get(address).status_code in {302, 401, 403, 404}
    client = signed_in(writer)
    end_sessions(writer, by=None)
    assert client.post(reverse("accounts:contact"), {"phone": "0912345678"}).status_code == 302
    assert User.objects.get(pk=writer.pk).phone == ""


def test_a_session_whose_sign_in_is_gone_or_somebody_elses_is_none(writer: User) -> None:
    client = signed_in(writer)
    SignIn.objects.filter(user=writer).delete()
    assert not is_inside(client)
    client, other = signed_in(writer), signed_in(make_writer(make_unit("B")))
    session = client.session
    session["sign_in"] = other.session["sign_in"]
    session.save()
    assert not is_inside(client)


@pytest.mark.parametrize("how", ["form", "bulk"])
def test_who_is_made_inactive_is_out_at_once_and_stays_out(how: str, writer: User) -> None:
    client = signed_in(writer)
    if how == "form":
        writer.is_active = False
        writer.save()
    else:
        User.objects.filter(pk=writer.pk).update(is_active=False)
    assert not is_inside(client)
    User.objects.filter(pk=writer.pk).update(is_active=True)
    assert not is_inside(client)


def test_who_has_lost_the_last_role_is_out_and_told_why(writer: User) -> None:
    client = signed_in(writer)
    Membership.objects.filter(user=writer).update(valid_to=timezone.localdate())
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain == [(reverse("accounts:no_role"), 302)]
    assert SignIn.objects.get(user=writer).ended_because == Ended.NO_ROLE
    Membership.objects.filter(user=writer).update(valid_to=None)
    assert not is_inside(client)


def test_a_role_that_is_still_held_keeps_the_session(writer: User) -> None:
    make_writer(make_unit("Công đoàn cơ sở B"), user=writer)
    client = signed_in(writer)
    Membership.objects.filter(pk=writer.memberships.latest("pk").pk).update(valid_to=timezone.localdate())
    assert is_inside(client)


@pytest.mark.parametrize(("idle", "inside"), [(59, True), (61, False)])
def test_whoever_works_for_the_province_is_out_after_an_hour_of_nothing(idle: int, inside: bool, portal: None) -> None:
    client = signed_in(UserFactory(board=True))
    SignIn.objects.update(
        seen_at=timezone.now() - dt.timedelta(minutes=idle), started_at=timezone.now() - dt.timedelta(hours=3)
    )
    assert is_inside(client) is inside


def test_whoever_works_for_the_province_is_out_after_a_days_work(portal: None) -> None:
    client = signed_in(UserFactory(board=True))
    SignIn.objects.update(started_at=timezone.now() - dt.timedelta(hours=12, minutes=1), seen_at=timezone.now())
    assert not is_inside(client)


def test_a_90_day_session_shortens_when_its_owner_comes_to_work_for_the_province(writer: User) -> None:
    client = Client()
    client.post("/admin/login/", {"username": writer.username, "password": "mat-khau", "remember": "on"})
    SignIn.objects.update(started_at=timezone.now() - dt.timedelta(days=30))
    assert is_inside(client)
    writer.groups.add(Group.objects.create(name="Nhóm mới"))
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("remembered", "hours", "inside"), [(False, 13, False), (True, 89 * 24, True), (True, 90 * 24 + 1, False)]
)
def test_people_of_units_are_out_when_their_time_is_over(
    remembered: bool, hours: int, inside: bool, writer: User
) -> None:
    client = Client()
    fields = {"remember": "on"} if remembered else {}
    client.post("/admin/login/", {"username": writer.username, "password": "mat-khau", **fields})
    row = SignIn.objects.get()
    SignIn.objects.update(
        started_at=row.started_at - dt.timedelta(hours=hours), expires_at=row.expires_at - dt.timedelta(hours=hours)
    )
    assert is_inside(client) is inside


def test_when_a_device_was_seen_is_noted_now_and_then(writer: User) -> None:
    client = signed_in(writer)
    is_inside(client)
    long_ago = timezone.now() - dt.timedelta(minutes=10)
    SignIn.objects.update(seen_at=long_ago)
    is_inside(client)
    seen = SignIn.objects.get(user=writer).seen_at
    assert seen > long_ago
    is_inside(client)
    assert SignIn.objects.get(user=writer).seen_at == seen


def test_signing_out_ends_the_sign_in_too(writer: User) -> None:
    client = signed_in(writer)
    key = client.session.session_key
    client.post("/admin/logout/")
    assert SignIn.objects.get(user=writer).ended_because == Ended.SIGNED_OUT
    stolen = Client()
    stolen.cookies["sessionid"] = key
    assert not is_inside(stolen)


def test_ending_is_recorded_once_and_only_if_something_ended(writer: User) -> None:
    administrator = UserFactory()
    signed_in(writer)
    end_sessions(writer, by=administrator)
    end_sessions(writer, by=administrator)
    entry = ModelLogEntry.objects.get(action="accounts.end_sessions")
    assert entry.user == administrator
    assert entry.data["devices"] == 1


def test_what_was_over_long_ago_is_forgotten(writer: User) -> None:
    signed_in(writer)
    now = timezone.now()
    assert forget_sign_ins(now) == forget_sessions(now) == 0
    later = now + dt.timedelta(days=500)
    assert forget_sign_ins(later) == 1
    assert forget_sessions(later) >= 1
    assert not Session.objects.exists()


def test_a_request_asks_for_its_sign_in_once(writer: User) -> None:
    client = signed_in(writer)
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")
    assert len([query for query in queries if "accounts_signin" in query["sql"]]) == 1
