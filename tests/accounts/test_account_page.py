"""The page of one's own login: one's own data and devices, and nobody else's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import Ended, SignIn, User
from tests.factories.news import Desk
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.signing_in import signed_in

PASSWORD = "mat-khau"
NEW = {"new_password1": "trao-qua-doan-vien", "new_password2": "trao-qua-doan-vien"}


@pytest.fixture
def writer(portal: None) -> User:
    writer = make_writer(make_unit())
    User.objects.filter(pk=writer.pk).update(phone="0912345678")
    return User.objects.get(pk=writer.pk)


def test_everybody_has_the_page_and_finds_it_in_the_menu(desk: Desk) -> None:
    for person in (desk.writer, desk.approver, desk.board):
        client = signed_in(person)
        page = client.get(reverse("accounts:account")).content.decode()
        assert str(person) in page
        assert person.email in page
        assert reverse("accounts:account") in client.get("/admin/").content.decode()


def test_the_page_is_for_people_who_are_signed_in(portal: None) -> None:
    for name in ("account", "password", "contact", "sign_out_others"):
        assert Client().get(reverse(f"accounts:{name}")).status_code == 302
        assert Client().post(reverse(f"accounts:{name}")).status_code == 302


# The password.


def change_password(client: Client, **fields: str):
    return client.post(reverse("accounts:password"), {"old_password": PASSWORD, **NEW, **fields})


def test_a_new_password_signs_out_the_other_devices_and_not_this_one(
    writer: User, django_capture_on_commit_callbacks
) -> None:
    here, there = signed_in(writer), signed_in(writer)
    with django_capture_on_commit_callbacks(execute=True):
        assert change_password(here).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302
    assert SignIn.objects.filter(user=writer, ended_because=Ended.PASSWORD).count() == 1
    assert ModelLogEntry.objects.filter(action="accounts.change_password", user=writer).exists()
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert "trao-qua" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"old_password": "sai"}, "old_password"),
        ({"old_password": ""}, "old_password"),
        ({"new_password1": "ngan", "new_password2": "ngan"}, "new_password2"),
        ({"new_password1": "password1", "new_password2": "password1"}, "new_password2"),
        ({"new_password1": "trao-qua-doan", "new_password2": "khac"}, "new_password2"),
        ({"new_password1": "", "new_password2": ""}, "new_password1"),
    ],
)
def test_a_bad_password_is_refused_with_a_message(fields: dict[str, str], wrong: str, writer: User) -> None:
    client = signed_in(writer)
    response = change_password(client, **fields)
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    assert User.objects.get(pk=writer.pk).check_password(PASSWORD)
    assert client.get("/admin/").status_code == 200


def test_the_present_password_is_not_guessed_on_an_unlocked_phone(writer: User) -> None:
    client = signed_in(writer)
    for _number in range(10):
        change_password(client, old_password="sai")
    assert change_password(client).status_code == 422
    assert User.objects.get(pk=writer.pk).check_password(PASSWORD)


# Telephone and e-mail.


def test_people_change_their_own_number_and_address(writer: User) -> None:
    client = signed_in(writer)
    data = {"phone": "0987.654.321", "email": "Moi@Example.org", "password": PASSWORD}
    assert client.post(reverse("accounts:contact"), data).status_code == 302
    assert User.objects.by_identifier("0987654321") == User.objects.by_identifier("moi@example.org") == writer
    assert User.objects.by_identifier("0912345678") is None
    entry = ModelLogEntry.objects.get(action="accounts.change_contact")
    assert sorted(entry.data["fields"]) == ["email", "phone"]
    assert "example.org" not in str(entry.data)


def test_a_number_that_did_not_change_is_no_change(writer: User) -> None:
    data = {"phone": "+84 912 345 678", "email": writer.email, "password": PASSWORD}
    assert signed_in(writer).post(reverse("accounts:contact"), data).status_code == 302
    assert not ModelLogEntry.objects.filter(action="accounts.change_contact").exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"password": "sai"}, "password"),
        ({"password": ""}, "password"),
        ({"phone": "12"}, "phone"),
        ({"email": "khong"}, "email"),
        ({"phone": "0999 888 777"}, "phone"),
        ({"email": "ai@example.org"}, "email"),
    ],
)
def test_what_cannot_be_is_refused_with_a_message(fields: dict[str, str], wrong: str, writer: User) -> None:
    UserFactory(phone="0999888777", email="ai@example.org")
    data = {"phone": "0987654321", "email": "moi@example.org", "password": PASSWORD, **fields}
    response = signed_in(writer).post(reverse("accounts:contact"), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [wrong]
    assert User.objects.get(pk=writer.pk).phone == "+84912345678"


def test_no_form_here_changes_anything_else(writer: User) -> None:
    client = signed_in(writer)
    data = {"phone": "", "email": "", "password": PASSWORD, "is_superuser": "on", "username": "goc", "groups": "1"}
    client.post(reverse("accounts:contact"), data)
    fresh = User.objects.get(pk=writer.pk)
    assert (fresh.is_superuser, fresh.username, fresh.groups.count()) == (False, writer.username, 0)


# Devices.


def test_people_see_their_devices_and_sign_them_out(writer: User) -> None:
    here, there = signed_in(writer), signed_in(writer)
    other = SignIn.objects.filter(user=writer).order_by("-pk").first()
    assert reverse("accounts:sign_out_one", args=[other.pk]) in here.get(reverse("accounts:account")).content.decode()
    here.post(reverse("accounts:sign_out_one", args=[other.pk]))
    assert there.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == 200
    assert ModelLogEntry.objects.filter(action="accounts.sign_out_device", user=writer).count() == 1


def test_all_other_devices_are_signed_out_at_once(writer: User) -> None:
    here, *others = (signed_in(writer) for _number in range(4))
    here.post(reverse("accounts:sign_out_others"))
    assert here.get("/admin/").status_code == 200
    assert all(other.get("/admin/").status_code == 302 for other in others)


def test_nobody_signs_out_or_sees_the_devices_of_others(writer: User) -> None:
    stranger = signed_in(make_writer(make_unit("Công đoàn cơ sở B")))
    mine = signed_in(writer)
    row = SignIn.objects.get(user=writer)
    SignIn.objects.filter(pk=row.pk).update(browser="Trình duyệt riêng")
    assert stranger.post(reverse("accounts:sign_out_one", args=[row.pk])).status_code == 302
    assert mine.get("/admin/").status_code == 200
    assert "Trình duyệt riêng" not in stranger.get(reverse("accounts:account")).content.decode()
    assert stranger.post(reverse("accounts:sign_out_one", args=[10**9])).status_code == 302


def test_nothing_is_signed_out_by_opening_an_address(writer: User) -> None:
    client = signed_in(writer)
    row = SignIn.objects.get(user=writer)
    for address in (reverse("accounts:sign_out_one", args=[row.pk]), reverse("accounts:sign_out_others")):
        assert client.get(address).status_code == 405


def test_the_latest_sign_ins_are_shown_with_how_they_ended(writer: User) -> None:
    client = signed_in(writer)
    for number in range(15):
        SignIn.objects.create(
            user=writer,
            browser=f"Máy {number}",
            ended_at=timezone.now(),
            ended_because=Ended.SIGNED_OUT,
            expires_at=timezone.now() + dt.timedelta(hours=1),
        )
    page = client.get(reverse("accounts:account")).content.decode()
    assert "Máy 14" in page
    assert "Máy 2" not in page
