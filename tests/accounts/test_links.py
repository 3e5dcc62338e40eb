"""One-time links: each lets one person in, once, whoever else gets hold of it."""

from __future__ import annotations

import datetime as dt
import logging
import re
import threading

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.models import OneTimeLink, Purpose, SignIn, User
from cms.accounts.one_time_links import UnusableLinkError, issue_link, masked_name, use_link
from cms.accounts.sessions import end_sessions
from cms.outbox.delivery import attempt
from cms.outbox.models import Effect
from cms.settings.logs import DiscreetFormatter
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.fixture
def administrator(portal: None) -> User:
    person = UserFactory()
    join_group(person, ADMINISTRATOR)
    return person


@pytest.fixture
def writer(portal: None) -> User:
    return make_writer(make_unit())


def invited(writer: User, administrator: User) -> str:
    return path_of(issue_link(writer, purpose=Purpose.INVITATION, by=administrator).url)


def test_a_link_lets_its_person_in_and_is_used_up(writer: User, administrator: User) -> None:
    address = invited(writer, administrator)
    first, second = Client(), Client()
    assert first.post(address).status_code == 302
    assert is_inside(first)
    assert second.post(address).status_code == 410
    assert not is_inside(second)


def test_looking_at_a_link_does_not_use_it_up(writer: User, administrator: User) -> None:
    address = invited(writer, administrator)
    for _preview in range(5):
        assert Client().get(address).status_code == 200
        Client().head(address)
        Client().options(address)
    assert Client().post(address).status_code == 302


def test_the_page_behind_a_link_tells_a_stranger_little(writer: User, administrator: User) -> None:
    User.objects.filter(pk=writer.pk).update(last_name="Nguyễn Thị", first_name="Hồng An", phone="0912345678")
    page = Client().get(invited(writer, administrator)).content.decode()
    assert "N… An" in page
    for secret in ("Nguyễn", "Hồng", "0912", writer.email, writer.username):
        assert secret not in page


def test_a_page_with_a_way_in_is_kept_to_oneself(writer: User, administrator: User) -> None:
    address = invited(writer, administrator)
    issued = signed_in(administrator).post(reverse("accounts:issue_link", args=[writer.pk]))
    for response in (Client().get(address), Client().get("/vao/nichts/"), issued):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"


def test_used_expired_revoked_and_unknown_links_answer_alike(writer: User, administrator: User) -> None:
    used, expired, revoked = (
        path_of(issue_link(writer, purpose=purpose, by=administrator).url) for purpose in Purpose.values
    )
    Client().post(used)
    week = dt.timedelta(days=8)
    OneTimeLink.objects.filter(purpose=Purpose.values[1]).update(
        issued_at=timezone.now() - 2 * week, expires_at=timezone.now() - week
    )
    OneTimeLink.objects.filter(purpose=Purpose.values[2]).revoke()
    answers = set()
    for address in (used, expired, revoked, "/vao/unknown/", f"/vao/{'x' * 4000}/"):
        for method in ("get", "post"):
            response = getattr(Client(), method)(address)
            answers.add((response.status_code, response.content))
    assert len(answers) == 1
    assert answers.pop()[0] == 410


def test_the_token_is_stored_nowhere(writer: User, administrator: User) -> None:
    url = issue_link(writer, purpose=Purpose.INVITATION, by=administrator).url
    Client().post(path_of(url))
    token = token_of(url)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(token in str(value) for row in cursor.fetchall() for value in row), table
    assert all(token not in message.body for message in mail.outbox)


def test_a_new_link_voids_the_older_one_of_its_purpose_only(writer: User, administrator: User) -> None:
    reset = path_of(issue_link(writer, purpose=Purpose.RESET, by=administrator).url)
    old = invited(writer, administrator)
    new = invited(writer, administrator)
    assert Client().post(old).status_code == 410
    assert Client().post(new).status_code == 302
    assert Client().post(reset).status_code == 302


@pytest.mark.parametrize("end", ["leaves", "is made inactive", "is made inactive in bulk", "changes"])
def test_links_end_with_the_login(end: str, writer: User, administrator: User) -> None:
    address = invited(writer, administrator)
    if end == "is made inactive":
        writer.is_active = False
        writer.save()
    elif end == "is made inactive in bulk":
        User.objects.filter(pk=writer.pk).update(is_active=False)
    else:
        end_sessions(writer, by=administrator)
    assert Client().get(address).status_code == 410
    User.objects.filter(pk=writer.pk).update(is_active=True)
    assert Client().post(address).status_code == 410


def test_a_link_without_any_role_left_opens_no_screen(administrator: User) -> None:
    person = UserFactory()
    client = Client()
    client.post(path_of(issue_link(person, purpose=Purpose.INVITATION, by=administrator).url))
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response.url == reverse("accounts:no_role")


