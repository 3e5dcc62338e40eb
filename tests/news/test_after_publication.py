"""What may happen to an item that readers know: corrections, proposals, hiding, withdrawal."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.news import moderation
from cms.news.models import ItemPhoto, NewsPage, State
from cms.news.refusals import ActRefused
from cms.photos.models import Photo, Reach
from cms.units.models import Publication, PublicationRefused
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.units import UserFactory


def digest(page: NewsPage) -> str:
    return current(page).latest.digest


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
