"""Showing the second factor: who has to, what opens before, and which codes are taken."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from wagtail.models import ModelLogEntry

from cms.accounts.models import AuthenticatorApp, RecoveryCodes, User
from cms.accounts.second_factor import needs_second_factor
from cms.accounts.second_factor.factors import keep_recovery_codes, make_recovery_codes
from cms.accounts.second_factor.verification import verify_app_code, verify_recovery_code, wait_message
from cms.outbox.models import Effect
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR, BOARD
from tests.factories.news import Desk
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory, join_group, leave_groups
from tests.signing_in import code_of, give_app, half_signed_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal")]

VERIFY = "/xac-thuc/"


def member(**fields: Any) -> User:
    return UserFactory(board=True, **fields)


def show(client: Client, code: str, **fields: str) -> Any:
    return client.post(VERIFY, {"code": code} | fields)


def is_let_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", [BOARD, ACCOUNTANT, ACCOUNT_HOLDER, ADMINISTRATOR])
def test_every_role_of_the_province_needs_a_second_factor(role: str) -> None:
    person = UserFactory()
    assert not needs_second_factor(person)
    join_group(person, role)
    assert needs_second_factor(person)


def test_a_superuser_and_a_group_of_any_other_name_need_one_too() -> None:
    person = UserFactory()
    join_group(person, Group.objects.create(name="Nhóm mới").name)
    assert needs_second_factor(person)
    assert needs_second_factor(UserFactory(is_superuser=True))


def test_people_who_work_for_units_only_are_not_asked(desk: Desk) -> None:
    client = half_signed_in(desk.writer)
    assert is_let_in(client)
    assert client.get(VERIFY).status_code == 302


def test_the_right_code_lets_in_and_leads_where_the_person_wanted_to_go() -> None:
    person = member()
    client = half_signed_in(person)
    app = give_app(person)
    first = client.get("/admin/reports/site-history/", follow=True)
    assert first.redirect_chain[0][0] == "/xac-thuc/?next=%2Fadmin%2Freports%2Fsite-history%2F"
    assert 'autocomplete="one-time-code"' in first.content.decode()
    answer = client.post(first.redirect_chain[0][0], {"code": code_of(app)})
    assert answer.headers["Location"] == "/admin/reports/site-history/"
    assert is_let_in(client)


def test_a_code_may_be_typed_with_blanks_in_it() -> None:
    person = member()
    client = half_signed_in(person)
    code = code_of(give_app(person))
    assert show(client, f" {code[:3]} {code[3:]} ").status_code == 302
    assert is_let_in(client)


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_another_site_afterwards(next_page: str) -> None:
    person = member()
    client = half_signed_in(person)
    answer = client.post(f"{VERIFY}?next={next_page}", {"code": code_of(give_app(person))})
    assert answer.headers["Location"] == "/admin/"


ADDRESSES = [
    "/admin/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/images/",
    "/admin/login/",
    "/admin/api/main/pages/",
    "/admin/tin/cho-duyet/",
    "/khong-co-trang-nay/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head", "options"])
def test_before_the_second_factor_every_address_answers_as_to_a_stranger(address: str, method: str) -> None:
    client = half_signed_in(member())
    ours = getattr(client, method)(address)
    theirs = getattr(Client(), method)(address)
    assert ours.wsgi_request.user.is_anonymous
    if ours.status_code != theirs.status_code or ours.headers.get("Location") != theirs.headers.get("Location"):
        assert ours.headers["Location"].startswith(VERIFY)
    else:
        assert ours.status_code in {200, 302, 401, 403, 404, 405}


def test_a_script_before_the_second_factor_is_refused_as_a_stranger_is() -> None:
    client = half_signed_in(UserFactory(is_superuser=True))
    headers = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}
    ours, theirs = (c.get("/admin/users/", headers=headers) for c in (client, Client()))
    assert ours.status_code == theirs.status_code
    assert ours.content == theirs.content


def test_neither_drafts_nor_originals_are_seen_before_the_second_factor(desk: Desk) -> None:
    item, photo = desk.submitted(), PhotoFactory()
    client = half_signed_in(UserFactory(is_superuser=True))
    for address in (
        reverse("news:item", args=[item.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[item.pk]),
        reverse("wagtailimages:edit", args=[photo.pk]),
        f"/anh/goc/{photo.pk}/",
    ):
        assert client.get(address).status_code in {302, 403, 404}, address


def test_a_post_before_the_second_factor_changes_nothing(desk: Desk) -> None:
    item = desk.submitted()
    client = half_signed_in(UserFactory(is_superuser=True))
    before = (item.state, User.objects.count())
    client.post(reverse("news:act", args=[item.pk, "approve"]), {"approve-digest": item.latest.digest})
    client.post("/admin/users/add/", {"username": "moi", "password1": "x", "password2": "x"})
    item.refresh_from_db()
    assert (item.state, User.objects.count()) == before


def test_readers_pages_stay_open_and_show_no_person_before_the_second_factor() -> None:
    response = half_signed_in(member()).get("/")
    assert response.status_code == 200
    assert response.wsgi_request.user.is_anonymous


def test_signing_out_works_before_the_second_factor() -> None:
    client = half_signed_in(member())
    assert client.post("/admin/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_gets_a_new_key_when_the_factor_is_shown() -> None:
    person = member()
    client = half_signed_in(person)
    before = client.session.session_key
    show(client, code_of(give_app(person)))
    assert client.session.session_key != before


def test_a_new_role_asks_for_the_second_factor_with_the_next_request(desk: Desk) -> None:
    client = half_signed_in(desk.writer)
    assert is_let_in(client)
    join_group(desk.writer, BOARD)
    assert client.get("/admin/").headers["Location"].startswith(VERIFY)


def test_to_leave_a_group_and_come_back_opens_nothing(desk: Desk) -> None:
    person = desk.writer
    join_group(person, BOARD)
    give_app(person)
    client = half_signed_in(person)
    leave_groups(person)
    assert client.get("/xac-thuc/thiet-lap/ung-dung/").headers["Location"] == "/admin/"
    join_group(person, BOARD)
    assert client.get("/admin/").headers["Location"].startswith(VERIFY)
    assert client.get("/xac-thuc/thiet-lap/ung-dung/").headers["Location"].startswith(VERIFY)


def test_a_device_of_somebody_else_or_a_removed_one_verifies_no_session() -> None:
    person = member()
    client = signed_in(person)
    assert is_let_in(client)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = give_app(member()).persistent_id
    session.save()
    assert not is_let_in(client)
    other = signed_in(person)
    AuthenticatorApp.objects.filter(user=person).delete()
    assert not is_let_in(other)


@pytest.mark.parametrize("device", ["accounts.authenticatorapp/0", "x", "a.b/1", "a/b/c"])
def test_a_senseless_device_in_a_session_verifies_nobody_and_breaks_nothing(device: str) -> None:
    person = member()
    give_app(person)
    client = half_signed_in(person)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device
    session.save()
    assert client.get("/admin/").headers["Location"].startswith(VERIFY)


def test_an_unconfirmed_app_verifies_nobody() -> None:
    person = member()
    give_app(person)
    pending = AuthenticatorApp.objects.create(user=person, confirmed=False, name="")
    client = half_signed_in(person)
    assert show(client, code_of(pending)).status_code == 200
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = pending.persistent_id
    session.save()
    assert not is_let_in(client)


def test_a_code_is_good_once() -> None:
    person = member()
    code = code_of(give_app(person))
    show(half_signed_in(person), code)
    again = half_signed_in(person)
    assert show(again, code).status_code == 200
    assert not is_let_in(again)


@pytest.mark.parametrize(("periods", "right"), [(-3, False), (-1, True), (0, True), (1, True), (3, False)])
def test_a_clock_may_be_wrong_by_half_a_minute(periods: int, right: bool) -> None:
    person = member()
    code = code_of(give_app(person), periods=periods)
    if right:
        verify_app_code(person, code)
    else:
        with pytest.raises(ValidationError):
            verify_app_code(person, code)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "٠١٢٣٤٥", "-12345", "1e1000", "1\x00", "0" * 5000])
def test_what_is_no_code_gets_a_clear_answer(code: str) -> None:
    person = member()
    give_app(person)
    response = show(half_signed_in(person), code)
    assert response.status_code == 200
    assert "door-errors" in response.content.decode()


def test_wrong_codes_make_wait_and_the_answer_says_how_long() -> None:
    person = member()
    app = give_app(person)
    client = half_signed_in(person)
    wrong = f"{(int(code_of(app)) + 1) % 1_000_000:06d}"
    show(client, wrong)
    assert (
        "giây" in show(client, code_of(app)).content.decode() or "second" in show(client, code_of(app)).content.decode()
    )
    assert not is_let_in(client)


def test_the_wait_never_grows_beyond_twenty_minutes() -> None:
    app = give_app(member())
    for _try in range(50):
        app.throttle_increment()
    until = app.verify_is_allowed()[1]["locked_until"]
    assert 0 < (until - timezone.now()).total_seconds() < 20 * 60
    assert wait_message(until)


def test_a_wrong_code_is_recorded_and_the_fifth_is_told() -> None:
    person = member()
    app = give_app(person)
    for _try in range(5):
        with pytest.raises(ValidationError):
            verify_app_code(person, "000000" if code_of(app) != "000000" else "000001")
        AuthenticatorApp.objects.update(throttling_failure_timestamp=timezone.now() - timezone.timedelta(days=1))
    assert ModelLogEntry.objects.filter(action="accounts.second_factor_failed", object_id=str(person.pk)).count() == 5
    assert Effect.objects.filter(key__startswith=f"accounts:factor_failed:{person.pk}").count() == 1


def test_somebody_elses_code_is_wrong() -> None:
    person, other = member(), member()
    give_app(person)
    with pytest.raises(ValidationError):
        verify_app_code(person, code_of(give_app(other)))


def test_two_phones_each_show_a_code_that_counts_and_neither_slows_the_other() -> None:
    person = member()
    first, second = give_app(person), AuthenticatorApp.objects.create(user=person, name="Máy thứ hai")
    assert verify_app_code(person, code_of(second)) == second
    assert verify_app_code(person, code_of(first)) == first


def test_a_recovery_code_lets_in_once_is_recorded_and_told() -> None:
    person = member()
    give_app(person)
    codes = make_recovery_codes(person)
    keep_recovery_codes(person)
    client = half_signed_in(person)
    assert show(client, codes[0].upper(), recovery="1").status_code == 302
    assert is_let_in(client)
    again = half_signed_in(person)
    assert show(again, codes[0], recovery="1").status_code == 200
    assert not is_let_in(again)
    assert ModelLogEntry.objects.get(action="accounts.recovery_code_used").data == {"left": 9}
    assert Effect.objects.filter(key__startswith=f"accounts:code_used:{person.pk}").exists()


def test_recovery_codes_of_somebody_else_or_not_yet_kept_open_nothing() -> None:
    person, other = member(), member()
    give_app(person), give_app(other)
    theirs = make_recovery_codes(other)
    keep_recovery_codes(other)
    unkept = make_recovery_codes(person)
    for code in (theirs[0], unkept[0]):
        with pytest.raises(ValidationError):
            verify_recovery_code(person, code)
        RecoveryCodes.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)


def test_neither_secrets_nor_recovery_codes_stand_in_the_database() -> None:
    person = member()
    app = give_app(person)
    codes = make_recovery_codes(person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_authenticatorapp")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM otp_static_statictoken")
        rows += str(cursor.fetchall())
    assert app.key not in rows
    assert not any(code in rows or code.replace("-", "") in rows for code in codes)


def test_what_is_stored_of_a_recovery_code_is_no_code() -> None:
    person = member()
    give_app(person)
    make_recovery_codes(person)
    keep_recovery_codes(person)
    stored = RecoveryCodes.objects.get(user=person, confirmed=True).token_set.first().token
    with pytest.raises(ValidationError):
        verify_recovery_code(person, stored)


def test_no_passkey_is_taken_from_somebody_who_has_not_signed_in() -> None:
    for address in ("khoa/dang-ky/", "khoa/dang-ky/xong/", "khoa/xac-thuc/", "khoa/xac-thuc/xong/"):
        response = Client().post(f"{VERIFY}{address}", "{}", content_type="application/json")
        assert response.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "null",
        "1",
        "{",
        '{"id": 1}',
        json.dumps({"id": "a", "rawId": "%", "response": {}, "type": "public-key"}),
    ],
)
def test_a_senseless_passkey_is_refused_in_words(body: str) -> None:
    person = member()
    give_app(person)
    client = half_signed_in(person)
    client.post(f"{VERIFY}khoa/xac-thuc/", "{}", content_type="application/json")
    response = client.post(f"{VERIFY}khoa/xac-thuc/xong/", body, content_type="application/json")
    assert response.status_code in {400, 404, 422}
    assert response.json()["detail"]
    assert not is_let_in(client)


def test_passkeys_belong_to_the_sites_own_address_whatever_host_is_asked(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://congdoan.example"
    person = member()
    client = half_signed_in(person)
    options = client.post(
        f"{VERIFY}khoa/dang-ky/", "{}", content_type="application/json", headers={"Host": "evil.example"}
    ).json()
    assert options["rp"]["id"] == "congdoan.example"
    assert options["authenticatorSelection"]["userVerification"] == "required"


def test_forms_of_the_second_factor_refuse_posts_from_elsewhere() -> None:
    person = member()
    app = give_app(person)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert show(client, code_of(app)).status_code == 403
    assert client.post(f"{VERIFY}khoa/xac-thuc/", "{}", content_type="application/json").status_code == 403


def test_screens_of_the_second_factor_are_never_cached() -> None:
    person = member()
    client = half_signed_in(person)
    for address in (VERIFY, f"{VERIFY}thiet-lap/", f"{VERIFY}thiet-lap/ung-dung/", f"{VERIFY}mat-dien-thoai/"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address


def test_the_codes_of_an_app_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the secret "12345678901234567890", SHA-1, the last six digits."""
    app = AuthenticatorApp(user=User(username="an"), key=b"12345678901234567890".hex())
    assert app.code_at(59) == "287082"
    assert app.code_at(1111111109) == "081804"
    assert app.code_at(20000000000) == "353130"
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in app.address


def test_time_passes_and_a_sensitive_act_asks_again() -> None:
    client = signed_in(member())
    session = client.session
    session["second_factor_at"] = int(time.time()) - 11 * 60
    session.save()
    assert is_let_in(client)
    assert client.get("/xac-thuc/thiet-lap/").headers["Location"].startswith(VERIFY)


def test_the_person_is_taken_off_the_request_before_anything_else_looks_at_them() -> None:
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    ours = order.index("SecondFactorMiddleware")
    assert order[ours - 1] == "OTPMiddleware"
    assert set(order[:ours]) & {"ConfinementMiddleware", "UnknownItemsMiddleware", "PhotoSecrecyMiddleware"} == set()