def test_a_link_does_not_step_around_the_second_factor(administrator: User, portal: None) -> None:
    member = UserFactory(board=True)
    client = Client()
    client.post(path_of(issue_link(member, purpose=Purpose.SIGN_IN, by=administrator).url), {"remember": "on"})
    assert client.get("/admin/").status_code == 302
    assert client.get(reverse("accounts:password")).status_code == 302
    assert not SignIn.objects.get(user=member).remembered


@pytest.mark.parametrize("remembered", [False, True])
def test_after_a_link_one_stays_if_one_asks_for_it(remembered: bool, writer: User, administrator: User) -> None:
    client = Client()
    client.post(invited(writer, administrator), {"remember": "on"} if remembered else {})
    sign_in = SignIn.objects.get(user=writer)
    assert sign_in.remembered is remembered
    stays = sign_in.expires_at - sign_in.started_at
    assert stays == (dt.timedelta(days=90) if remembered else dt.timedelta(hours=12))
    assert bool(client.cookies["sessionid"]["max-age"]) is remembered


def test_a_reset_leads_to_the_new_password_without_the_old_one(writer: User, administrator: User) -> None:
    client = Client()
    address = path_of(issue_link(writer, purpose=Purpose.RESET, by=administrator).url)
    page = client.post(address, follow=True)
    assert "old_password" not in page.context["form"].fields
    new = {"new_password1": "trao-qua-doan-vien", "new_password2": "trao-qua-doan-vien"}
    assert client.post(reverse("accounts:password"), new).status_code == 302
    writer.refresh_from_db()
    assert writer.check_password("trao-qua-doan-vien")
    assert is_inside(client)


def test_the_freshness_of_a_link_does_not_last(writer: User, administrator: User) -> None:
    client = Client()
    client.post(path_of(issue_link(writer, purpose=Purpose.RESET, by=administrator).url))
    SignIn.objects.update(started_at=timezone.now() - dt.timedelta(minutes=31))
    assert "old_password" in client.get(reverse("accounts:password")).context["form"].fields


