"""What a reminder says, and how it reaches people."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from cms.outbox.delivery import deliver_waiting
from cms.outbox.models import Effect
from cms.quotas.figures import Cell, CellState
from cms.quotas.models import Occasion, Reminder
from cms.quotas.periods import Period, PeriodKind
from cms.quotas.reminders.finding import Due
from cms.quotas.reminders.wording import wording_for
from tests.factories.news import Desk
from tests.factories.publications import publish
from tests.factories.reminders import day, make_monthly_unit, run
from tests.factories.units import UserFactory, make_approver, make_writer

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = (Period(dt.date(2026, month, 1), PeriodKind.MONTH) for month in (10, 11))


def due(occasion: Occasion = Occasion.DUE_SOON, **fields: object) -> Due:
    state = CellState.DUE if occasion == Occasion.DUE_SOON else CellState.MISSED
    cell = Cell(OCTOBER, owed=3, published=1, state=state)
    return Due(7, "LĐLĐ thành phố A", occasion, cell, **fields)  # type: ignore[arg-type]


def test_before_the_end_it_says_what_is_wanting_until_when_and_where_to_write() -> None:
    message = wording_for(due(), dt.date(2026, 10, 26)).message
    for told in ("LĐLĐ thành phố A", OCTOBER.label, "1", "3", "2", "31/10/2026", "5", "/admin/tin/viet/"):
        assert told in message
    assert "/admin/chi-tieu/7/" in message


def test_on_the_last_day_it_says_so() -> None:
    in_five, in_one, today = (
        wording_for(due(), dt.date(2026, 10, date)).message.split("\n\n")[1] for date in (26, 30, 31)
    )
    assert "5" in in_five.rpartition(".")[0].rpartition(".")[2]
    assert "1" in in_one.rpartition(".")[0].rpartition(".")[2]
    assert not any(letter.isdigit() for letter in today.rpartition(".")[0].rpartition(".")[2])


def test_a_unit_without_any_item_reads_a_sentence_and_no_zero() -> None:
    cell = Cell(OCTOBER, owed=1, published=0, state=CellState.DUE)
    before = wording_for(Due(7, "LĐLĐ", Occasion.DUE_SOON, cell), dt.date(2026, 10, 26)).message
    after = wording_for(Due(7, "LĐLĐ", Occasion.MISSED, cell), dt.date(2026, 11, 2)).message
    for message in (before, after):
        assert " 0 " not in message
        assert OCTOBER.label in message


def test_after_the_end_it_says_what_goes_on_now() -> None:
    now = Cell(NOVEMBER, owed=1, published=0, state=CellState.DUE)
    message = wording_for(due(Occasion.MISSED, next_cell=now), dt.date(2026, 11, 2)).message
    for told in (OCTOBER.label, NOVEMBER.label, "30/11/2026"):
        assert told in message
    assert NOVEMBER.label not in wording_for(due(Occasion.MISSED), dt.date(2026, 11, 2)).message


def test_items_on_their_way_are_told_of(desk: Desk) -> None:
    publish(desk.unit, on=day("2026-03-01"))
    desk.submitted()
    desk.at_board()
    desk.draft()
    run("2026-12-28 09:00")
    with_two, with_none = (wording_for(due(under_way=count), dt.date(2026, 10, 26)).message for count in (2, 0))
    [extra] = set(with_two.split("\n\n")) - set(with_none.split("\n\n"))
    assert extra in Reminder.objects.get(unit=desk.unit).message


def test_the_mail_greets_the_person_and_carries_the_message(portal: None) -> None:
    unit = make_monthly_unit()
    publish(unit, on=day("2026-09-05"))
    writer, approver = make_writer(unit), make_approver(unit)
    make_writer(unit, user=UserFactory(email=""))
    run("2026-10-26 08:00")
    deliver_waiting()
    reminder = Reminder.objects.get()
    assert {message.to[0] for message in mail.outbox} == {writer.email, approver.email}
    sent = next(message for message in mail.outbox if message.to == [writer.email])
    assert sent.subject == reminder.subject
    assert str(writer) in sent.body
    assert reminder.message in sent.body
    [(html, kind)] = sent.alternatives
    assert kind == "text/html"
    assert "/admin/tin/viet/" in html
    assert f"/admin/chi-tieu/{unit.pk}/" in html


def test_the_board_gets_its_digest_by_mail(portal: None) -> None:
    member = UserFactory(board=True)
    unit = make_monthly_unit()
    publish(unit, on=day("2026-09-05"))
    run("2026-10-26 08:00")
    deliver_waiting()
    [message] = mail.outbox
    assert message.to == [member.email]
    assert str(unit) in message.body


def test_who_has_left_by_the_time_of_delivery_gets_nothing(portal: None) -> None:
    unit = make_monthly_unit()
    publish(unit, on=day("2026-09-05"))
    writer = make_writer(unit)
    run("2026-10-26 08:00")
    writer.is_active = False
    writer.save()
    deliver_waiting()
    assert mail.outbox == []
    assert Effect.objects.get().note != ""


def test_what_waits_in_the_outbox_names_nobody(portal: None) -> None:
    unit = make_monthly_unit()
    publish(unit, on=day("2026-09-05"))
    make_writer(unit)
    run("2026-10-26 08:00")
    assert {key for effect in Effect.objects.all() for key in effect.payload} == {"reminder", "to"}
