"""*Nhập hộ*: a unit that has nobody on the portal vets on paper; one person enters it, another confirms it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from wagtail.models import PageLogEntry

from cms.news import moderation
from cms.news.access import ItemAccess
from cms.news.content import digest_of
from cms.news.models import Approval, ItemPhoto, NewsPage, Outcome, PaperVetting, State
from cms.news.refusals import ActRefused, ChangedMeanwhile, Incomplete, NotVetted
from cms.news.traces import last_reason
from cms.outbox.models import Effect
from cms.photos.models import Photo
from cms.units.days import today
from cms.units.models import ApprovalMeans, Publication, Stage, UnitKind, UnitVersion
from cms.units.on_behalf import candidates, may_enter_for
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.papers import PaperDesk, confirm, enter, hand_in, paper, scan
from tests.factories.photos import PhotoFactory, picture_file
from tests.factories.units import UserFactory, leave_groups, make_approver, make_unit, make_writer
from tests.factories.writing import form_of, post


@pytest.fixture
def papers(portal: None) -> PaperDesk:
    return PaperDesk(make_unit("Công đoàn cơ sở Trường Xa"))


def told(event: str) -> set[int]:
    """To whom messages of an event went."""
    keys = Effect.objects.filter(key__startswith=f"news:{event}:").values_list("payload", flat=True)
    return {payload["to"] for payload in keys}


# The whole way


def test_an_item_vetted_on_paper_is_published_and_says_by_which_means(papers: PaperDesk) -> None:
    page = papers.entered()
    hand_in(page, by=papers.entrant, vetted_on=today() - dt.timedelta(days=3))
    assert current(page).state == State.AT_CONFIRMATION
    confirm(page, by=papers.second)
    assert current(page).state == State.AT_BOARD
    publish(page, by=papers.second)
    publication = Publication.objects.get(page=page.pk)
    vetted = publication.approvals.get(stage=Stage.UNIT)
    assert (vetted.name, vetted.role) == ("Hoàng Thị M", "Chủ tịch công đoàn cơ sở")
    assert vetted.means == ApprovalMeans.SIGNED_SHEET
    assert vetted.user == papers.second
    assert publication.unit_approved_on == today() - dt.timedelta(days=3)


def test_a_message_of_the_unit_is_its_vetting_too(papers: PaperDesk) -> None:
    page = papers.entered()
    hand_in(page, by=papers.entrant, means=ApprovalMeans.MESSAGE, sender="cdcs.truongxa@example.vn")
    confirm(page, by=papers.second)
    approval = page.approvals.of_unit().get()
    assert approval.means == ApprovalMeans.MESSAGE
    assert approval.paper.sender == "cdcs.truongxa@example.vn"


def test_every_step_is_in_the_trail(papers: PaperDesk) -> None:
    page = papers.confirmed()
    actions = PageLogEntry.objects.filter(page=page.pk, action__startswith="news.").order_by("pk")
    assert [(entry.action, entry.user_id) for entry in actions] == [
        ("news.enter_for_unit", papers.entrant.pk),
        ("news.hand_in_paper", papers.entrant.pk),
        ("news.confirm_paper", papers.second.pk),
    ]


def test_those_who_may_confirm_are_asked_and_the_entrant_is_told(papers: PaperDesk) -> None:
    page = papers.handed_in()
    assert told("paper") == {papers.second.pk, papers.third.pk}
    confirm(page, by=papers.second)
    assert told("confirmed") == {papers.entrant.pk}
    assert papers.third.pk in told("at_board")


def test_people_of_the_unit_are_told_that_something_was_entered_for_them(papers: PaperDesk) -> None:
    writer = make_writer(papers.unit)
    papers.confirmed()
    assert told("entered") == {writer.pk}


# For whom


def test_nothing_is_entered_for_a_unit_that_has_an_approver(desk: Desk) -> None:
    with pytest.raises(ActRefused, match=str(desk.approver)):
        enter(desk.unit, by=desk.board)


def test_nothing_is_entered_for_the_boards_own_unit(portal: None) -> None:
    board = make_unit("Ban Biên tập hai", kind=UnitKind.BOARD)
    with pytest.raises(ActRefused):
        enter(board, by=UserFactory(board=True))


def test_nothing_is_entered_for_a_unit_that_is_no_more(papers: PaperDesk) -> None:
    UnitVersion.objects.filter(unit=papers.unit).update(valid_to=today())
    with pytest.raises(ActRefused):
        papers.entered()


@pytest.mark.parametrize("who", ["writer", "stranger", "superuser"])
def test_only_the_board_enters_for_a_unit(papers: PaperDesk, who: str) -> None:
    people = {
        "writer": lambda: make_writer(papers.unit),
        "stranger": UserFactory,
        "superuser": lambda: UserFactory(is_superuser=True, is_staff=True),
    }
    person = people[who]()
    assert not may_enter_for(person, papers.unit)
    with pytest.raises(ActRefused):
        enter(papers.unit, by=person)


def test_a_draft_that_the_unit_began_is_not_taken_from_it(papers: PaperDesk) -> None:
    writer = make_writer(papers.unit)
    page = Desk.draft(type("Solo", (), {"unit": papers.unit, "writer": writer})())
    with pytest.raises(ActRefused):
        moderation.enter(page, by=papers.entrant)
    assert not ItemAccess(papers.entrant, current(page)).may_see


def test_a_new_item_is_not_called_entered_by_hand(desk: Desk) -> None:
    page = NewsPage(title="Tin", unit=desk.unit, owner=desk.board, entered_by=desk.board)
    desk.unit.page.add_child(instance=page)
    assert current(page).entered_by is None


def test_an_item_is_not_called_entered_by_saving_it(desk: Desk) -> None:
    page = desk.draft()
    page.entered_by = desk.board
    page.save()
    assert current(page).entered_by is None


def test_units_are_offered_or_told_why_not(papers: PaperDesk, desk: Desk) -> None:
    refusals = {candidate.unit: candidate.refusal for candidate in candidates()}
    assert refusals[papers.unit] is None
    assert str(desk.approver) in (refusals[desk.unit] or "")


# Who sees and writes


def test_every_member_of_the_board_sees_and_writes_what_one_has_entered(papers: PaperDesk) -> None:
    page = papers.entered()
    for member in (papers.entrant, papers.second):
        assert ItemAccess(member, page).may_see
        assert ItemAccess(member, page).edit_stage() == ""


def test_the_photos_of_an_entered_item_are_seen_by_all_of_the_board(papers: PaperDesk) -> None:
    writer, page = make_writer(papers.unit), papers.entered()
    added = ItemPhoto(photo=PhotoFactory(unit=papers.unit), caption="Ảnh của đơn vị")
    page = change(page, by=writer, photos=[*page.latest.photos.all(), added])
    assert Photo.objects.visible_to(papers.third).filter(pk__in=page.latest.photo_ids).count() == 2


def test_nobody_changes_an_item_while_its_paper_waits(papers: PaperDesk) -> None:
    writer = make_writer(papers.unit)
    page = papers.handed_in()
    for person in (papers.entrant, papers.second, writer):
        with pytest.raises(ActRefused):
            change(page, by=person, title="Lén sửa")


def test_an_entered_draft_that_was_never_handed_in_may_be_deleted(papers: PaperDesk) -> None:
    page = papers.entered()
    assert ItemAccess(papers.entrant, page).may_delete()
    current(page).delete()
    handed_in = papers.handed_in(title="Đã nộp bản giấy")
    with pytest.raises(ActRefused):
        handed_in.delete()


# Two persons


def test_nobody_confirms_what_they_entered(papers: PaperDesk) -> None:
    page = papers.handed_in()
    with pytest.raises(ActRefused):
        confirm(page, by=papers.entrant)
    assert current(page).state == State.AT_CONFIRMATION


def test_nobody_confirms_what_they_helped_to_write(papers: PaperDesk) -> None:
    page = papers.entered()
    change(page, by=papers.second, title="Tít do người thứ hai sửa")
    hand_in(page, by=papers.entrant)
    with pytest.raises(ActRefused):
        confirm(page, by=papers.second)
    assert told("paper") == {papers.third.pk}


def test_nobody_confirms_a_paper_after_having_handed_in_an_earlier_one(papers: PaperDesk) -> None:
    page = papers.entered()
    hand_in(page, by=papers.second)
    moderation.refuse(page, by=papers.third, reason="Ảnh mờ, không đọc được chữ ký")
    hand_in(page, by=papers.entrant)
    with pytest.raises(ActRefused):
        confirm(page, by=papers.second)


def test_who_entered_or_handed_in_does_not_publish(papers: PaperDesk) -> None:
    page = papers.entered()
    hand_in(page, by=papers.second)
    confirm(page, by=papers.third)
    for person in (papers.entrant, papers.second):
        with pytest.raises(ActRefused):
            publish(page, by=person)
    assert publish(page, by=papers.third).state == State.PUBLISHED


@pytest.mark.parametrize("who", ["unit", "stranger", "superuser", "former member"])
def test_only_a_member_of_the_board_confirms(papers: PaperDesk, who: str) -> None:
    page = papers.handed_in()
    person = UserFactory(board=who == "former member", is_superuser=who == "superuser")
    if who == "unit":
        person = make_writer(papers.unit)
    if who == "former member":
        leave_groups(person)
    with pytest.raises(ActRefused):
        confirm(page, by=person)


def test_a_paper_is_not_handed_in_where_nobody_else_could_confirm_it(papers: PaperDesk) -> None:
    leave_groups(papers.second)
    leave_groups(papers.third)
    with pytest.raises(ActRefused):
        papers.handed_in()


def test_the_database_keeps_the_entrant_from_confirming(papers: PaperDesk) -> None:
    papers.handed_in()
    waiting = models.QuerySet(PaperVetting).filter(outcome="")
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.update(outcome="confirmed", decided_by=papers.entrant, decided_at="2026-01-01T00:00:00Z")


def test_a_paper_is_decided_once(papers: PaperDesk) -> None:
    page = papers.handed_in()
    stale = page.paper_vettings.get()
    confirm(page, by=papers.second)
    with pytest.raises(ActRefused):
        confirm(page, by=papers.third)
    with pytest.raises(ActRefused):
        stale.decide(Outcome.REFUSED, by=papers.third, reason="Muộn")
    assert page.approvals.of_unit().count() == 1


def test_one_paper_waits_at_a_time(papers: PaperDesk) -> None:
    page = papers.handed_in()
    with pytest.raises(ActRefused):
        hand_in(page, by=papers.entrant)
    assert page.paper_vettings.count() == 1


def test_evidence_on_paper_is_neither_changed_nor_deleted(papers: PaperDesk) -> None:
    papers.confirmed()
    vetting = PaperVetting.objects.get()
    vetting.approver_name = "Người khác"
    for attempt in (vetting.save, vetting.delete, PaperVetting.objects.all().delete):
        with pytest.raises(ActRefused):
            attempt()
    with pytest.raises(ActRefused):
        PaperVetting.objects.update(approver_name="Người khác")


# Nobody goes past approvers


def test_a_unit_that_has_got_an_approver_meanwhile_is_asked_on_the_portal(papers: PaperDesk) -> None:
    page = papers.handed_in()
    approver = make_approver(papers.unit)
    with pytest.raises(ActRefused, match=str(approver)):
        confirm(page, by=papers.second)
    moderation.take_back(page, by=papers.entrant)
    with pytest.raises(ActRefused):
        hand_in(page, by=papers.entrant)
    page = submit(page, by=papers.entrant)
    assert page.state == State.AT_UNIT
    assert approve(page, by=approver).state == State.AT_BOARD


def test_the_board_does_not_send_to_approvers_that_there_are_not(papers: PaperDesk) -> None:
    with pytest.raises(ActRefused):
        submit(papers.entered(), by=papers.entrant)


def test_a_unit_dissolved_meanwhile_vets_nothing_on_paper(papers: PaperDesk) -> None:
    page = papers.handed_in()
    UnitVersion.objects.filter(unit=papers.unit).update(valid_to=today())
    with pytest.raises(ActRefused):
        confirm(page, by=papers.second)


def test_an_approval_on_paper_needs_a_confirmed_paper_of_that_content(papers: PaperDesk) -> None:
    page = papers.handed_in()
    fields = {"page": page, "stage": Stage.UNIT, "content": page.latest_revision.content, "digest": page.latest_digest}
    forged = {"user": papers.second, "name": "X", "role": "Y", "means": ApprovalMeans.SIGNED_SHEET}
    with pytest.raises(NotVetted):
        Approval.objects.create(**fields, **forged)
    with pytest.raises(NotVetted):
        Approval.objects.create(**fields, **forged, paper=page.paper_vettings.get())


def test_a_paper_is_of_the_content_that_both_persons_saw(papers: PaperDesk) -> None:
    page = papers.entered()
    seen = page.latest_digest
    change(page, by=papers.entrant, title="Tít khác")
    with pytest.raises(ChangedMeanwhile):
        moderation.hand_in(page, by=papers.entrant, digest=seen, paper=paper())
    hand_in(page, by=papers.entrant)
    with pytest.raises(ChangedMeanwhile):
        moderation.confirm(page, by=papers.second, digest=seen)


def test_an_incomplete_item_is_not_handed_in(papers: PaperDesk) -> None:
    with pytest.raises(Incomplete):
        papers.handed_in(photos=0)
    assert not PaperVetting.objects.exists()


def test_a_change_by_a_program_while_the_paper_waits_is_not_confirmed(papers: PaperDesk) -> None:
    page = papers.handed_in()
    change(page, by=None, title="Chương trình sửa")
    with pytest.raises(ChangedMeanwhile):
        confirm(page, by=papers.second)


# What cannot be a paper


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("vetted_on", {"vetted_on": today() + dt.timedelta(days=1)}),
        ("vetted_on", {"vetted_on": today() - dt.timedelta(days=400)}),
        ("approver_name", {"approver_name": " \u200b "}),
        ("approver_position", {"approver_position": ""}),
        ("sender", {"means": ApprovalMeans.MESSAGE, "sender": " "}),
        ("means", {"means": ApprovalMeans.PORTAL}),
        ("file", {"file": scan("phieu.exe")}),
        ("file", {"file": scan("phieu.pdf", b"<html><script>alert(1)</script>")}),
        ("file", {"file": scan("phieu.pdf", b"")}),
        ("file", {"file": scan("phieu.jpg", b"\xff\xd8\xff\xe0 cut off")}),
        ("file", {"file": scan("phieu.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}),
    ],
)
def test_a_paper_that_cannot_be_is_refused_by_its_field(papers: PaperDesk, field: str, given: dict) -> None:
    page = papers.entered()
    with pytest.raises(ValidationError) as refused:
        hand_in(page, by=papers.entrant, **given)
    assert set(refused.value.message_dict) == {field}
    assert current(page).state == State.DRAFT
    assert not PaperVetting.objects.exists()


def test_the_file_is_kept_byte_for_byte_under_a_name_that_tells_nothing(papers: PaperDesk) -> None:
    page = papers.entered()
    sent = picture_file("../../Phiếu\u202e duyệt.jpg")
    hand_in(page, by=papers.entrant, file=sent)
    vetting = page.paper_vettings.get()
    sent.seek(0)
    assert vetting.file.read() == sent.read()
    assert vetting.file_name == "Phiếu duyệt.jpg"
    assert "duy" not in vetting.file.name
    assert Path(vetting.file.name).suffix == ".jpg"


def test_the_address_of_a_message_is_encrypted_at_rest(papers: PaperDesk) -> None:
    hand_in(papers.entered(), by=papers.entrant, means=ApprovalMeans.MESSAGE, sender="0912 345 678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sender FROM news_papervetting")
        assert "0912" not in cursor.fetchone()[0]


def test_a_signed_sheet_keeps_no_address(papers: PaperDesk) -> None:
    assert not hand_in(papers.entered(), by=papers.entrant, sender="0912 345 678").sender


# Refused, taken back, returned


def test_a_paper_that_is_refused_comes_back_with_the_reason(papers: PaperDesk) -> None:
    page = papers.handed_in()
    with pytest.raises(ActRefused):
        moderation.refuse(page, by=papers.second, reason="  ")
    moderation.refuse(page, by=papers.second, reason="Chữ ký của người khác")
    page = current(page)
    assert page.state == State.RETURNED
    assert last_reason(page) == "Chữ ký của người khác"
    assert told("paper_refused") == {papers.entrant.pk}
    hand_in(page, by=papers.entrant)
    confirm(page, by=papers.third)
    assert current(page).state == State.AT_BOARD


def test_who_handed_in_takes_it_back_and_nobody_else(papers: PaperDesk) -> None:
    page = papers.handed_in()
    with pytest.raises(ActRefused):
        moderation.take_back(page, by=papers.third)
    moderation.take_back(page, by=papers.entrant)
    assert current(page).state == State.DRAFT
    with pytest.raises(ActRefused):
        confirm(page, by=papers.second)


def test_what_the_board_returns_unchanged_needs_no_new_paper(papers: PaperDesk) -> None:
    page = papers.confirmed()
    moderation.send_back(page, by=papers.third, reason="Hỏi lại đơn vị về số liệu")
    page = current(page)
    assert page.state == State.RETURNED
    moderation.send_again(page, by=papers.entrant, digest=page.latest_digest)
    page = current(page)
    assert page.state == State.AT_BOARD
    assert page.paper_vettings.count() == 1
    assert publish(page, by=papers.third).state == State.PUBLISHED


def test_what_was_changed_after_a_return_needs_a_new_paper(papers: PaperDesk) -> None:
    page = papers.confirmed()
    moderation.send_back(page, by=papers.third, reason="Sai số liệu")
    page = change(page, by=papers.entrant, title="Số liệu mới")
    with pytest.raises(ActRefused):
        moderation.send_again(page, by=papers.entrant, digest=page.latest_digest)
    hand_in(page, by=papers.entrant)
    confirm(page, by=papers.second)
    assert publish(page, by=papers.third).state == State.PUBLISHED


def test_what_was_never_vetted_is_not_sent_again(papers: PaperDesk) -> None:
    page = papers.entered()
    with pytest.raises(ActRefused):
        moderation.send_again(page, by=papers.entrant, digest=page.latest_digest)


def test_the_boards_edits_need_no_new_paper(papers: PaperDesk) -> None:
    page = change(papers.confirmed(), by=papers.third, lead="Sa-pô của Ban Biên tập")
    assert publish(page, by=papers.second).state == State.PUBLISHED


def test_a_paper_that_waits_is_called_off_with_its_unit(papers: PaperDesk) -> None:
    page = moderation.call_off(papers.handed_in())
    assert current(page).state == State.DRAFT
    assert page.paper_vettings.get().outcome == Outcome.TAKEN_BACK


def test_the_text_for_which_a_paper_was_handed_in_is_kept_whatever_is_written_after(papers: PaperDesk) -> None:
    page = papers.entered()
    vetting = hand_in(page, by=papers.entrant)
    moderation.take_back(page, by=papers.entrant)
    post(papers.entrant, form_of(page, title="Tít khác hẳn"))
    assert vetting.digest in {digest_of(revision.content) for revision in current(page).revisions.all()}
