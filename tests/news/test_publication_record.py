"""The publication record, and what stands before readers, whatever is done to the rows beside it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from cms.news.models import ItemPhoto, NewsPage, Release
from cms.news.refusals import ActRefused, Incomplete
from cms.units.days import today
from cms.units.models import Publication, PublicationRefused, UnitVersion
from tests.factories.news import Desk, change, publish, submit
from tests.factories.photos import PhotoFactory
from tests.factories.units import LONG_AGO


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
    source = {
        "source_name": "Báo Lao Động",
        "source_url": "https://example.com/tin",
        "source_permission": "Thư ngày 1/1",
    }
    page = change(desk.at_board(), by=desk.board, origin="reposted", **source)
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
