"""A unit's photos on their way: to readers with what the board approved, back with it, and never by another's hand."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import NewsPage
from cms.photos.models import Photo, Reach
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory, make_unit
from tests.news.attempts import (
    act,
    before_readers,
    browser_of,
    nothing_reaches_readers,
    photos_posted,
    save,
    tried,
)

SECRET = "Anh mat cua truong B"


def seen_by(browser: Client, photo: Photo) -> set[int]:
    """The answers of every public address of a photo."""
    rendition = photo.get_rendition("max-165x165")
    addresses = [
        reverse("photos:original", args=[photo.token]),
        rendition.url,
        *(reverse("photos:picture", args=[photo.token, width, "jpg"]) for width in (320, 480, 640, 800, 960, 1280)),
    ]
    return {browser.get(address).status_code for address in addresses}


def photo_of(page: NewsPage) -> Photo:
    return Photo.objects.get(pk=min(page.latest.photo_ids))


def test_a_photo_is_readers_only_while_its_item_stands_on_the_portal(desk: Desk) -> None:
    reader = Client()
    page = desk.draft()
    photo = photo_of(page)
    assert seen_by(reader, photo) == {404}
    page = submit(page, by=desk.writer)
    assert seen_by(reader, photo) == seen_by(browser_of(desk.board), photo) == {404}
    page = approve(page, by=desk.approver)
    assert seen_by(reader, photo) == {404}
    assert 200 in seen_by(browser_of(desk.board), photo)
    act(desk.board, page, "publish")
    assert 200 in seen_by(reader, photo)
    assert reader.get(reverse("photos:original", args=[photo.token])).status_code == 404
    act(desk.board, current(page), "hide", reason="Kiểm tra")
    assert seen_by(reader, photo) == {404}
    act(desk.board, current(page), "show")
    assert 200 in seen_by(reader, photo)
    act(desk.board, current(page), "withdraw", reason="Sai sự thật")
    assert seen_by(reader, photo) == {404}


def test_a_photo_that_the_board_takes_out_is_readers_no_longer(desk: Desk) -> None:
    page = desk.published(photos=2)
    photos = [use.photo for use in page.latest.photos.all()]
    rows = photos_posted(page.latest)
    rows["1"] |= {"DELETE": "on"}
    response = save(desk.board, page, photos=rows)
    assert response.status_code == 302
    act(desk.board, current(page), "correct")
    assert Photo.objects.get(pk=photos[0].pk).is_public
    assert not Photo.objects.get(pk=photos[1].pk).is_public


def test_a_photo_of_a_proposed_change_waits_for_its_vetting(desk: Desk) -> None:
    page = desk.published()
    photo = PhotoFactory(unit=desk.unit)
    row = {"id": "", "photo": str(photo.pk), "caption": "Ảnh thêm", "alt_text": "", "credit": ""}
    with nothing_reaches_readers():
        save(desk.writer, page, photos=photos_posted(page.latest, row))
        submit(page, by=desk.writer)
    assert photo.pk in current(page).latest.photo_ids
    assert seen_by(Client(), photo) == {404}


@pytest.mark.parametrize("where", ["list", "text", "gallery"])
@pytest.mark.parametrize("who", ["writer", "board"])
def test_nobody_puts_a_photo_into_an_item_that_they_may_not_see(desk: Desk, who: str, where: str) -> None:
    foreign = PhotoFactory(unit=make_unit("Công đoàn cơ sở Trường B"), title=SECRET)
    page = desk.draft() if who == "writer" else desk.at_board()
    user = getattr(desk, who)
    response = save(user, page, **with_photo(page, foreign, where))
    page = current(page)
    assert response.status_code < 500
    assert foreign.pk not in page.latest.photo_ids
    assert SECRET not in response.content.decode()
    assert SECRET not in browser_of(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_another_units_photo_in_an_item_never_reaches_the_board_or_readers(desk: Desk) -> None:
    foreign = PhotoFactory(unit=make_unit("Công đoàn cơ sở Trường B"), title=SECRET)
    page = desk.draft()
    save(desk.writer, page, **with_photo(page, foreign, "list"))
    act(desk.writer, current(page), "submit")
    act(desk.approver, current(page), "approve")
    act(desk.board, current(page), "publish")
    foreign.refresh_from_db()
    assert (foreign.reach, foreign.is_public) == (Reach.DRAFT, False)
    assert seen_by(Client(), foreign) == {404}


def with_photo(page: NewsPage, photo: Photo, where: str) -> dict[str, object]:
    """The changed field of a form with a photo chosen by its number, past every chooser."""
    if where == "list":
        row = {"id": "", "photo": str(photo.pk), "caption": "Ảnh lạ", "alt_text": "", "credit": ""}
        return {"photos": photos_posted(page.latest, row)}
    placed = {"photo": str(photo.pk), "caption": "Ảnh lạ", "alt_text": ""}
    item = {"value": placed, "deleted": "", "order": "0", "id": ""}
    value = placed if where == "photo" else {"photos": {"count": "2", "0": item, "1": {**item, "order": "1"}}}
    block = {"type": "photo" if where == "text" else where, "value": placed if where == "text" else value}
    return {"body": {"count": "1", "0": {**block, "deleted": "", "order": "0", "id": ""}}}


def test_a_photo_called_public_by_hand_is_not_served(desk: Desk) -> None:
    photo = photo_of(desk.draft())
    tried(lambda: Photo.objects.set_public([photo.pk], True))
    tried(lambda: Photo.objects.filter(pk=photo.pk).update(is_public=True))
    assert seen_by(Client(), Photo.objects.get(pk=photo.pk)) == {404}


def test_a_draft_whose_photo_was_deleted_still_opens(desk: Desk) -> None:
    page = desk.draft()
    photo = PhotoFactory(unit=desk.unit)
    row = {"id": "", "photo": str(photo.pk), "caption": "Ảnh thêm", "alt_text": "", "credit": ""}
    submitted = submit(desk.draft(), by=desk.writer)
    page = change(page, by=desk.writer, lead="")
    save(desk.writer, page, photos=photos_posted(page.latest, row))
    response = browser_of(UserFactory(is_superuser=True)).post(f"/admin/images/{photo.pk}/delete/")
    assert response.status_code < 500
    for address in (reverse("news:item", args=[page.pk]), reverse("news:writing", args=[page.pk])):
        assert browser_of(desk.writer).get(address).status_code == 200
    assert submitted.latest.photo_ids


def test_a_photo_in_use_is_not_deleted_and_the_refusal_says_so(desk: Desk) -> None:
    page = desk.draft()
    photo = photo_of(page)
    response = browser_of(desk.writer).post(f"/admin/images/{photo.pk}/delete/")
    assert response.status_code < 500
    assert browser_of(desk.writer).get(reverse("news:item", args=[page.pk])).status_code == 200


def test_captions_readers_see_are_the_approved_ones(desk: Desk) -> None:
    page = desk.published()
    latest = page.latest
    use = latest.photos.all()[0]
    use.caption = "Chu thich la"
    latest.save_revision(user=desk.writer)
    page.photos.update(caption="Chu thich la", alt_text="Chu thich la")
    said = Client().get(page.url).content.decode()
    assert "Chu thich la" not in said
    assert before_readers()["releases"]


def test_the_title_of_a_photo_is_not_shown_to_readers_in_place_of_what_was_approved(desk: Desk) -> None:
    page = desk.published()
    Photo.objects.filter(pk__in=page.latest.photo_ids).update(title="Ten tep la", description="Mo ta la")
    for address in (page.url, page.get_parent().url, "/"):
        said = Client().get(address).content.decode()
        assert "Ten tep la" not in said
        assert "Mo ta la" not in said


@pytest.mark.parametrize("state", ["submitted", "at_board", "published"])
def test_a_submitted_photo_is_neither_deleted_nor_renamed_by_its_unit(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    photo = photo_of(page)
    superuser = User.objects.create_superuser(username="goc", password="x")
    for user in (desk.writer, desk.approver, desk.board, superuser):
        browser = browser_of(user)
        assert browser.post(f"/admin/images/{photo.pk}/delete/").status_code < 500
        assert browser.post(f"/admin/images/multiple/{photo.pk}/delete/").status_code < 500
        assert browser.post(f"/admin/bulk/photos/photo/delete/?id={photo.pk}").status_code < 500
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert not tried(photo.delete)
    assert not tried(Photo.objects.filter(pk=photo.pk).delete)


def test_photos_of_a_change_that_was_dropped_stay_hidden(desk: Desk) -> None:
    page = desk.published()
    photo = PhotoFactory(unit=desk.unit)
    row = {"id": "", "photo": str(photo.pk), "caption": "Ảnh thêm", "alt_text": "", "credit": ""}
    save(desk.writer, page, photos=photos_posted(page.latest, row))
    moderation.drop_proposal(page, by=desk.writer, reason="Thôi")
    assert not Photo.objects.get(pk=photo.pk).is_public
    assert photo.pk not in current(page).latest.photo_ids
