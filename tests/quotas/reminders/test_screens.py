"""The board sees what went out and passes it on; people of units see what their own unit was sent."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.quotas.models import Reminder, ReminderRecipient, ReminderSettings, ReminderSighting
from cms.quotas.reminders.sightings import note_seen
from cms.units.roles import ACCOUNT_HOLDER, ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.reminders import day, local, make_monthly_unit, make_reminder, this_month
from tests.factories.units import UserFactory, join_group, make_unit, make_writer
from tests.signing_in import signed_in

INDEX = "/admin/chi-tieu/nhac-nho/"


@pytest.fixture
def reminder(desk: Desk) -> Reminder:
    """What the desk's unit was sent just now: to its writer by mail, to its approver by no mail."""
    reminder = make_reminder(desk.unit)
    for user, by_mail in ((desk.writer, True), (desk.approver, False)):
        ReminderRecipient.objects.create(reminder=reminder, user=user, name=str(user), role="người", by_mail=by_mail)
    return reminder


def listed(board: object, **asked: str) -> set[str]:
    response = signed_in(board).get(INDEX, asked)  # type: ignore[arg-type]
    assert response.status_code == 200
    return {reminder.unit_name for reminder in response.context["object_list"]}


def test_the_board_and_administrators_find_what_went_out(desk: Desk, reminder: Reminder) -> None:
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    for user in (desk.board, administrator):
        client = signed_in(user)
        for address in (INDEX, f"{INDEX}{reminder.pk}/", f"{INDEX}ket-qua/"):
            response = client.get(address)
            assert response.status_code == 200
            assert str(desk.unit) in response.content.decode()


@pytest.mark.parametrize("role", ["writer", "approver", ACCOUNTANT, ACCOUNT_HOLDER])
def test_nobody_else_does(desk: Desk, reminder: Reminder, role: str) -> None:
    user = getattr(desk, role, None)
    if user is None:
        user = UserFactory()
        join_group(user, role)
    client = signed_in(user)
    for address in (INDEX, f"{INDEX}{reminder.pk}/", f"{INDEX}ket-qua/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{INDEX}{reminder.pk}/goi/{desk.writer.pk}/").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: object, reminder: Reminder) -> None:
    assert client.get(INDEX).status_code == 302  # type: ignore[attr-defined]


def test_the_list_is_narrowed_by_unit_occasion_period_means_and_sight(desk: Desk, reminder: Reminder) -> None:
    other = make_monthly_unit("LĐLĐ huyện Chợ Đồn")
    make_reminder(other, day("2026-09-01"), occasion="missed")
    note_seen([reminder], desk.writer)
    here, there = {str(desk.unit)}, {str(other)}
    assert listed(desk.board) == here | there
    assert listed(desk.board, unit="cho don") == there
    assert listed(desk.board, unit="không có") == set()
    assert listed(desk.board, occasion="missed") == there
    assert listed(desk.board, period=f"month:{this_month().first}") == here
    assert listed(desk.board, means="mail") == here
    assert listed(desk.board, means="passed_on") == there
    assert listed(desk.board, seen="yes") == here
    assert listed(desk.board, seen="no") == there


@pytest.mark.parametrize(
    "asked", [{"period": "month:nonsense"}, {"occasion": "x"}, {"p": "99999999999"}, {"unit": "\0"}]
)
def test_a_question_that_cannot_be_understood_is_no_failure(desk: Desk, reminder: Reminder, asked: dict) -> None:
    assert signed_in(desk.board).get(INDEX, asked).status_code in {200, 404}


def test_the_list_takes_as_many_statements_for_many_as_for_few(desk: Desk, reminder: Reminder) -> None:
    client = signed_in(desk.board)
    client.get(INDEX)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(INDEX)
        return len(captured)

    few = statements()
    for number in range(12):
        more = make_reminder(make_unit(f"CĐCS {number}"))
        writer = make_writer(more.unit)
        ReminderRecipient.objects.create(reminder=more, user=writer, name=str(writer), role="người", by_mail=True)
    assert statements() == few


def test_the_board_sees_the_message_whom_it_went_to_and_who_has_seen_it(desk: Desk, reminder: Reminder) -> None:
    note_seen([reminder], desk.writer)
    colleague = make_writer(desk.unit)
    note_seen([reminder], colleague)
    page = signed_in(desk.board).get(f"{INDEX}{reminder.pk}/")
    people = {person.recipient.user_id: person.seen_at is not None for person in page.context["people"]}
    assert people == {desk.writer.pk: True, desk.approver.pk: False}
    assert [sighting.user for sighting in page.context["others"]] == [colleague]
    assert "Đơn vị còn thiếu 1 tin, bài." in page.content.decode()


def test_the_board_rings_a_recipient_and_nobody_else(desk: Desk, reminder: Reminder) -> None:
    desk.writer.phone = "0912 345 678"
    desk.writer.save()
    client = signed_in(desk.board)
    answer = client.post(f"{INDEX}{reminder.pk}/goi/{desk.writer.pk}/")
    assert answer.status_code == 200
    assert "tel:" in answer.content.decode()
    assert client.post(f"{INDEX}{reminder.pk}/goi/{desk.approver.pk}/").status_code == 404
    assert client.post(f"{INDEX}{reminder.pk}/goi/{desk.board.pk}/").status_code == 404
    assert client.post(f"{INDEX}{reminder.pk}/goi/{10**30}/").status_code == 404
    assert client.get(f"{INDEX}{reminder.pk}/goi/{desk.writer.pk}/").status_code == 405


