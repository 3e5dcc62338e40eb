"""A wrong unit, author or share in the publication record is mended by an amendment; what it said before stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import models
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.news import moderation
from cms.news.models import ParticipatingUnit
from cms.outbox.models import Effect
from cms.units.amending import amend, credits_of, participations_of
from cms.units.days import today
from cms.units.models import (
    Publication,
    PublicationAmendment,
    PublicationByline,
    PublicationRefused,
    PublicationUnit,
    UnitKind,
    UnitVersion,
)
from tests.factories.news import Desk, approve, change, publish, submit
from tests.factories.publications import publish as publish_in_record
from tests.factories.units import ContributorFactory, leave_groups, make_unit, make_writer

REASON = "Ghi nhầm đơn vị"


@pytest.fixture
def publication(desk: Desk) -> Publication:
    """What the record says of an item of the desk's unit."""
    desk.published()
    Effect.objects.all().delete()
    return Publication.objects.get()


def told() -> set[int]:
    return {effect.payload["to"] for effect in Effect.objects.filter(key__startswith="units:amended:")}


def test_the_item_counts_for_the_unit_that_the_amendment_names(desk: Desk, publication: Publication) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    assert [row.unit for row in PublicationUnit.objects.counting()] == [other]
    row = publication.units.holding().get()
    assert (row.name, row.kind_code) == ("Công đoàn cơ sở Trường B", UnitKind.GRASSROOTS)


def test_what_the_record_said_before_stays_readable(desk: Desk, publication: Publication) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    first = amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    second = amend(publication, by=desk.other_board, reason="Lại nhầm", units=[(desk.unit, True)])
    rows = publication.units.order_by("pk").values_list("unit", "amendment", "superseded_by")
    assert list(rows) == [
        (desk.unit.pk, None, first.pk),
        (other.pk, first.pk, second.pk),
        (desk.unit.pk, second.pk, None),
    ]
    assert [(a.reason, a.by) for a in publication.amendments.all()] == [
        (REASON, desk.board),
        ("Lại nhầm", desk.other_board),
    ]


def test_a_unit_that_stays_as_it_was_is_not_written_anew(desk: Desk, publication: Publication) -> None:
    row = publication.units.get()
    amend(publication, by=desk.board, reason=REASON, units=[(desk.unit, True), (make_unit("Trường B"), False)])
    assert row in publication.units.holding()
    assert publication.units.count() == 2


def test_names_and_kinds_are_those_of_the_day_of_publication(desk: Desk, publication: Publication) -> None:
    other = make_unit("Tên ngày đăng")
    later = publication.local_date + dt.timedelta(days=1)
    UnitVersion.objects.filter(unit=other).update(valid_to=later)
    kind = UnitKind.objects.get(code=UnitKind.INTERMEDIATE)
    UnitVersion.objects.create(unit=other, name="Tên về sau", kind=kind, valid_from=later)
    amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    row = publication.units.holding().get()
    assert (row.name, row.kind_code) == ("Tên ngày đăng", UnitKind.GRASSROOTS)


def test_who_sent_a_joint_item_stays_the_sender_when_it_no_longer_counts_for_them(
    desk: Desk, publication: Publication
) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    amend(publication, by=desk.board, reason=REASON, units=[(desk.unit, True), (other, True)])
    amend(publication, by=desk.board, reason=REASON, units=[(desk.unit, False), (other, True)])
    assert participations_of(publication) == [(desk.unit, False), (other, True)]


def test_authors_and_shares_are_said_anew_in_the_order_of_print(desk: Desk, publication: Publication) -> None:
    contributor = ContributorFactory()
    rows = [(None, str(desk.writer), "text", 2), (contributor, "Nông  Văn K", "photo", 1)]
    amend(publication, by=desk.board, reason="Thiếu người chụp ảnh", bylines=rows)
    assert [tuple(credit) for credit in credits_of(publication)] == [
        (None, str(desk.writer), "text", 2),
        (contributor, "Nông Văn K", "photo", 1),
    ]
    assert PublicationByline.objects.filter(superseded_by__isnull=False).count() == 1


