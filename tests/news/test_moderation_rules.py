"""The rules of moderation, as its acts enforce them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from cms.news import moderation
from cms.news.models import Approval, ItemPhoto, NewsPage, Release, State
from cms.news.refusals import ActRefused, ChangedMeanwhile, Incomplete, NotVetted
from cms.photos.models import Photo, Reach
from cms.units.days import today
from cms.units.models import Membership, Publication, PublicationRefused, Role, UnitKind, UnitVersion
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.photos import PhotoFactory
from tests.factories.units import LONG_AGO, UserFactory, add_member, make_approver, make_unit, make_writer


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


def test_a_unit_dissolved_meanwhile_publishes_nothing(desk: Desk) -> None:
    page = desk.at_board()
    UnitVersion.objects.filter(unit=desk.unit).update(valid_to=today())
    with pytest.raises(ActRefused):
        publish(page, by=desk.board)


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


# What happens after publication


def test_the_board_mends_a_typo_in_a_live_item_in_one_act(desk: Desk, client: Client) -> None:
    page = desk.published(title="Lỗi chính tả")
    page = change(page, by=desk.board, title="Đã sửa chính tả")
    assert "Lỗi chính tả" in client.get(page.url).content.decode()
    moderation.correct(page, by=desk.board, digest=digest(page))
    assert "Đã sửa chính tả" in client.get(page.url).content.decode()


def test_a_correction_leaves_the_publication_as_it_was(desk: Desk) -> None:
    page = desk.published(title="Bản đầu")
    before = Publication.objects.values().get()
    page = change(page, by=desk.board, title="Bản sửa")
    moderation.correct(page, by=desk.board, digest=digest(page))
    assert Publication.objects.values().get() == before


def test_a_change_proposed_by_the_unit_passes_both_stages_while_readers_see_the_old(desk: Desk, client: Client) -> None:
    page = change(desk.published(title="Bản đầu"), by=desk.writer, title="Bản đề nghị")
    with pytest.raises(ActRefused):
        moderation.correct(page, by=desk.board, digest=digest(page))
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    assert "Bản đầu" in client.get(page.url).content.decode()
    page = publish(page, by=desk.board)
    assert "Bản đề nghị" in client.get(page.url).content.decode()
    assert Publication.objects.count() == 1


def test_a_proposal_that_is_written_back_as_it_was_is_none(desk: Desk) -> None:
    page = desk.published(title="Bản đầu")
    assert change(page, by=desk.writer, title="Bản đề nghị").state == State.DRAFT
    assert change(page, by=desk.writer, title="Bản đầu").state == State.PUBLISHED


def test_an_unchanged_save_of_a_live_item_loses_nothing(desk: Desk, client: Client) -> None:
    page = change(desk.published(), by=desk.writer)
    assert page.state == State.PUBLISHED
    assert client.get(page.url).status_code == 200


def test_a_hidden_item_is_nowhere_and_comes_back_as_it_was(desk: Desk, client: Client) -> None:
    page = desk.published(title="Đang kiểm tra")
    photo = page.release.photo
    moderation.hide(page, by=desk.board, reason="Kiểm tra số liệu")
    assert client.get(page.url).status_code == 404
    assert "Đang kiểm tra" not in client.get("/").content.decode()
    assert not Photo.objects.get(pk=photo.pk).is_public
    assert not NewsPage.objects.public().exists()
    moderation.show(page, by=desk.board)
    assert client.get(page.url).status_code == 200
    assert Photo.objects.get(pk=photo.pk).is_public
    assert Publication.objects.count() == 1


def test_a_withdrawn_item_never_comes_back(desk: Desk, client: Client) -> None:
    page = desk.published()
    moderation.withdraw(page, by=desk.board, reason="Sai sự thật")
    page = current(page)
    assert client.get(page.url).status_code == 404
    assert page.state == State.WITHDRAWN
    for attempt in (moderation.show, moderation.unschedule):
        with pytest.raises((ActRefused, PublicationRefused)):
            attempt(page, by=desk.board)
    with pytest.raises(ActRefused):
        change(page, by=desk.writer, title="Viết lại")


@pytest.mark.parametrize("act", [moderation.hide, moderation.withdraw])
def test_only_the_board_takes_an_item_off_the_portal(desk: Desk, act) -> None:
    page = desk.published()
    for person in (desk.writer, desk.approver, UserFactory(is_superuser=True)):
        with pytest.raises(ActRefused):
            act(page, by=person, reason="Không thích")


def test_a_photo_stays_public_while_another_item_shows_it(desk: Desk) -> None:
    first, second = desk.published(), desk.at_board(title="Tin thứ hai")
    latest = second.latest
    latest.photos = [ItemPhoto(photo=first.release.photo, caption="Dùng lại ảnh")]
    latest.save_revision(user=desk.board, clean=False)
    publish(second, by=desk.other_board)
    moderation.hide(first, by=desk.board, reason="Kiểm tra")
    assert Photo.objects.get(pk=first.release.photo_id).is_public


def test_a_photo_reaches_the_board_only_with_the_units_approval(desk: Desk) -> None:
    page = desk.submitted()
    photo = Photo.objects.get(pk=page.photos.get().photo_id)
    assert photo.reach == Reach.SUBMITTED
    approve(page, by=desk.approver)
    photo.refresh_from_db()
    assert photo.reach == Reach.BOARD


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


# The publication record


def test_an_item_has_one_publication_whatever_happens_to_it(desk: Desk) -> None:
    page = desk.published()
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(
            item_key=page.translation_key,
            headline="x",
            address="/",
            published_at=timezone.now(),
            local_date=today(),
            unit_approved_on=today(),
            content={},
            digest="",
        )


def test_the_publication_record_is_not_edited(desk: Desk) -> None:
    desk.published()
    publication = Publication.objects.get()
    publication.headline = "Khác"
    for attempt in (publication.save, publication.delete, Publication.objects.all().delete):
        with pytest.raises(PublicationRefused):
            attempt()
    with pytest.raises(PublicationRefused):
        Publication.objects.update(headline="Khác")


def test_a_publication_keeps_the_name_that_a_unit_had_on_the_day(desk: Desk) -> None:
    desk.published()
    UnitVersion.objects.filter(unit=desk.unit).update(name="Tên mới")
    assert Publication.objects.get().units.get().name == "Công đoàn cơ sở Trường A"


def test_a_reposted_item_counts_for_no_quota(desk: Desk) -> None:
    page = change(
        desk.at_board(), by=desk.board, origin="reposted", source_name="Báo Lao Động", source_permission="Thư ngày 1/1"
    )
    publish(page, by=desk.other_board)
    assert not Publication.objects.get().units.get().counts


def test_the_database_lets_no_item_be_live_without_a_release(desk: Desk) -> None:
    page = desk.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.objects.filter(pk=page.pk).update(live=True)
    published = desk.published(title="Đã duyệt")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.objects.filter(pk=published.pk).update(title="Chưa duyệt")


def test_what_readers_see_is_the_approved_content_whatever_the_page_says(desk: Desk, client: Client) -> None:
    page = desk.published()
    ItemPhoto.objects.filter(page=page).update(caption="Chú thích chưa duyệt")
    models.QuerySet(NewsPage).filter(pk=page.pk).update(lead="Sa-pô chưa duyệt")
    shown = client.get(page.url).content.decode()
    assert "chưa duyệt" not in shown
    assert Release.objects.public().count() == 1


def test_a_draft_that_was_never_submitted_can_be_deleted_and_nothing_else(desk: Desk) -> None:
    desk.draft().delete()
    page = desk.submitted(title="Đã gửi")
    with pytest.raises(ActRefused):
        page.delete()
    assert today() > LONG_AGO
    assert NewsPage.objects.count() == 1


def test_a_photo_of_the_body_needs_a_caption_or_stands_in_the_list(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit)
    placed = {"type": "photo", "value": {"photo": photo.pk, "caption": " \u200b", "alt_text": ""}}
    page = desk.draft()
    latest = page.latest
    latest.body = [*[(b.block_type, b.value) for b in latest.body]]
    latest.body.append(("photo", {"photo": photo, "caption": placed["value"]["caption"], "alt_text": ""}))
    latest.save_revision(user=desk.writer, clean=False)
    with pytest.raises(Incomplete):
        submit(page, by=desk.writer)
