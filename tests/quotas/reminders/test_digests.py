"""The board is told once a day what went out, and whom nobody reaches by mail."""

from __future__ import annotations

import pytest

from cms.outbox.models import Effect
from cms.quotas.models import ReminderDigest
from cms.quotas.reminders import digests
from cms.quotas.reminders.digests import digest_mail, groups_of
from cms.units.models import Unit
from tests.factories.publications import publish
from tests.factories.reminders import day, local, make_monthly_unit, make_reminder, run, set_up
from tests.factories.units import UserFactory, make_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(portal: None) -> Unit:
    unit = make_monthly_unit()
    publish(unit, on=day("2026-09-05"))
    return unit


def test_each_member_of_the_board_gets_one_mail_on_a_day_on_which_something_went_out(unit: Unit) -> None:
    members = {UserFactory(board=True).pk, UserFactory(board=True).pk}
    make_writer(unit)
    for moment in ("2026-10-26 08:00", "2026-10-26 08:05", "2026-10-27 08:00"):
        run(moment)
    mails = Effect.objects.filter(kind=digests.MAIL)
    assert {mail.payload["to"] for mail in mails} == members
    assert mails.count() == 2
    assert ReminderDigest.objects.get().local_date == day("2026-10-26")


def test_nothing_is_told_when_nothing_went_out(unit: Unit) -> None:
    run("2026-10-21 08:00")
    assert not ReminderDigest.objects.exists()


def test_what_goes_out_later_on_the_day_is_told_on_the_next_day_of_work(unit: Unit) -> None:
    run("2026-10-30 08:00")
    later = make_reminder(make_monthly_unit("LĐLĐ huyện B"), sent_at=local("2026-10-30 15:00"))
    assert digests.send_digest(local("2026-10-30 15:00")) == 0
    assert digests.send_digest(local("2026-10-31 08:00")) == 0
    assert digests.send_digest(local("2026-11-02 08:00")) == 1
    latest = ReminderDigest.objects.get(local_date=day("2026-11-02"))
    assert list(latest.covered()) == [later]


def test_no_digest_goes_out_outside_the_hours_of_the_office(unit: Unit) -> None:
    make_reminder(unit)
    assert [digests.send_digest(local(f"2026-10-{moment}")) for moment in ("26 07:59", "26 17:00", "25 09:00")] == [
        0,
        0,
        0,
    ]


def test_what_went_out_is_told_even_if_the_board_then_turns_reminders_off(unit: Unit) -> None:
    make_reminder(unit)
    set_up(is_on=False)
    assert digests.send_digest(local("2026-10-26 09:00")) == 1


def test_it_names_the_units_by_what_they_were_reminded_of_and_those_that_nobody_reaches(unit: Unit) -> None:
    make_writer(unit)
    alone = make_monthly_unit("LĐLĐ huyện Không Thư")
    run("2026-10-26 08:00")
    digest = ReminderDigest.objects.get()
    by_period = {group.heading: (group.mailed, group.to_tell) for group in groups_of(digest)}
    [(mailed, to_tell)] = by_period.values()
    assert (mailed, to_tell) == ([str(unit)], [str(alone)])
    mail = digest_mail(digest)
    for text in (mail["text"], mail["html"]):
        assert str(unit) in text
        assert str(alone) in text
        assert "/admin/chi-tieu/nhac-nho/" in text


def test_reminders_of_two_occasions_stand_apart(unit: Unit) -> None:
    make_reminder(unit)
    make_reminder(make_monthly_unit("LĐLĐ huyện B"), day("2026-09-01"), occasion="missed")
    digests.send_digest(local("2026-10-26 09:00"))
    assert [group.to_tell for group in groups_of(ReminderDigest.objects.get())] == [
        ["LĐLĐ thành phố A"],
        ["LĐLĐ huyện B"],
    ]


def test_a_name_is_no_markup_in_a_mail(unit: Unit) -> None:
    make_reminder(unit, unit_name="LĐLĐ <b>A</b>")
    digests.send_digest(local("2026-10-26 09:00"))
    mail = digest_mail(ReminderDigest.objects.get())
    assert "<b>A</b>" not in mail["html"]
    assert "<b>A</b>" in mail["text"]
