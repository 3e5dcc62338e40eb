"""Units that are behind are reminded, each of an occasion once, and nobody else is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.outbox.models import Effect
from cms.quotas.models import CountingDay, Occasion, Reminder, ReminderRecipient, ReminderRefused
from cms.quotas.periods import PeriodKind
from cms.quotas.reminders import sending
from cms.units.models import Unit, UnitKind
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.quotas import forget_rules, make_rule
from tests.factories.reminders import day, enter_day, local, make_monthly_unit, run, set_up
from tests.factories.units import UserFactory, make_approver, make_unit, make_writer
from tests.units.acting import Office

pytestmark = pytest.mark.django_db
# 23 October 2026 is a Friday, so 26 October is the first day of work in the last week of the month.
MET = [day(f"2026-{month:02}-05") for month in range(1, 10)]


@pytest.fixture
def unit(portal: None) -> Unit:
    """A unit that met every month up to September 2026."""
    unit = make_monthly_unit()
    for met in MET:
        publish(unit, on=met)
    return unit


def sent(unit: Unit) -> list[tuple[str, str]]:
    rows = Reminder.objects.filter(unit=unit).order_by("pk")
    return [(reminder.occasion, reminder.period.first.isoformat()) for reminder in rows]


def test_a_unit_that_is_behind_is_reminded_seven_days_before_the_month_ends(unit: Unit) -> None:
    assert run("2026-10-23 09:00") == 0
    assert run("2026-10-26 08:00") == 1
    reminder = Reminder.objects.get()
    assert (reminder.unit, reminder.occasion, reminder.period_first) == (unit, "due_soon", day("2026-10-01"))
    assert (reminder.owed, reminder.published) == (1, 0)
    assert reminder.local_date == day("2026-10-26")


def test_it_is_reminded_once_however_often_it_runs(unit: Unit) -> None:
    runs = ["2026-10-26 08:00", "2026-10-26 08:00", "2026-10-26 08:05", "2026-10-27 08:00", "2026-10-30 16:59"]
    assert [run(moment) for moment in runs] == [1, 0, 0, 0, 0]
    assert sent(unit) == [("due_soon", "2026-10-01")]


def test_after_a_missed_month_it_is_reminded_once_more(unit: Unit) -> None:
    run("2026-10-26 08:00")
    assert run("2026-11-02 08:00") == 1
    assert [run(moment) for moment in ("2026-11-03 08:00", "2026-11-10 08:00")] == [0, 0]
    assert sent(unit) == [("due_soon", "2026-10-01"), ("missed", "2026-10-01")]


def test_a_unit_that_met_it_an_hour_before_is_left_in_peace(unit: Unit) -> None:
    publish(unit, at=local("2026-10-26 07:00"))
    assert run("2026-10-26 08:00") == 0


def test_an_item_of_another_unit_or_reposted_or_not_counting_does_not_keep_the_reminder_off(unit: Unit) -> None:
    publish(make_unit("Ban Tuyên giáo", kind=UnitKind.DEPARTMENT), on=day("2026-10-05"))
    publish(unit, on=day("2026-10-05"), origin="reposted")
    publish(unit, on=day("2026-10-06"), counts=False)
    assert run("2026-10-26 08:00") == 1


def test_nothing_goes_out_outside_the_hours_of_the_office(unit: Unit) -> None:
    for moment in ("2026-10-26 07:59", "2026-10-26 17:00", "2026-10-26 23:59", "2026-10-26 00:00"):
        assert run(moment) == 0
    assert run("2026-10-26 16:59") == 1


def test_a_day_begins_and_ends_at_local_midnight(unit: Unit) -> None:
    """The month is not over before midnight in Việt Nam, whatever the time in Greenwich."""
    set_up(opens_at="00:00", closes_at="23:59:59.999", days_month=0)
    enter_day("2026-10-31", "working")
    enter_day("2026-11-01", "working")
    assert run("2026-10-31 23:59:59") == 0
    assert run("2026-11-01 00:00:00") == 1
    assert Reminder.objects.get().local_date == day("2026-11-01")


def test_a_reminder_due_on_a_weekend_goes_on_the_next_day_of_work(unit: Unit) -> None:
    assert [run(f"2026-10-{date} 09:00") for date in ("24", "25")] == [0, 0]
    assert run("2026-10-26 09:00") == 1


def test_a_reminder_due_at_tet_goes_after_tet_as_long_as_the_period_lasts(portal: None) -> None:
    unit = make_monthly_unit()
    publish(unit, on=day("2026-01-05"))
    set_up(days_month=12)
    assert [run(f"2026-02-{date} 09:00") for date in (16, 17, 18, 19, 20, 21, 22)] == [0] * 7
    assert run("2026-02-23 09:00") == 1
    assert sent(unit) == [("due_soon", "2026-02-01")]


def test_a_reminder_whose_days_were_all_free_is_not_sent_when_the_period_is_over(portal: None) -> None:
    unit = make_monthly_unit()
    set_up(days_month=1, tells_missed=False)
    assert [run(f"2026-{moment} 09:00") for moment in ("02-27", "02-28", "03-01", "03-02")] == [1, 0, 0, 0]
    assert [run(f"2026-{moment} 09:00") for moment in ("05-30", "05-31", "06-01")] == [0, 0, 0]
    assert sent(unit) == [("due_soon", "2026-02-01")]


def test_a_free_day_of_the_office_moves_the_reminder_too(unit: Unit) -> None:
    enter_day("2026-10-26", "free")
    assert [run(f"2026-10-{date} 09:00") for date in ("26", "27")] == [0, 1]


def test_settings_say_when_and_whether(unit: Unit) -> None:
    set_up(days_month=10)
    assert run("2026-10-21 09:00") == 1
    set_up(days_month=20)
    assert run("2026-10-22 09:00") == 0
    set_up(tells_missed=False)
    assert run("2026-11-02 09:00") == 0
    set_up(tells_missed=True, is_on=False)
    assert run("2026-11-02 09:00") == 0
    set_up(is_on=True)
    assert run("2026-11-02 09:00") == 1


def test_old_debts_do_not_flood_a_portal_that_was_installed_within_the_year(portal: None) -> None:
    unit = make_monthly_unit()
    moments = ["2026-08-03 08:00", "2026-08-03 08:05", "2026-08-04 08:00", "2026-08-10 08:00", "2026-08-21 08:00"]
    assert [run(moment) for moment in moments] == [1, 0, 0, 0, 0]
    assert sent(unit) == [("missed", "2026-07-01")]


def test_a_unit_hears_of_one_thing_a_day_what_can_still_be_met_first(portal: None) -> None:
    unit = make_monthly_unit()
    assert [run(moment) for moment in ("2026-08-25 08:00", "2026-08-25 09:00", "2026-08-26 08:00")] == [1, 0, 1]
    assert sent(unit) == [("due_soon", "2026-08-01"), ("missed", "2026-07-01")]


def test_a_debt_of_the_year_before_is_told_in_january(portal: None) -> None:
    unit = make_monthly_unit()
    assert run("2027-01-04 08:00") == 1
    assert sent(unit) == [("missed", "2026-12-01")]


def test_who_owes_nothing_is_never_reminded(desk: Desk) -> None:
    forget_rules()
    make_unit("Ban Tuyên giáo", kind=UnitKind.DEPARTMENT)
    assert [run(moment) for moment in ("2026-06-22 08:00", "2026-07-01 08:00", "2026-12-28 08:00")] == [0, 0, 0]


def test_the_half_year_of_a_grassroots_unit_ends_with_a_reminder_a_month_before(desk: Desk) -> None:
    publish(desk.unit, on=day("2025-12-05"))
    assert [run(moment) for moment in ("2026-05-29 09:00", "2026-06-01 09:00")] == [0, 1]
    assert sent(desk.unit) == [("due_soon", "2026-01-01")]


def test_a_week_that_is_asked_for_is_told_of_each_week_anew(portal: None) -> None:
    forget_rules()
    make_rule(kind=UnitKind.INTERMEDIATE, period=PeriodKind.WEEK)
    unit = make_monthly_unit()
    publish(unit, on=day("2026-10-12"))
    moments = ["2026-10-22 09:00", "2026-10-23 09:00", "2026-10-26 09:00", "2026-10-30 09:00", "2026-11-02 09:00"]
    assert [run(moment) for moment in moments] == [0, 1, 1, 1, 1]
    assert [occasion for occasion, _first in sent(unit)] == ["due_soon", "missed", "due_soon", "missed"]


def test_a_dissolved_unit_is_not_reminded_of_what_it_missed(unit: Unit) -> None:
    Office().dissolve(unit, day=day("2026-11-01"))
    assert run("2026-11-02 08:00") == 0


def test_of_units_that_merge_within_the_month_only_the_one_that_lives_on_is_reminded(unit: Unit) -> None:
    other = make_monthly_unit("LĐLĐ huyện B")
    publish(other, on=day("2026-09-05"))
    Office().merge([unit, other], into=other, day=day("2026-10-28"))
    assert run("2026-10-26 08:00") == 1
    assert run("2026-11-02 08:00") == 1
    assert (sent(unit), len(sent(other))) == ([], 2)


def test_a_unit_that_was_founded_within_the_month_does_not_owe_it(portal: None) -> None:
    make_monthly_unit(on=day("2026-10-02"))
    assert [run(moment) for moment in ("2026-10-26 08:00", "2026-11-02 08:00", "2026-11-23 08:00")] == [0, 0, 1]


def test_a_late_item_that_counts_by_the_day_of_approval_takes_the_debt_away(portal: None) -> None:
    forget_rules()
    make_rule(kind=UnitKind.INTERMEDIATE, period=PeriodKind.MONTH, counting_day=CountingDay.APPROVAL)
    unit = make_monthly_unit()
    publish(unit, on=day("2026-11-02"), approved_on=day("2026-10-30"))
    assert run("2026-11-02 09:00") == 0


def test_a_month_in_which_nothing_is_wanting_any_more_but_an_item_is_withdrawn_is_told_then(unit: Unit) -> None:
    publication = publish(unit, on=day("2026-10-05"))
    assert run("2026-10-26 08:00") == 0
    publication.withdraw(by=UserFactory(board=True), reason="Sai sự thật")
    assert run("2026-10-26 08:05") == 1


def test_writers_and_own_approvers_are_told_by_mail_if_they_have_an_address(unit: Unit) -> None:
    writer, approver = make_writer(unit), make_approver(unit)
    without = make_writer(unit, user=UserFactory(email=""))
    gone = make_writer(unit, valid_to=day("2026-10-01"))
    make_writer(make_unit("Ban Tuyên giáo", kind=UnitKind.DEPARTMENT))
    run("2026-10-26 08:00")
    told = {row.user: row.by_mail for row in ReminderRecipient.objects.all()}
    assert told == {writer: True, approver: True, without: False}
    assert gone not in told
    assert {effect.payload["to"] for effect in Effect.objects.filter(kind=sending.MAIL)} == {writer.pk, approver.pk}


def test_a_unit_without_people_is_reminded_on_paper_for_the_board_to_tell_it(unit: Unit) -> None:
    assert run("2026-10-26 08:00") == 1
    reminder = Reminder.objects.get()
    assert not reminder.by_mail
    assert not reminder.recipients.exists()


def test_one_unit_that_cannot_be_reminded_stops_no_other(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_monthly_unit("LĐLĐ huyện B")
    real = sending.wording_for

    def failing(due: sending.Due, on: dt.date) -> object:
        if due.unit_id == unit.pk:
            raise RuntimeError("the words are missing")
        return real(due, on)

    monkeypatch.setattr(sending, "wording_for", failing)
    assert run("2026-10-26 08:00") == 1
    assert set(Reminder.objects.values_list("unit", flat=True)) == {other.pk}
    monkeypatch.setattr(sending, "wording_for", real)
    assert run("2026-10-26 08:05") == 1
    assert Reminder.objects.count() == 2


def test_the_database_refuses_a_second_reminder_of_an_occasion_and_one_without_a_debt(unit: Unit) -> None:
    run("2026-10-26 08:00")
    first = Reminder.objects.values().get()
    for changed in (
        {"local_date": day("2026-10-27")},
        {"occasion": Occasion.MISSED},
        {"local_date": day("2026-10-28"), "occasion": Occasion.MISSED, "published": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(**(first | {"id": None} | changed))


def test_what_was_sent_is_neither_changed_nor_deleted(unit: Unit) -> None:
    run("2026-10-26 08:00")
    reminder = Reminder.objects.get()
    reminder.message = "Khác"
    with pytest.raises(ReminderRefused):
        reminder.save()
    with pytest.raises(ReminderRefused):
        reminder.delete()
    with pytest.raises(ReminderRefused):
        Reminder.objects.update(message="Khác")


def statements_for(units: int) -> int:
    """How many statements a run takes that finds nothing new among so many units."""
    for number in range(units):
        make_writer(make_monthly_unit(f"LĐLĐ huyện {number} trong {units}"))
    run("2026-10-26 08:00")
    with CaptureQueriesContext(connection) as captured:
        assert run("2026-10-26 08:05") == 0
    return len(captured)


def test_finding_takes_as_many_statements_for_many_units_as_for_few(portal: None) -> None:
    assert statements_for(2) == statements_for(12)
