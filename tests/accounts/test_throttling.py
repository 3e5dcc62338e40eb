"""Too many wrong passwords stop whoever types them, and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.devices import client_address, shortened
from cms.accounts.due_jobs import forget_tries
from cms.accounts.models import User
from tests.factories.units import make_unit, make_writer

PASSWORD = "mat-khau"
HOME, ELSEWHERE = "203.0.113.5", "198.51.100.9"


@pytest.fixture
def writer(portal: None) -> User:
    writer = make_writer(make_unit())
    User.objects.filter(pk=writer.pk).update(phone="0912345678")
    return User.objects.get(pk=writer.pk)


def try_in(client: Client, name: str, password: str = "sai", *, address: str = HOME, **headers: str):
    return client.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=address, **headers)


def lock(name: str, *, address: str = HOME, client: Client | None = None) -> None:
    for _number in range(settings.AXES_FAILURE_LIMIT):
        response = try_in(client or Client(), name, address=address)
    assert response.status_code == 429


def test_after_five_wrong_passwords_the_right_one_waits_too(writer: User) -> None:
    lock(writer.username)
    response = try_in(Client(), writer.username, PASSWORD)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 15 * 60
    assert timezone.localtime(response.context["until"]).strftime("%H:%M") in response.content.decode()
    assert "/lay-lien-ket/" in response.content.decode()


def test_the_wait_ends_and_tries_meanwhile_do_not_prolong_it(writer: User) -> None:
    lock(writer.username)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=14))
    for _number in range(3):
        assert try_in(Client(), writer.username, PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert try_in(Client(), writer.username, PASSWORD).status_code == 302


def test_nobody_locks_others_out_from_elsewhere(writer: User) -> None:
    lock(writer.username, address=ELSEWHERE)
    assert try_in(Client(), writer.username, PASSWORD).status_code == 302


def test_nobody_locks_a_known_device_out_from_the_same_address(writer: User) -> None:
    phone = Client()
    assert try_in(phone, writer.username, PASSWORD).status_code == 302
    phone.post("/admin/logout/")
    lock(writer.username)
    assert try_in(Client(), writer.username, PASSWORD).status_code == 429
    for name in (writer.username, "0912 345 678", writer.email):
        assert try_in(phone, name, PASSWORD).status_code == 302


def test_a_known_device_has_its_own_counter_whatever_network_it_is_in(writer: User) -> None:
    phone = Client()
    try_in(phone, writer.username, PASSWORD)
    phone.post("/admin/logout/")
    for number in range(settings.AXES_FAILURE_LIMIT):
        response = try_in(phone, writer.username, address=f"203.0.113.{number}")
    assert response.status_code == 429
    assert try_in(phone, writer.username, PASSWORD, address=ELSEWHERE).status_code == 429


def test_a_device_that_somebody_else_knows_is_known_to_them_only(writer: User) -> None:
    other = make_writer(make_unit("Công đoàn cơ sở B"))
    phone = Client()
    try_in(phone, other.username, PASSWORD)
    phone.post("/admin/logout/")
    lock(writer.username)
    assert try_in(phone, writer.username, PASSWORD).status_code == 429


@pytest.mark.parametrize("mark", ["", "x", "x" * 43, "x" * 5000])
def test_a_made_up_mark_makes_no_known_device(mark: str, writer: User) -> None:
    client = Client()
    client.cookies["device"] = mark
    lock(writer.username, client=client)
    assert try_in(client, writer.username, PASSWORD).status_code == 429


def test_success_forgets_the_failures_however_the_name_was_spelt(writer: User) -> None:
    for name in (writer.username, "0912 345 678"):
        for _number in range(settings.AXES_FAILURE_LIMIT - 1):
            try_in(Client(), name)
        assert try_in(Client(), name, PASSWORD).status_code == 302
        assert try_in(Client(), name).status_code == 200


def test_another_spelling_or_browser_gives_no_more_tries(writer: User) -> None:
    spellings = ["0912345678", "0912.345.678", "+84 912 345 678", "84912345678", "912345678"]
    for number, name in enumerate(spellings):
        response = try_in(Client(), name, HTTP_USER_AGENT=f"browser {number}")
    assert response.status_code == 429


def test_one_address_does_not_try_many_names_but_known_devices_and_links_pass(writer: User) -> None:
    phone = Client()
    try_in(phone, writer.username, PASSWORD)
    phone.post("/admin/logout/")
    AccessAttempt.objects.bulk_create(
        AccessAttempt(username=f"counter {number}", ip_address=HOME, user_agent="", failures_since_start=1)
        for number in range(settings.SIGN_IN_FAILURES_OF_ADDRESS)
    )
    assert try_in(Client(), "any.name", PASSWORD).status_code == 429
    assert try_in(Client(), writer.username, PASSWORD).status_code == 429
    assert try_in(Client(), writer.username, PASSWORD, address=ELSEWHERE).status_code == 302
    assert try_in(phone, writer.username, PASSWORD).status_code == 302
    assert Client().get("/lay-lien-ket/", REMOTE_ADDR=HOME).status_code == 200


# Known and unknown names.


def story(name: str) -> list[tuple[int, str]]:
    """What a stranger sees of seven wrong passwords in a row."""
    client, seen = Client(), []
    for _number in range(settings.AXES_FAILURE_LIMIT + 2):
        response = try_in(client, name)
        text = response.content.decode().replace(name, "NAME")
        token = response.context.get("csrf_token", "")
        seen.append((response.status_code, text.replace(str(token), "TOKEN")))
    return seen


def test_known_unknown_and_inactive_names_are_answered_alike(writer: User) -> None:
    inactive = make_writer(make_unit("Công đoàn cơ sở B"))
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    unset = make_writer(make_unit("Công đoàn cơ sở C"))
    unset.set_unusable_password()
    unset.save()
    stories = [story(name) for name in (writer.username, inactive.username, unset.username, "khong.co")]
    assert [[code for code, _text in told] for told in stories] == [[200] * 4 + [429] * 3] * 4
    for told in stories[1:]:
        assert told[0] == stories[0][0]


@pytest.mark.parametrize("spelt", ["short name", "telephone", "e-mail"])
def test_known_and_unknown_names_cost_the_same_queries(spelt: str, writer: User) -> None:
    known = {"short name": writer.username, "telephone": "0912345678", "e-mail": writer.email}[spelt]
    unknown = {"short name": "khong.co", "telephone": "0987654321", "e-mail": "khong@example.org"}[spelt]
    try_in(Client(), "warm.up", address=ELSEWHERE)
    counts = []
    for name in (known, unknown):
        with CaptureQueriesContext(connection) as queries:
            try_in(Client(), name)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_hash_is_computed_for_a_name_that_nobody_has(
    writer: User, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.counting.CountingHasher"]
    from tests.accounts.counting import CountingHasher

    User.objects.filter(pk=writer.pk).update(password=CountingHasher().encode("mat-khau", "salt"))
    runs = []
    for name in (writer.username, "khong.co"):
        CountingHasher.runs = 0
        try_in(Client(), name)
        runs.append(CountingHasher.runs)
    assert runs == [1, 1]


# What is kept.


def test_nothing_that_was_typed_is_kept_in_the_counters(writer: User) -> None:
    for name in (writer.username, "0912345678", writer.email, "khong.co"):
        Client().post(
            "/admin/login/?next=/admin/bi-mat/",
            {"username": name, "password": "mat-khau-sai", "next": "/admin/bi-mat/"},
            REMOTE_ADDR=HOME,
            HTTP_USER_AGENT="a telling browser",
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM axes_accessattempt")
        kept = "|".join(str(value) for row in cursor.fetchall() for value in row)
    for secret in (writer.username, "912345678", "example", "khong.co", "mat-khau", "bi-mat", "telling"):
        assert secret not in kept


def test_failures_are_recorded_and_name_nobody_who_is_unknown(writer: User) -> None:
    try_in(Client(), writer.username)
    try_in(Client(), "ten.bi.mat")
    known, unknown = ModelLogEntry.objects.filter(action="accounts.sign_in_failed").order_by("pk")
    assert known.object_id == str(writer.pk)
    assert "bi.mat" not in f"{unknown.label} {unknown.data} {unknown.object_id}"


def test_old_counters_are_forgotten(writer: User) -> None:
    try_in(Client(), writer.username)
    assert forget_tries(timezone.now()) == 0
    assert forget_tries(timezone.now() + dt.timedelta(hours=1)) == 1
    assert forget_tries(timezone.now() + dt.timedelta(hours=1)) == 0


# Addresses.


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "198.51.100.1", "203.0.113.5"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        (True, "", "203.0.113.5"),
        (True, "nonsense", None),
    ],
)
def test_only_our_own_proxy_says_where_a_request_comes_from(
    behind_proxy: bool, forwarded: str, address: str | None, settings: object
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_all_addresses_of_one_household_count_as_one() -> None:
    first, second = (
        client_address(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{end}")) for end in ("1", "ffff")
    )
    assert first == second == "2001:db8:1:2::"
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="::ffff:203.0.113.5")) == "203.0.113.5"


def test_only_the_beginning_of_an_address_is_kept() -> None:
    assert shortened("203.0.113.5") == "203.0.…"
    assert shortened("2001:db8:1:2::") == "2001:0db8:…"
    assert shortened(None) == ""


def test_wrong_input_is_no_error(portal: None) -> None:
    for name in ("", "\0", "a" * 10_000, "' OR 1=1 --", "😀"):
        assert try_in(Client(), name, "\0").status_code in {200, 429}
