"""What a malicious colleague, or a finder of an unlocked device, tries once the plain ways are closed."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import AuthenticatorApp, Ended, Purpose, SignIn, User
from cms.accounts.one_time_links import UnusableLinkError, issue_link, look_at
from cms.accounts.passwords import TAKEN_CONTACTS
from cms.accounts.second_factor.factors import has_factor
from cms.accounts.second_factor.resets import confirm_reset, open_reset
from cms.outbox.delivery import attempt
from cms.outbox.models import Effect
from cms.settings.logs import WithoutTokens
from cms.units.due_jobs import sign_out_roleless
from cms.units.models import Membership
from cms.units.roles import ADMINISTRATOR
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import give_app, half_signed_in, signed_in

PASSWORD = "mat-khau"
FORMER, NEW = "an@congdoan.vn", "ke.gian@noi.khac"


@pytest.fixture
def administrator(portal: None) -> User:
    person = UserFactory()
    join_group(person, ADMINISTRATOR)
    return User.objects.get(pk=person.pk)


@pytest.fixture
def writer(portal: None) -> User:
    person = make_writer(make_unit())
    person.email = FORMER
    person.set_password(PASSWORD)
    person.save()
    return person


def with_password(user: User) -> Client:
    client = Client()
    client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    return client


def letters() -> list[str]:
    """Deliver what waits; tells to whom."""
    Effect.objects.update(due_at=timezone.now())
    for effect in Effect.objects.all():
        attempt(effect.pk)
    return [address for message in mail.outbox for address in message.to]


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def person_form(user: User, **fields: str) -> dict[str, str]:
    return {"last_name": "Nguyễn Văn", "first_name": "An", "username": user.username, **fields}


def test_a_new_address_is_told_to_the_former_one_which_stands_nowhere_in_clear(writer: User) -> None:
    fields = {"phone": "", "email": NEW, "password": PASSWORD}
    assert with_password(writer).post(reverse("accounts:contact"), fields).status_code == 302
    assert FORMER not in str(list(Effect.objects.values_list("payload", flat=True)))
    assert {FORMER, NEW} <= set(letters())


def test_what_an_administrator_changes_is_recorded_and_told_to_the_former_address(
    administrator: User, writer: User
) -> None:
    edit = reverse("wagtailusers_users:edit", args=[writer.pk])
    assert signed_in(administrator).post(edit, person_form(writer, email=NEW)).status_code == 302
    entry = ModelLogEntry.objects.get(action="accounts.change_contact")
    assert (entry.user, entry.object_id, entry.data["fields"]) == (administrator, str(writer.pk), ["email"])
    assert FORMER in letters()


def test_saving_a_person_without_a_change_tells_nobody(administrator: User, writer: User) -> None:
    edit = reverse("wagtailusers_users:edit", args=[writer.pk])
    assert signed_in(administrator).post(edit, person_form(writer)).status_code == 302
    assert User.objects.get(pk=writer.pk).email == FORMER
    assert not ModelLogEntry.objects.filter(action="accounts.change_contact").exists()


def test_an_administrators_own_address_is_not_changed_without_the_password(administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(email=FORMER, phone="0912345678")
    edit = reverse("wagtailusers_users:edit", args=[administrator.pk])
    fields = person_form(administrator, email=NEW, remove_phone="on")
    assert signed_in(administrator).post(edit, fields).status_code == 302
    person = User.objects.get(pk=administrator.pk)
    assert (person.email, person.phone) == (FORMER, "+84912345678")


def test_a_link_sent_to_the_former_address_is_worthless_after_the_change(writer: User) -> None:
    link = issue_link(writer, purpose=Purpose.RESET, by=None)
    with_password(writer).post(reverse("accounts:contact"), {"phone": "", "email": NEW, "password": PASSWORD})
    with pytest.raises(UnusableLinkError):
        look_at(token_of(link.url))


def test_a_stranger_who_asks_for_a_link_does_not_void_the_administrators(administrator: User, writer: User) -> None:
    link = issue_link(writer, purpose=Purpose.RESET, by=administrator)
    Client().post(reverse("accounts:ask_link"), {"identifier": writer.username})
    assert letters().count(FORMER) == 2
    assert look_at(token_of(link.url)).user == writer


def test_a_new_sign_in_asks_for_the_second_factor_again(administrator: User) -> None:
    administrator.set_password(PASSWORD)
    administrator.save()
    client = signed_in(administrator)
    assert client.get("/admin/").status_code == 200
    client.post("/admin/login/", {"username": administrator.username, "password": PASSWORD})
    assert client.get("/admin/").headers["Location"].startswith(reverse("second_factor:verify"))


@pytest.mark.parametrize("password", ["0912345678", "84912345678", "0912.345.678"])
def test_ones_own_number_is_no_password(password: str, writer: User) -> None:
    User.objects.filter(pk=writer.pk).update(phone="0912345678")
    fields = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert with_password(writer).post(reverse("accounts:password"), fields).status_code == 422
    assert User.objects.get(pk=writer.pk).check_password(PASSWORD)


def test_an_open_editor_alone_keeps_nobody_signed_in(portal: None) -> None:
    client = signed_in(UserFactory(board=True))
    long_ago = timezone.now() - dt.timedelta(minutes=50)
    SignIn.objects.update(seen_at=long_ago, started_at=long_ago)
    client.post("/admin/editing-sessions/1/")
    assert SignIn.objects.get().seen_at == long_ago
    client.get("/admin/")
    assert SignIn.objects.get().seen_at > long_ago


def test_a_new_role_wakes_no_session_of_the_former_one(writer: User, administrator: User) -> None:
    client, other = signed_in(writer), signed_in(administrator)
    assert sign_out_roleless(timezone.now()) == 0
    Membership.objects.filter(user=writer).update(valid_to=timezone.localdate())
    assert sign_out_roleless(timezone.now()) == 1
    assert SignIn.objects.get(user=writer).ended_because == Ended.NO_ROLE
    Membership.objects.filter(user=writer).update(valid_to=None)
    assert client.get("/admin/").status_code == 302
    assert other.get("/admin/").status_code == 200


def test_nobody_finds_out_by_the_account_page_whose_numbers_belong_to_members(writer: User) -> None:
    other = make_writer(make_unit("Công đoàn cơ sở B"))
    User.objects.filter(pk=other.pk).update(phone="0987654321")
    client = with_password(writer)

    def tried(phone: str) -> int:
        fields = {"phone": phone, "email": FORMER, "password": PASSWORD}
        return client.post(reverse("accounts:contact"), fields).status_code

    assert {tried("0987654321") for _try in range(TAKEN_CONTACTS)} == {422}
    assert tried("0912345678") == 422
    assert User.objects.get(pk=writer.pk).phone == ""


@pytest.mark.parametrize("opens", ["administrator", "puppet"])
def test_an_administrator_and_a_second_one_made_on_the_spot_remove_no_factor(opens: str, administrator: User) -> None:
    victim, puppet = UserFactory(board=True), UserFactory()
    join_group(puppet, ADMINISTRATOR)
    for person in (victim, administrator, puppet):
        give_app(person)
    AuthenticatorApp.objects.filter(user=puppet).update(created_at=timezone.now() - dt.timedelta(hours=23))
    pair = [administrator, User.objects.get(pk=puppet.pk)]
    first, second = pair if opens == "administrator" else reversed(pair)
    with pytest.raises(PermissionDenied):
        confirm_reset(open_reset(victim, reason="Mất điện thoại", by=first), by=second)
    assert has_factor(victim)


def test_before_the_second_factor_no_person_is_edited(administrator: User, writer: User) -> None:
    give_app(administrator)
    edit = reverse("wagtailusers_users:edit", args=[writer.pk])
    assert half_signed_in(administrator).post(edit, person_form(writer, email=NEW)).status_code == 302
    assert User.objects.get(pk=writer.pk).email == FORMER


def test_the_terminal_of_a_developer_shows_no_token() -> None:
    line = '"GET %s HTTP/1.1" %s'
    record = logging.LogRecord("django.server", logging.INFO, "", 0, line, ("/vao/geheim-1/", "200"), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == '"GET /vao/…/ HTTP/1.1" 200'