def test_an_amendment_of_authors_leaves_the_units_as_they_are(desk: Desk, publication: Publication) -> None:
    amend(publication, by=desk.board, reason="Sai tên", bylines=[(None, "Lan Anh", "text", 1)])
    assert participations_of(publication) == [(desk.unit, True)]
    assert told() == set()


def test_credits_go_to_the_person_who_stands_for_an_entry_made_twice(desk: Desk, publication: Publication) -> None:
    kept = ContributorFactory()
    double = ContributorFactory(merged_into=kept)
    amend(publication, by=desk.board, reason="Sai tên", bylines=[(double, "Lan Anh", "text", 1)])
    assert publication.bylines.holding().get().contributor == kept


def test_readers_and_the_publication_itself_notice_nothing(
    desk: Desk, publication: Publication, client: Client
) -> None:
    before, page = Publication.objects.values().get(), client.get(publication.address).content
    amend(publication, by=desk.board, reason=REASON, units=[(make_unit("Trường B"), True)])
    assert Publication.objects.values().get() == before
    assert client.get(publication.address).content == page


def test_people_of_units_that_gain_or_lose_are_told_once_with_the_reason(desk: Desk, publication: Publication) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    writer = make_writer(other)
    make_writer(make_unit("Trường C"))
    amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    assert told() == {writer.pk, desk.writer.pk, desk.approver.pk}
    gained = Effect.objects.get(payload__to=writer.pk)
    assert "Công đoàn cơ sở Trường B" in gained.payload["text"]
    assert REASON in gained.payload["text"]
    assert publication.headline in gained.payload["subject"]


def test_a_unit_that_is_named_but_does_not_count_is_not_told(desk: Desk, publication: Publication) -> None:
    other = make_unit("Trường B")
    make_writer(other)
    amend(publication, by=desk.board, reason="Cùng tham gia", units=[(desk.unit, True), (other, False)])
    assert told() == set()


def test_the_trail_says_who_amended_what_and_why(desk: Desk, publication: Publication) -> None:
    amend(publication, by=desk.board, reason=REASON, units=[(make_unit("Trường B"), True)])
    entry = ModelLogEntry.objects.get(action="units.amend_publication")
    assert (entry.user, entry.object_id, entry.data["reason"]) == (desk.board, str(publication.pk), REASON)
    assert "Trường B" in entry.data["new"][0]
    assert str(desk.unit) in entry.data["old"][0]


def test_a_unit_recorded_before_its_founding_keeps_its_kind_when_it_counts_no_more(desk: Desk) -> None:
    younger = make_unit("Thành lập sau", on=today())
    publication = publish_in_record(younger, on=today() - dt.timedelta(days=400))
    amend(publication, by=desk.board, reason="Chỉ phối hợp", units=[(younger, False)])
    row = publication.units.holding().get()
    assert (row.name, row.kind_code, row.counts) == ("Thành lập sau", UnitKind.GRASSROOTS, False)


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_people_of_units_amend_nothing(desk: Desk, publication: Publication, who: str) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=getattr(desk, who), reason=REASON, units=[(make_unit("Trường B"), True)])
    assert not PublicationAmendment.objects.exists()


def test_who_has_left_the_board_amends_no_more_though_read_before(desk: Desk, publication: Publication) -> None:
    assert desk.board.group_names
    leave_groups(type(desk.board).objects.get(pk=desk.board.pk))
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, units=[(make_unit("Trường B"), True)])


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_an_amendment_needs_a_reason_that_can_be_read(desk: Desk, publication: Publication, reason: str) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=reason, units=[(make_unit("Trường B"), True)])