def test_the_session_gets_a_new_key_so_that_none_can_be_planted(writer: User, administrator: User) -> None:
    client = Client()
    client.get("/admin/login/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.post(invited(writer, administrator))
    assert client.session.session_key != planted


def test_a_link_used_in_somebody_elses_browser_leaves_nothing_of_theirs(writer: User, administrator: User) -> None:
    other = make_writer(make_unit("Công đoàn cơ sở B"))
    client = signed_in(other)
    client.post(invited(writer, administrator))
    assert client.get("/admin/").wsgi_request.user == writer
    assert not SignIn.objects.filter(user=other).going_on().exists()


# Who issues links, and for whom.


def test_administrators_issue_a_link_and_see_it_once(writer: User, administrator: User) -> None:
    page = signed_in(administrator).post(reverse("accounts:issue_link", args=[writer.pk])).content.decode()
    address = re.search(r"http://[^\s\"<]*/vao/([\w-]{43})/", page)
    assert address is not None
    assert "data:image/svg+xml" in page
    assert Client().post(path_of(address[0])).status_code == 302


def test_a_link_bears_the_sites_own_host_whatever_the_request_says(writer: User, administrator: User) -> None:
    client = signed_in(administrator)
    headers = {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}
    page = client.post(reverse("accounts:issue_link", args=[writer.pk]), **headers).content.decode()
    assert "http://localhost:8000/vao/" in page
    assert "evil.example" not in page


def test_nobody_else_issues_links(desk: Desk, writer: User, administrator: User) -> None:
    for person in (desk.writer, desk.approver, desk.board, UserFactory()):
        with pytest.raises(PermissionDenied):
            issue_link(writer, purpose=Purpose.INVITATION, by=person)
        response = signed_in(person).post(reverse("accounts:issue_link", args=[writer.pk]))
        assert response.status_code in {302, 403}
        assert b"/vao/" not in response.content
    assert not OneTimeLink.objects.exists()


def test_nobody_issues_a_link_for_themselves(administrator: User) -> None:
    with pytest.raises(PermissionDenied):
        issue_link(administrator, purpose=Purpose.RESET, by=administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        OneTimeLink.objects.create(
            user=administrator,
            issued_by=administrator,
            purpose=Purpose.RESET,
            digest="x",
            expires_at=timezone.now() + dt.timedelta(hours=1),
        )


def test_only_a_superuser_issues_a_link_for_a_superuser(administrator: User) -> None:
    superuser = User.objects.create_superuser(username="goc", password="x")
    with pytest.raises(PermissionDenied):
        issue_link(superuser, purpose=Purpose.RESET, by=administrator)
    assert issue_link(superuser, purpose=Purpose.RESET, by=User.objects.create_superuser(username="goc2"))


def test_who_is_inactive_gets_no_link(writer: User, administrator: User) -> None:
    User.objects.filter(pk=writer.pk).update(is_active=False)
    with pytest.raises(ValidationError):
        issue_link(writer, purpose=Purpose.INVITATION, by=administrator)
    response = signed_in(administrator).post(reverse("accounts:issue_link", args=[writer.pk]))
    assert response.status_code == 302


@pytest.mark.parametrize("purpose", ["", "admin", "invitation\0"])
def test_a_link_for_nothing_known_is_refused_with_a_message(purpose: str, writer: User, administrator: User) -> None:
    response = signed_in(administrator).post(reverse("accounts:issue_link", args=[writer.pk]), {"purpose": purpose})
    assert response.status_code == (200 if not purpose else 302)


def test_a_link_is_not_made_by_opening_an_address(writer: User, administrator: User) -> None:
    assert signed_in(administrator).get(reverse("accounts:issue_link", args=[writer.pk])).status_code == 405


def test_issuing_and_using_are_recorded_and_told(
    writer: User, administrator: User, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        address = invited(writer, administrator)
        Client().post(address, headers={"user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari"})
    entries = ModelLogEntry.objects.filter(object_id=str(writer.pk)).order_by("timestamp")
    assert [entry.action for entry in entries if "link" in entry.action] == ["accounts.issue_link", "accounts.use_link"]
    assert entries.get(action="accounts.issue_link").user == administrator
    assert [message.to for message in mail.outbox] == [[writer.email]] * 2
    assert OneTimeLink.objects.get().used_on


# Asking for a link oneself.


def ask(client: Client, identifier: str, **headers: str) -> tuple[int, bytes]:
    response = client.post(reverse("accounts:ask_link"), {"identifier": identifier}, **headers)
    return response.status_code, response.content


def deliver(*, later: dt.timedelta = dt.timedelta(minutes=1)) -> None:
    Effect.objects.filter(kind="accounts.link", done_at=None).update(due_at=timezone.now() - later)
    for effect in Effect.objects.filter(kind="accounts.link", done_at=None):
        attempt(effect.pk)


def test_every_name_gets_the_same_answer(writer: User) -> None:
    unaddressed = UserFactory(email="")
    inactive = UserFactory(is_active=False)
    names = [writer.username, writer.email, unaddressed.username, inactive.username, "khong.co", "0912345678", "@"]
    assert len({ask(Client(), name) for name in names}) == 1


def test_every_name_costs_the_same_queries(writer: User) -> None:
    client = Client()
    ask(client, "warm.up")
    counts = []
    for name in (writer.username, "khong.co"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, name)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_link_that_was_asked_for_comes_by_mail_only(writer: User) -> None:
    ask(Client(), writer.email, HTTP_HOST="evil.example")
    assert not mail.outbox
    assert not OneTimeLink.objects.exists()
    deliver()
    (message,) = mail.outbox
    assert message.to == [writer.email]
    address = re.search(r"http://localhost:8000(/vao/[\w-]+/)", message.body)
    assert address is not None
    client = Client()
    client.post(address[1])
    assert is_inside(client)


def test_nobody_gets_a_letterbox_full(writer: User) -> None:
    for _time in range(6):
        ask(Client(), writer.username)
    deliver()
    assert len(mail.outbox) == 3


def test_one_address_does_not_ask_for_ever(portal: None) -> None:
    codes = [ask(Client(), f"name{number}", REMOTE_ADDR="203.0.113.7")[0] for number in range(22)]
    assert codes == [200] * 20 + [429] * 2
    assert ask(Client(), "name", REMOTE_ADDR="203.0.113.8")[0] == 200


def test_no_log_line_holds_a_token() -> None:
    record = logging.LogRecord("django", logging.WARNING, "", 0, "Forbidden: %s", ("/vao/abc-DEF_123/",), None)
    assert DiscreetFormatter().format(record).endswith("Forbidden: /vao/…/")


def test_a_masked_name_is_short(portal: None) -> None:
    assert masked_name(User(last_name="Trần Văn", first_name="Bình")) == "T… Bình"
    assert masked_name(User(username="an.nv")) == "a"


# At the same moment.


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_gets_in() -> None:
    token = token_of(issue_link(UserFactory(), purpose=Purpose.SIGN_IN, by=None).url)
    outcomes: list[str] = []
    start = threading.Barrier(6)

    def use() -> None:
        start.wait()
        try:
            use_link(token, device="a phone")
            outcomes.append("in")
        except UnusableLinkError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=use) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in"] + ["refused"] * 5
