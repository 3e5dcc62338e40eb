"""Setting up a second factor, adding and removing more, recovery codes."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.test import Client
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.models import ModelLogEntry

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.second_factor import factors
from cms.accounts.second_factor.verification import verify_app_code, verify_recovery_code
from cms.outbox.models import Effect
from tests.factories.news import Desk
from tests.factories.units import UserFactory
from tests.signing_in import code_of, give_app, half_signed_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]

SET_UP = "/xac-thuc/thiet-lap/"
APP = "/xac-thuc/thiet-lap/ung-dung/"
CODES = "/xac-thuc/ma-du-phong/"
MINE = "/xac-thuc/cua-toi/"


def member() -> User:
    return UserFactory(board=True)


def pending(user: User) -> AuthenticatorApp:
    return AuthenticatorApp.objects.filter(user=user, confirmed=False).latest("pk")


def shown_codes(response: Any) -> list[str]:
    return re.findall(r"<li><code>([a-z0-9-]+)</code>", response.content.decode())


def a_passkey(user: User, number: int = 1) -> WebAuthnCredential:
    return WebAuthnCredential.objects.create(
        user=user, name=f"Khóa {number}", credential_id=f"{user.pk}-{number}".encode(), public_key=b"x", aaguid=""
    )


def set_up_app(client: Client, user: User) -> Any:
    client.get(APP)
    return client.post(APP, {"code": code_of(pending(user)), "name": "Samsung"})


def test_the_first_sign_in_leads_through_app_and_recovery_codes_to_work() -> None:
    person = member()
    client = half_signed_in(person)
    chosen = client.get("/admin/", follow=True)
    assert chosen.redirect_chain[-1][0].startswith(SET_UP)
    page = client.get(f"{APP}?next=/admin/pages/").content.decode()
    app = pending(person)
    assert app.typed_key in page
    assert "<svg" in page
    done = client.post(f"{APP}?next=/admin/pages/", {"code": code_of(app), "name": "Samsung của cơ quan"})
    assert done.headers["Location"] == f"{CODES}?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/").status_code == 302
    codes = shown_codes(client.post(CODES, {"make": "1"}))
    assert len(set(codes)) == 10
    assert client.get("/admin/").status_code == 302
    assert (
        client.post(f"{CODES}?next=/admin/pages/", {"keep": "1", "kept": "on"}).headers["Location"] == "/admin/pages/"
    )
    assert client.get("/admin/").status_code == 200
    assert verify_recovery_code(person, codes[3])
    assert ModelLogEntry.objects.get(action="accounts.second_factor_added").data["name"] == "Samsung của cơ quan"
    assert Effect.objects.filter(key__startswith=f"accounts:factor_added:{person.pk}").count() == 1


def test_who_closes_the_browser_before_keeping_the_codes_is_asked_for_them_next_time() -> None:
    person = member()
    set_up_app(half_signed_in(person), person)
    AuthenticatorApp.objects.update(last_t=-1)
    client = half_signed_in(person)
    answer = client.post("/xac-thuc/", {"code": code_of(AuthenticatorApp.objects.get(user=person))})
    assert answer.headers["Location"].startswith(CODES)
    assert client.get("/admin/").headers["Location"].startswith("/xac-thuc/")


def test_codes_that_nobody_ticked_as_kept_are_shown_anew() -> None:
    person = member()
    client = half_signed_in(person)
    set_up_app(client, person)
    first = shown_codes(client.post(CODES, {"make": "1"}))
    second = shown_codes(client.post(CODES, {"keep": "1"}))
    assert len(second) == 10
    assert not set(first) & set(second)
    assert client.get("/admin/").status_code == 302


def test_a_reload_of_the_set_up_shows_the_same_secret_and_another_session_another() -> None:
    person = member()
    client = half_signed_in(person)
    client.get(APP)
    key = pending(person).key
    client.get(APP)
    assert pending(person).key == key
    half_signed_in(person).get(APP)
    assert pending(person).key != key


def test_a_wrong_code_sets_nothing_up() -> None:
    person = member()
    client = half_signed_in(person)
    client.get(APP)
    wrong = f"{(int(code_of(pending(person))) + 1) % 1_000_000:06d}"
    response = client.post(APP, {"code": wrong})
    assert "door-errors" in response.content.decode()
    assert not factors.has_factor(person)


def test_the_secret_of_another_session_or_person_is_not_confirmed() -> None:
    person, other = member(), member()
    theirs = factors.begin_app(other)
    with pytest.raises(ValidationError):
        factors.confirm_app(person, theirs.pk, code_of(theirs), verified=False)
    client = half_signed_in(person)
    half_signed_in(person).get(APP)
    foreign = pending(person)
    client.get(APP)
    client.post(APP, {"code": code_of(foreign)})
    assert not factors.has_factor(person)


def test_a_session_that_has_not_shown_the_factor_cannot_add_another() -> None:
    person = member()
    give_app(person)
    client = half_signed_in(person)
    for address in (SET_UP, APP, CODES, MINE):
        assert client.get(address).headers["Location"].startswith("/xac-thuc/?next="), address
    mine = factors.begin_app(person)
    client.post(APP, {"code": code_of(mine)})
    client.post(CODES, {"make": "1"})
    client.post(CODES, {"keep": "1", "kept": "on"})
    assert len(factors.factors_of(person)) == 1
    assert not RecoveryCodes.objects.filter(user=person, confirmed=False).exists()
    with pytest.raises(PermissionDenied):
        factors.confirm_app(person, mine.pk, code_of(mine), verified=False)
    for address in ("/xac-thuc/khoa/dang-ky/", "/xac-thuc/khoa/dang-ky/xong/"):
        answer = client.post(address, "{}", content_type="application/json")
        assert answer.status_code == 403
        assert answer.json()["detail"]


def test_of_two_sessions_that_set_up_a_first_factor_one_is_too_late() -> None:
    person = member()
    early, late = half_signed_in(person), half_signed_in(person)
    early.get(APP)
    first = pending(person)
    late.get(APP)
    second = pending(person)
    assert early.post(APP, {"code": code_of(first)}).headers["Location"].startswith(CODES)
    assert late.post(APP, {"code": code_of(second)}).headers["Location"].startswith("/xac-thuc/?next=")
    assert len(factors.factors_of(person)) == 1


def test_who_needs_no_second_factor_cannot_lay_one_in_wait(desk: Desk) -> None:
    client = half_signed_in(desk.writer)
    assert client.get(APP).status_code == 302
    answer = client.post("/xac-thuc/khoa/dang-ky/", "{}", content_type="application/json")
    assert answer.status_code == 403
    app = factors.begin_app(desk.writer)
    with pytest.raises(PermissionDenied):
        factors.confirm_app(desk.writer, app.pk, code_of(app), verified=False)


def test_a_second_phone_is_added_after_the_first_was_shown() -> None:
    person = member()
    client = signed_in(person)
    assert set_up_app(client, person).headers["Location"] == MINE
    assert len(factors.factors_of(person)) == 2
    page = client.get(MINE).content.decode()
    assert "Samsung" in page
    assert "Điện thoại" in page


def test_a_factor_is_removed_and_never_the_last() -> None:
    person = member()
    client = signed_in(person)
    key = a_passkey(person)
    client.post(f"{MINE}go/", {"factor": key.persistent_id})
    assert [factor.kind for factor in factors.factors_of(person)] == [factors.APP]
    app = AuthenticatorApp.objects.get(user=person)
    answer = client.post(f"{MINE}go/", {"factor": app.persistent_id}, follow=True)
    assert "factor" in answer.content.decode()
    assert factors.has_factor(person)
    assert ModelLogEntry.objects.filter(action="accounts.second_factor_removed").count() == 1
    assert Effect.objects.filter(key__startswith=f"accounts:factor_removed:{person.pk}").count() == 1


def test_nobody_removes_somebody_elses_factor() -> None:
    person, other = member(), member()
    a_passkey(other, 1), a_passkey(other, 2)
    a_passkey(person)
    client = signed_in(person)
    for one in factors.factors_of(other):
        client.post(f"{MINE}go/", {"factor": one.reference})
    assert len(factors.factors_of(other)) == 2


@pytest.mark.parametrize("reference", ["", "x", "accounts.user/1", "accounts.authenticatorapp/x", "\x00"])
def test_a_senseless_factor_is_not_removed(reference: str) -> None:
    person = member()
    client = signed_in(person)
    assert client.post(f"{MINE}go/", {"factor": reference}).status_code == 302
    assert factors.has_factor(person)


def test_who_removes_the_phone_of_this_session_shows_another_factor() -> None:
    person = member()
    client = signed_in(person)
    other = AuthenticatorApp.objects.create(user=person, name="Máy khác")
    client.post(f"{MINE}go/", {"factor": _shown(client)})
    assert client.get("/admin/").headers["Location"].startswith("/xac-thuc/")
    assert factors.factors_of(person)[0].reference == other.persistent_id


def _shown(client: Client) -> str:
    return client.session["otp_device_id"]


def test_a_change_asks_for_the_factor_again_after_a_while() -> None:
    person = member()
    a_passkey(person)
    client = signed_in(person)
    session = client.session
    session["second_factor_at"] = 0
    session.save()
    for address, data in (
        (f"{MINE}go/", {"factor": _shown(client)}),
        (CODES, {"make": "1"}),
        (APP, {"code": "123456"}),
    ):
        assert client.post(address, data).headers["Location"].startswith("/xac-thuc/?next="), address
    assert len(factors.factors_of(person)) == 2


def test_new_recovery_codes_replace_the_old_only_when_they_are_kept() -> None:
    person = member()
    give_app(person)
    old = factors.make_recovery_codes(person)
    factors.keep_recovery_codes(person)
    client = signed_in(person)
    new = shown_codes(client.post(CODES, {"make": "1"}))
    assert verify_recovery_code(person, old[0])
    client.post(CODES, {"keep": "1", "kept": "on"})
    with pytest.raises(ValidationError):
        verify_recovery_code(person, old[1])
    RecoveryCodes.objects.update(throttling_failure_count=0)
    assert verify_recovery_code(person, new[0])


def test_a_session_of_a_recovery_code_outlives_new_codes() -> None:
    person = member()
    give_app(person)
    codes = factors.make_recovery_codes(person)
    factors.keep_recovery_codes(person)
    client = half_signed_in(person)
    client.post("/xac-thuc/", {"code": codes[0], "recovery": "1"})
    client.post(CODES, {"make": "1"})
    client.post(CODES, {"keep": "1", "kept": "on"})
    assert client.get("/admin/").status_code == 200


def test_codes_are_kept_only_after_they_were_made() -> None:
    person = member()
    give_app(person)
    with pytest.raises(ValidationError):
        factors.keep_recovery_codes(person)


def test_unfinished_set_ups_are_cleared_away() -> None:
    person = member()
    factors.begin_app(person)
    AuthenticatorApp.objects.update(created_at="2026-01-01T00:00:00Z")
    factors.begin_app(person)
    assert AuthenticatorApp.objects.filter(user=person).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["recovery", "app"])
def test_of_many_who_use_one_code_at_once_one_gets_in(kind: str) -> None:
    person = member()
    app = give_app(person)
    codes = factors.make_recovery_codes(person)
    factors.keep_recovery_codes(person)
    code, verify = (codes[0], verify_recovery_code) if kind == "recovery" else (code_of(app), verify_app_code)
    entered: list[object] = []
    start = threading.Barrier(5)

    def enter() -> None:
        start.wait()
        try:
            entered.append(verify(person, code))
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enter) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entered) == 1
    assert connection.is_usable()