def test_an_amendment_that_changes_nothing_is_refused(desk: Desk, publication: Publication) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, units=participations_of(publication))
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, bylines=credits_of(publication))
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON)


def test_an_item_has_at_least_one_unit_and_each_once(desk: Desk, publication: Publication) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, units=[])
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, units=[(desk.unit, True), (desk.unit, False)])


def test_a_unit_founded_after_the_publication_took_no_part(desk: Desk, publication: Publication) -> None:
    younger = make_unit("Thành lập sau", on=publication.local_date + dt.timedelta(days=1))
    with pytest.raises(PublicationRefused, match="Thành lập sau"):
        amend(publication, by=desk.board, reason=REASON, units=[(younger, True)])


def test_a_unit_that_was_gone_by_the_day_may_be_named(desk: Desk, publication: Publication) -> None:
    gone = make_unit("Đã giải thể")
    UnitVersion.objects.filter(unit=gone).update(valid_to=publication.local_date)
    amend(publication, by=desk.board, reason=REASON, units=[(gone, True)])
    assert publication.units.holding().get().name == "Đã giải thể"


@pytest.mark.parametrize(
    "row",
    [(None, "", "text", 1), (None, "K", "text", 0), (None, "K", "", 1), (None, "K", "text", 1001)],
    ids=["no name", "no share", "no role", "too large a share"],
)
def test_a_by_line_that_cannot_be_is_refused(desk: Desk, publication: Publication, row: tuple) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, bylines=[row])


def test_the_last_author_stays(desk: Desk, publication: Publication) -> None:
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, bylines=[])


def test_a_reposted_item_counts_for_nobody(desk: Desk, publication: Publication) -> None:
    models.QuerySet(Publication).update(origin="reposted")
    other = make_unit("Trường B")
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    amend(publication, by=desk.board, reason=REASON, units=[(other, False)])
    assert not PublicationUnit.objects.counting().exists()


def test_whoever_saw_the_record_before_another_amendment_is_told_so(desk: Desk, publication: Publication) -> None:
    amend(publication, by=desk.board, reason=REASON, units=[(make_unit("Trường B"), True)], seen=0)
    further = [(make_unit("Trường C"), True)]
    with pytest.raises(PublicationRefused):
        amend(publication, by=desk.other_board, reason=REASON, units=further, seen=0)
    assert PublicationAmendment.objects.count() == 1
    amend(publication, by=desk.other_board, reason=REASON, units=further, seen=1)
    assert participations_of(publication) == further


def test_an_item_changed_and_published_again_keeps_its_amended_record(desk: Desk, publication: Publication) -> None:
    other = make_unit("Trường B")
    amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    page = change(publication.page.specific, by=desk.writer, title="Tít mới")
    publish(approve(submit(page, by=desk.writer), by=desk.approver), by=desk.board)
    assert participations_of(publication) == [(other, True)]


def test_an_amended_item_follows_hiding_and_withdrawal(desk: Desk, publication: Publication) -> None:
    other = make_unit("Trường B")
    amend(publication, by=desk.board, reason=REASON, units=[(other, True)])
    moderation.hide(publication.page.specific, by=desk.board, reason="Kiểm tra")
    assert not PublicationUnit.objects.counting().exists()
    moderation.show(publication.page.specific, by=desk.board)
    assert [row.unit for row in PublicationUnit.objects.counting()] == [other]


def test_a_joint_item_may_count_for_one_of_its_units_only(desk: Desk) -> None:
    other = make_unit("Trường B")
    page = desk.at_board()
    latest = page.latest
    latest.participating_units = [ParticipatingUnit(unit=other, counts=True)]
    latest.save_revision(user=desk.board, clean=False)
    publish(page, by=desk.other_board)
    publication = Publication.objects.get()
    amend(publication, by=desk.board, reason="Chỉ phối hợp", units=[(desk.unit, True), (other, False)])
    assert dict(participations_of(publication)) == {desk.unit: True, other: False}
