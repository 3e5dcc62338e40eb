"""The screen of the trail: who may read it, what it says, what one can ask, and what it keeps to itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.accounts.models import User
from cms.audit.addresses import entries_url
from cms.audit.trail import record
from cms.news.models import Genre
from cms.units.models import Role
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT
from tests.factories.news import Desk
from tests.factories.photos import PhotoFactory
from tests.factories.units import ContributorFactory, UserFactory, join_group, make_unit
from tests.signing_in import signed_in

SECRET = "Bi mat cua don vi"


def look(reader: User, **asked: Any) -> HttpResponse:
    return signed_in(reader).get(reverse("audit:entries"), asked)


def text(reader: User, **asked: Any) -> str:
    response = look(reader, **asked)
    assert response.status_code == 200
    return response.content.decode()


def lines(reader: User, **asked: Any) -> list[Any]:
    return list(look(reader, **asked).context["object_list"])


def things(reader: User, **asked: Any) -> list[str]:
    by_signing_in = ("audit.", "accounts.")
    return [line.thing for line in lines(reader, **asked) if not line.entry.action.startswith(by_signing_in)]


def test_administrators_and_superusers_read_it_and_find_it_in_the_menu(administrator: User) -> None:
    for reader in (administrator, UserFactory(is_superuser=True)):
        assert look(reader).status_code == 200
        assert reverse("audit:entries") in signed_in(reader).get("/admin/").content.decode()


def test_nobody_else_reads_it(desk: Desk) -> None:
    people = [desk.board, desk.writer, desk.approver, UserFactory()]
    for role in (ACCOUNTANT, ACCOUNT_HOLDER):
        people.append(UserFactory())
        join_group(people[-1], role)
    for person in people:
        assert look(person).status_code in {302, 403, 404}
        assert look(person, export="csv").status_code in {302, 403, 404}
        assert reverse("audit:entries") not in signed_in(person).get("/admin/", follow=True).content.decode()
    assert not ModelLogEntry.objects.filter(action__startswith="audit.").exists()


def test_wagtails_own_history_of_the_site_stays_closed_to_the_province(administrator: User, desk: Desk) -> None:
    for person in (administrator, desk.board, desk.writer):
        assert signed_in(person).get(reverse("wagtailadmin_reports:site_history")).status_code == 404


def test_reading_it_is_written_down_once_a_day_for_each_person(administrator: User) -> None:
    for _time in range(3):
        look(administrator)
    look(UserFactory(is_superuser=True))
    readers = ModelLogEntry.objects.filter(action="audit.read").values_list("user", flat=True)
    assert sorted(readers) == sorted(set(readers))
    assert len(readers) == 2


def test_it_shows_entries_of_both_logs_the_newest_first(administrator: User, desk: Desk) -> None:
    chief = UserFactory(is_superuser=True)
    record("wagtail.edit", Genre.objects.first(), by=desk.board)
    record("wagtail.edit", desk.draft(title="Tin cua don vi"), by=desk.writer)
    record("wagtail.edit", desk.unit, by=administrator)
    shown = things(chief)
    assert shown[0] == str(desk.unit)
    assert shown.index("Tin cua don vi") < shown.index(str(Genre.objects.first()))


def test_it_says_who_did_what_with_the_data_in_words(administrator: User, desk: Desk) -> None:
    told = {
        "unit": "Công đoàn Trường A",
        "valid_from": "2026-07-01",
        "reason": "Đại hội",
        "role": "writer",
        "unit_id": 77,
    }
    record("units.read_phone", ContributorFactory(full_name="Nông Văn Kiên"), by=desk.board, data=told)
    content = text(administrator)
    for words in (str(desk.board), "Nông Văn Kiên", "Công đoàn Trường A", "01/07/2026", "Đại hội"):
        assert words in content
    assert str(Role.WRITER.label) in content
    assert "unit_id" not in content


def test_an_administrator_learns_no_title_of_a_draft_or_photo(administrator: User, desk: Desk) -> None:
    draft = desk.draft(title=SECRET)
    record("wagtail.rename", draft, by=desk.writer, data={"title": {"old": SECRET, "new": SECRET}})
    record("photos.download_original", PhotoFactory(title=SECRET), by=desk.board)
    content = text(administrator)
    assert SECRET not in content
    assert str(draft.pk) in content
    assert things(administrator, text="Bi mat") == []
    assert SECRET not in b"".join(look(administrator, export="csv").streaming_content).decode()
    assert SECRET in text(UserFactory(is_superuser=True), text="Bi mat")


def test_a_deleted_drafts_title_is_not_told_either(administrator: User, desk: Desk) -> None:
    draft = desk.draft(title=SECRET)
    record("wagtail.delete", draft, by=desk.writer, data={"title": SECRET})
    draft.delete()
    assert SECRET not in text(administrator)


@pytest.fixture
def two(administrator: User, desk: Desk) -> list[str]:
    """Entries of two people about two things: of yesterday's last moment, and of today's first."""
    midnight = dt.datetime.combine(timezone.localdate(), dt.time.min, timezone.get_current_timezone())
    unit = make_unit("Công đoàn Trường Bình Minh")
    who = UserFactory(last_name="Đặng Thị", first_name="Hương", username="huong.dt")
    for of, by, moment in [
        (unit, who, midnight - dt.timedelta(microseconds=1)),
        (ContributorFactory(full_name="Lò Văn Hai"), desk.board, midnight),
    ]:
        log(of, "wagtail.edit", user=by, timestamp=moment)
    return ["Công đoàn Trường Bình Minh", "Lò Văn Hai"]


@pytest.mark.parametrize("typed", ["Đặng Thị Hương", "dang thi huong", "huong", "huong.dt", "HƯƠNG đặng"])
def test_it_is_filtered_by_person_with_or_without_diacritics(administrator: User, two: list[str], typed: str) -> None:
    assert things(administrator, person=typed, action="wagtail.edit") == two[:1]


def test_it_is_filtered_by_kind_and_name_of_the_object(administrator: User, two: list[str]) -> None:
    assert things(administrator, text="Bình Minh", action="wagtail.edit") == two[:1]
    entry = ModelLogEntry.objects.get(label=two[1], action="wagtail.edit")
    assert two[1] in things(administrator, type=str(entry.content_type_id))
    assert two[0] not in things(administrator, type=str(entry.content_type_id))


def test_it_is_filtered_by_local_days_both_included(administrator: User, two: list[str]) -> None:
    today = timezone.localdate()
    yesterday = today - dt.timedelta(days=1)
    assert two[0] in things(administrator, first=yesterday, last=yesterday)
    assert two[1] not in things(administrator, first=yesterday, last=yesterday)
    assert two[0] not in things(administrator, first=today, last=today)
    assert two[1] in things(administrator, first=today, last=today)


def test_the_entries_about_one_object_have_an_address(administrator: User, desk: Desk, two: list[str]) -> None:
    record("wagtail.edit", desk.unit, by=administrator)
    draft = desk.draft()
    record("wagtail.edit", draft, by=desk.writer)
    client = signed_in(administrator)
    entries = client.get(entries_url(desk.unit)).context["object_list"]
    assert {line.thing for line in entries} == {str(desk.unit)}
    entries = client.get(entries_url(draft)).context["object_list"]
    assert {line.entry.page_id for line in entries} == {draft.pk}


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "khong phai ngay"},
        {"first": "0001-01-01"},
        {"last": "9999-12-31"},
        {"action": "no.such"},
        {"type": "999999"},
        {"type": "x"},
        {"object": "units.unit"},
        {"object": "no.such:1"},
        {"object": "wagtailcore.page:²"},
        {"object": "wagtailcore.page:99999999999999999999999999"},
        {"text": "\x00"},
        {"person": "nobody of this name"},
    ],
)
def test_a_question_that_makes_no_sense_finds_nothing(administrator: User, desk: Desk, asked: dict[str, str]) -> None:
    record("wagtail.edit", desk.unit, by=administrator)
    assert lines(administrator, **asked) == []


@pytest.mark.parametrize("number", ["0", "-1", "x", "999"])
def test_a_page_that_is_not_there_is_answered_by_one_that_is(administrator: User, number: str) -> None:
    assert look(administrator, p=number).status_code == 200


def test_fifty_entries_stand_on_a_page_and_a_page_keeps_the_question(administrator: User, desk: Desk) -> None:
    for _time in range(51):
        record("wagtail.edit", desk.unit, by=administrator)
    response = look(administrator, action="wagtail.edit")
    assert len(response.context["object_list"]) == 50
    assert "action=wagtail.edit&amp;p=2" in response.content.decode()
    assert len(lines(administrator, action="wagtail.edit", p=2)) >= 1


def test_a_larger_trail_costs_no_more_queries(administrator: User, desk: Desk) -> None:
    def write(times: int) -> None:
        for _time in range(times):
            by = UserFactory()
            record("wagtail.edit", desk.unit, by=by)
            record("units.read_phone", ContributorFactory(), by=by)
            record("wagtail.edit", desk.draft(), by=by)

    def queries() -> int:
        client = signed_in(administrator)
        client.get(reverse("audit:entries"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("audit:entries"), {"person": "an"})
        return len(captured)

    write(2)
    few = queries()
    write(8)
    assert queries() == few


def test_an_entry_of_somebody_deleted_or_of_the_system_is_shown(administrator: User, desk: Desk) -> None:
    gone = UserFactory()
    record("wagtail.edit", desk.unit, by=gone)
    record("wagtail.edit", desk.unit, by=None)
    gone.delete()
    assert things(administrator).count(str(desk.unit)) >= 2


def test_words_that_do_not_fit_the_data_of_an_old_entry_break_nothing(administrator: User, desk: Desk) -> None:
    record("wagtail.rename", desk.unit.page, by=desk.board, data={})
    record("wagtail.edit", desk.unit, by=desk.board, data={"valid_from": "2026-99-99", "reason": {"old": ["<b>", 1]}})
    assert "<b>" not in text(UserFactory(is_superuser=True))


def test_what_is_no_secret_is_told_by_its_name(administrator: User, desk: Desk) -> None:
    genre = Genre.objects.get(code=Genre.NEWS)
    record("wagtail.edit", genre, by=desk.board)
    assert things(administrator)[0] == genre.name
    assert things(administrator, text=genre.name) == [genre.name]
