"""The rules of moderation, as its acts enforce them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from cms.news import moderation
from cms.news.models import Approval, NewsPage, State
from cms.news.refusals import ActRefused, ChangedMeanwhile, Incomplete, NotVetted
from cms.units.days import today
from cms.units.models import Membership, PublicationUnit, Role, UnitKind, UnitVersion
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import UserFactory, add_member, make_approver, make_unit, make_writer


def digest(page: NewsPage) -> str:
    return current(page).latest.digest


# Who approves


def test_nobody_approves_what_they_wrote(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, user=desk.writer)
    page = desk.submitted()
    with pytest.raises(ActRefused):
        approve(page, by=desk.writer)


def test_nobody_approves_what_they_submitted_for_another(desk: Desk) -> None:
    make_approver(desk.unit)
    page = submit(desk.draft(), by=desk.approver)
    with pytest.raises(ActRefused):
        approve(page, by=desk.approver)


def test_submitting_is_refused_where_nobody_else_could_approve(portal: None) -> None:
    unit = make_unit()
    writer = make_writer(unit)
    page = Desk.draft(type("Solo", (), {"unit": unit, "writer": writer})())
    with pytest.raises(ActRefused):
        submit(page, by=writer)
    assert current(page).state == State.DRAFT


def test_who_only_saved_without_a_change_has_not_written(desk: Desk) -> None:
    page = desk.draft()
    change(page, by=desk.approver)
    page = submit(page, by=desk.writer)
    assert approve(page, by=desk.approver).state == State.AT_BOARD


def test_an_approver_mends_a_slip_and_approves(desk: Desk) -> None:
    page = desk.submitted()
    page = change(page, by=desk.approver, title="Tít đã sửa lỗi chính tả")
    page = approve(page, by=desk.approver)
    assert page.approvals.of_unit().get().content["title"] == "Tít đã sửa lỗi chính tả"


def test_the_board_does_not_approve_for_a_unit(desk: Desk) -> None:
    with pytest.raises(ActRefused):
        approve(desk.submitted(), by=desk.board)


def test_another_units_approver_does_not_approve(desk: Desk) -> None:
    stranger = make_approver(make_unit("Công đoàn cơ sở B"))
    with pytest.raises(ActRefused):
        approve(desk.submitted(), by=stranger)


def test_a_unit_does_not_publish(desk: Desk) -> None:
    with pytest.raises(ActRefused):
        publish(desk.at_board(), by=desk.approver)


def test_a_superuser_approves_nothing(desk: Desk) -> None:
    root = UserFactory(is_superuser=True, is_staff=True)
    with pytest.raises(ActRefused):
        approve(desk.submitted(), by=root)
    with pytest.raises(ActRefused):
        publish(desk.at_board(), by=root)


def test_a_board_member_does_not_give_the_final_approval_to_their_own_text(portal: None) -> None:
    unit = make_unit("Ban Biên tập tỉnh", kind=UnitKind.BOARD)
    board = Desk(unit)
    author = add_member(unit, Role.WRITER, user=board.board)
    board.writer = author
    page = approve(submit(board.draft(), by=author), by=board.approver)
    with pytest.raises(ActRefused):
        publish(page, by=author)
    assert publish(page, by=board.other_board).state == State.PUBLISHED


def test_a_role_that_ends_between_opening_and_clicking_approves_nothing(desk: Desk) -> None:
    page = desk.submitted()
    seen = digest(page)
    Membership.objects.filter(user=desk.approver).update(valid_to=today())
    with pytest.raises(ActRefused):
        moderation.approve_for_unit(page, by=desk.approver, digest=seen)


def test_a_unit_dissolved_meanwhile_approves_nothing(desk: Desk) -> None:
    page = desk.submitted()
    UnitVersion.objects.filter(unit=desk.unit).update(valid_to=today())
    with pytest.raises(ActRefused):
        approve(page, by=desk.approver)


def test_what_a_unit_vetted_while_it_lived_is_published_for_it_under_its_last_name(desk: Desk) -> None:
    page = desk.at_board()
    UnitVersion.objects.filter(unit=desk.unit).update(valid_to=today())
    publish(page, by=desk.board)
    recorded = PublicationUnit.objects.get(unit=desk.unit)
    assert recorded.name == "Công đoàn cơ sở Trường A"
    assert recorded.kind_code == "grassroots"


# What an approval is of


def test_an_approval_is_of_the_content_that_was_seen(desk: Desk) -> None:
    page = desk.submitted()
    seen = digest(page)
    change(page, by=make_approver(desk.unit), title="Khác đi")
    with pytest.raises(ChangedMeanwhile):
        moderation.approve_for_unit(page, by=desk.approver, digest=seen)


def test_the_boards_own_edits_need_no_second_vetting(desk: Desk) -> None:
    page = change(desk.at_board(), by=desk.board, lead="Sa-pô của Ban Biên tập")
    assert publish(page, by=desk.other_board).state == State.PUBLISHED


def test_a_writer_changes_nothing_while_the_board_edits(desk: Desk) -> None:
    page = desk.at_board()
    with pytest.raises(ActRefused):
        change(page, by=desk.writer, title="Lén sửa")
    assert current(page).latest.title != "Lén sửa"


def test_a_change_by_a_program_during_the_boards_stage_is_not_published(desk: Desk) -> None:
    page = change(desk.at_board(), by=None, title="Chương trình sửa")
    with pytest.raises(NotVetted):
        publish(page, by=desk.board)
    assert current(page).state == State.AT_BOARD


def test_a_returned_item_passes_the_unit_again(desk: Desk) -> None:
    page = desk.at_board()
    moderation.send_back(page, by=desk.board, reason="Thiếu số liệu")
    page = change(page, by=desk.writer, title="Bổ sung số liệu")
    page = submit(page, by=desk.writer)
    assert page.state == State.AT_UNIT


def test_a_deleted_caption_stops_an_approval(desk: Desk) -> None:
    page = desk.submitted()
    latest = page.latest
    uses = list(latest.photos.all())
    uses[0].caption = ""
    latest.photos = uses
    latest.save_revision(user=desk.approver, clean=False)
    with pytest.raises(Incomplete):
        approve(page, by=desk.approver)


def test_evidence_is_neither_changed_nor_deleted(desk: Desk) -> None:
    approval = desk.at_board().approvals.get()
    approval.name = "Người khác"
    for attempt in (approval.save, approval.delete, Approval.objects.all().delete):
        with pytest.raises(ActRefused):
            attempt()
    with pytest.raises(ActRefused):
        Approval.objects.update(name="Người khác")


def test_an_approval_of_a_tampered_content_shows_nothing(desk: Desk, client: Client) -> None:
    page = desk.published()
    approval = page.release.approval
    models.QuerySet(Approval).filter(pk=approval.pk).update(content=approval.content | {"title": "Chưa ai duyệt"})
    assert client.get(page.url).status_code == 404


# Returning, recalling, setting aside, scheduling


def test_a_writer_takes_an_item_back_before_it_is_vetted(desk: Desk) -> None:
    page = desk.submitted()
    moderation.recall(page, by=desk.writer)
    assert current(page).state == State.DRAFT
    with pytest.raises(ActRefused):
        moderation.recall(desk.at_board(title="Tin khác"), by=desk.writer)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_without_a_reason_is_refused(desk: Desk, reason: str) -> None:
    page = desk.submitted()
    with pytest.raises(ActRefused):
        moderation.send_back(page, by=desk.approver, reason=reason)


def test_an_item_that_is_not_used_is_final(desk: Desk) -> None:
    page = desk.at_board()
    moderation.set_aside(page, by=desk.board, reason="Trùng tin")
    page = current(page)
    assert page.state == State.NOT_USED
    with pytest.raises(ActRefused):
        change(page, by=desk.writer, title="Viết lại")
    with pytest.raises(ActRefused):
        submit(page, by=desk.writer)


def test_a_scheduled_item_is_published_at_its_time_and_not_before(desk: Desk, client: Client) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    page = publish(desk.at_board(), by=desk.board, publish_at=soon)
    assert page.state == State.SCHEDULED
    call_command("run_due")
    assert client.get(page.url).status_code == 404
    moderation.publish_due(page, now=soon + dt.timedelta(minutes=1))
    assert client.get(page.url).status_code == 200
    assert not moderation.publish_due(page, now=soon + dt.timedelta(minutes=2))


def test_a_cancelled_schedule_gives_the_item_back_to_the_board(desk: Desk) -> None:
    page = publish(desk.at_board(), by=desk.board, publish_at=timezone.now() + dt.timedelta(hours=1))
    moderation.unschedule(page, by=desk.other_board)
    page = current(page)
    assert page.state == State.AT_BOARD
    assert publish(page, by=desk.other_board).state == State.PUBLISHED


def test_a_time_that_has_passed_is_refused(desk: Desk) -> None:
    with pytest.raises(ActRefused):
        publish(desk.at_board(), by=desk.board, publish_at=timezone.now() - dt.timedelta(minutes=1))


def test_one_scheduled_item_that_is_refused_stops_no_other(desk: Desk, client: Client) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    bad = publish(desk.at_board(title="Bị đổi"), by=desk.board, publish_at=soon)
    good = publish(desk.at_board(title="Bình thường"), by=desk.board, publish_at=soon)
    change(bad, by=None, title="Bị chương trình đổi")
    past = timezone.now() - dt.timedelta(minutes=1)
    models.QuerySet(Approval).filter(stage="board").update(publish_at=past)
    call_command("run_due")
    assert current(good).state == State.PUBLISHED
    assert current(bad).state == State.RETURNED
