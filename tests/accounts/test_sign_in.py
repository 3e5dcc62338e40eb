"""The sign-in: by whatever name, to where one wanted to go, and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.accounts.models import SignIn, User
from tests.factories.units import UserFactory, make_unit, make_writer

PASSWORD = "mat-khau"


@pytest.fixture
def writer(portal: None) -> User:
    writer = make_writer(make_unit())
    User.objects.filter(pk=writer.pk).update(phone="0912345678")
    return User.objects.get(pk=writer.pk)


def sign_in(client: Client, name: str, **fields: str):
    return client.post("/admin/login/", {"username": name, "password": PASSWORD, **fields})


@pytest.mark.parametrize("spelt", ["name", "capitals", "phone", "foreign phone", "email"])
def test_people_sign_in_by_whatever_they_know(spelt: str, writer: User) -> None:
    name = {
        "name": f" {writer.username} ",
        "capitals": writer.username.upper(),
        "phone": "0912 345 678",
        "foreign phone": "+84912345678",
        "email": writer.email.upper(),
    }[spelt]
    client = Client()
    assert sign_in(client, name).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_screen_has_one_field_for_the_name_and_works_without_scripts(writer: User) -> None:
    page = Client().get("/admin/login/").content.decode()
    assert page.count("<input") == 4
    assert "<noscript" not in page
    assert 'type="submit"' in page


def test_the_short_address_leads_to_the_sign_in(portal: None) -> None:
    response = Client().get("/dang-nhap/?next=/admin/tin/viet/")
    assert response.url == "/admin/login/?next=/admin/tin/viet/"


def test_one_comes_to_where_one_wanted_to_go(writer: User) -> None:
    client = Client()
    asked = client.get(reverse("news:mine"))
    page = client.get(asked.url)
    assert sign_in(client, writer.username, next=page.context["next"]).url == reverse("news:mine")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\thttps://evil.example",
        "/%09/evil.example\r\nX: y",
    ],
)
def test_no_address_leads_away_from_the_site(target: str, writer: User) -> None:
    response = sign_in(Client(), writer.username, next=target)
    assert response.status_code == 302
    assert response.url == "/admin/" or response.url.startswith("/%09/")
    page = Client().get("/admin/login/", {"next": target})
    assert "evil.example" not in page.content.decode() or target.startswith("/%09")


def test_the_session_gets_a_new_key(writer: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    planted = session.session_key
    sign_in(client, writer.username)
    assert client.session.session_key != planted
    assert Client(headers={"cookie": f"sessionid={planted}"}).get("/admin/").status_code != 200


@pytest.mark.parametrize("remembered", [False, True])
def test_one_stays_for_90_days_on_ones_own_phone_only(remembered: bool, writer: User) -> None:
    client = Client()
    sign_in(client, writer.username, **({"remember": "on"} if remembered else {}))
    cookie = client.cookies["sessionid"]
    row = SignIn.objects.get(user=writer)
    assert row.remembered is remembered
    if remembered:
        assert int(cookie["max-age"]) == pytest.approx(dt.timedelta(days=90).total_seconds(), abs=60)
        assert row.expires_at - row.started_at == dt.timedelta(days=90)
    else:
        assert not cookie["max-age"]
        assert row.expires_at - row.started_at == dt.timedelta(hours=12)


def test_whoever_works_for_the_province_never_stays(portal: None) -> None:
    member = UserFactory(board=True)
    client = Client()
    sign_in(client, member.username, remember="on")
    assert not client.cookies["sessionid"]["max-age"]
    assert not SignIn.objects.get(user=member).remembered


def test_who_has_no_role_is_told_so_only_with_the_right_password(portal: None) -> None:
    person = UserFactory()
    wrong = Client().post("/admin/login/", {"username": person.username, "password": "sai"})
    right = sign_in(Client(), person.username)
    assert wrong.context["form"].errors.as_data()["__all__"][0].code == "invalid_login"
    assert right.context["form"].errors.as_data()["__all__"][0].code == "no_role"
    assert not SignIn.objects.exists()


def test_signing_in_is_recorded_without_personal_data(writer: User) -> None:
    Client().post(
        "/admin/login/",
        {"username": "0912345678", "password": PASSWORD},
        HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 13; SM-A515F) Chrome/120.0.0.0 Mobile Safari/537.36",
        REMOTE_ADDR="203.0.113.5",
    )
    entry = ModelLogEntry.objects.get(action="accounts.sign_in")
    assert entry.user == writer
    assert "912345678" not in str(entry.data)
    row = SignIn.objects.get()
    assert (row.browser, row.system, row.address) == ("Chrome", "Android", "203.0.…")


def test_somebody_signed_in_is_not_asked_again(writer: User) -> None:
    client = Client()
    sign_in(client, writer.username)
    assert client.get("/admin/login/").url == "/admin/"


def test_wagtails_own_ways_are_closed(writer: User) -> None:
    assert Client().get("/admin/password_reset/").url == reverse("accounts:ask_link")
    for address in ("/admin/password_reset/done/", "/admin/password_reset/confirm/MQ/set-password/"):
        assert Client().get(address).status_code == 404
    client = Client()
    sign_in(client, writer.username)
    assert client.get("/admin/account/").url == reverse("accounts:account")
    assert client.post("/admin/account/", {"first_name": "x"}).status_code == 302


def test_a_form_from_another_site_signs_nobody_in(writer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, writer.username).status_code == 403


def test_readers_get_no_cookie_and_no_answer_that_depends_on_one(portal: None) -> None:
    response = Client().get("/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