def test_a_units_people_see_what_it_was_sent_and_that_is_noted_once(desk: Desk, reminder: Reminder) -> None:
    client = signed_in(desk.writer)
    address = reverse("quotas:unit", args=[desk.unit.pk])
    for _ in range(2):
        page = client.get(address)
        assert page.status_code == 200
        assert "Đơn vị còn thiếu 1 tin, bài." in page.content.decode()
    assert ReminderSighting.objects.get().user == desk.writer


def test_in_january_they_see_what_they_were_sent_of_the_december_before(desk: Desk) -> None:
    make_reminder(desk.unit, day(f"{this_month().first.year - 1}-12-01"), occasion="missed")
    page = signed_in(desk.writer).get(reverse("quotas:unit", args=[desk.unit.pk]))
    assert "Đơn vị còn thiếu 1 tin, bài." in page.content.decode()


def test_a_unit_does_not_see_what_another_was_sent(desk: Desk, reminder: Reminder) -> None:
    stranger = make_writer(make_monthly_unit())
    page = signed_in(stranger).get(reverse("quotas:mine"))
    assert page.status_code == 200
    assert "Đơn vị còn thiếu 1 tin, bài." not in page.content.decode()


def test_that_the_board_looks_at_it_is_no_sign_that_the_unit_has_seen_it(desk: Desk, reminder: Reminder) -> None:
    signed_in(desk.board).get(reverse("quotas:unit", args=[desk.unit.pk]))
    signed_in(desk.board).get(f"{INDEX}{reminder.pk}/")
    assert not ReminderSighting.objects.exists()


def test_a_reminder_of_another_unit_is_not_seen_by_ones_own_people(desk: Desk) -> None:
    other = make_reminder(make_monthly_unit())
    note_seen([other], desk.writer)
    assert not ReminderSighting.objects.exists()


def test_the_units_screen_in_the_register_tells_the_board_of_it(desk: Desk, reminder: Reminder) -> None:
    page = signed_in(desk.board).get(reverse("wagtailsnippets_units_unit:inspect", args=[desk.unit.pk]))
    assert f"{INDEX}{reminder.pk}/" in page.content.decode()


def settings_form(**fields: str) -> dict[str, str]:
    form = {
        "is_on": "on",
        "tells_missed": "on",
        "days_week": "2",
        "days_month": "10",
        "days_quarter": "14",
        "days_half_year": "30",
        "days_year": "45",
        "opens_at": "08:00",
        "closes_at": "17:00",
        "office_days-TOTAL_FORMS": "1",
        "office_days-INITIAL_FORMS": "0",
        "office_days-MIN_NUM_FORMS": "0",
        "office_days-MAX_NUM_FORMS": "1000",
        "office_days-0-day": "24/10/2026",
        "office_days-0-kind": "working",
        "office_days-0-reason": "Làm bù",
        "office_days-0-ORDER": "1",
    }
    return form | fields


def settings_address() -> str:
    return reverse("wagtailsettings:edit", args=["quotas", "remindersettings", ReminderSettings.load().pk])


def test_the_board_changes_the_settings_and_enters_days_of_the_office(desk: Desk) -> None:
    assert signed_in(desk.board).post(settings_address(), settings_form()).status_code == 302
    settings = ReminderSettings.load()
    assert settings.days_month == 10
    assert [(entered.day, entered.kind) for entered in settings.office_days.all()] == [(day("2026-10-24"), "working")]
    assert ModelLogEntry.objects.for_instance(settings).get().user == desk.board


@pytest.mark.parametrize(
    "wrong",
    [{"closes_at": "07:00"}, {"days_month": "28"}, {"days_week": "-1"}, {"opens_at": "sáng"}, {"days_year": ""}],
    ids=["closes first", "a whole month", "negative", "no time", "empty"],
)
def test_settings_that_cannot_be_are_refused_with_a_message(desk: Desk, wrong: dict[str, str]) -> None:
    answer = signed_in(desk.board).post(settings_address(), settings_form(**wrong))
    assert answer.status_code == 200
    assert ReminderSettings.load().days_month == 7


def test_a_day_of_the_office_is_entered_once(desk: Desk) -> None:
    twice = {"office_days-TOTAL_FORMS": "2", "office_days-1-day": "24/10/2026", "office_days-1-kind": "free"}
    twice |= {"office_days-1-reason": "", "office_days-1-ORDER": "2"}
    answer = signed_in(desk.board).post(settings_address(), settings_form(**twice))
    assert answer.status_code == 200
    assert not ReminderSettings.load().office_days.exists()


@pytest.mark.parametrize("role", ["writer", "approver"])
def test_people_of_units_do_not_change_the_settings(desk: Desk, role: str) -> None:
    client = signed_in(getattr(desk, role))
    assert client.post(settings_address(), settings_form()).status_code == 404
    assert ReminderSettings.load().days_month == 7


def test_a_reminder_says_when_it_was_sent_in_local_time(desk: Desk) -> None:
    reminder = make_reminder(desk.unit, sent_at=local("2026-10-26 16:30"))
    assert "16:30" in signed_in(desk.board).get(f"{INDEX}{reminder.pk}/").content.decode()
