"""That a picture was used before is told to those who may know of the other item, and nobody else gets a word of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import ItemPhoto, NewsPage
from cms.news.photo_evidence import photo_evidence
from cms.photos.models import Photo, PhotoUse
from cms.photos.originality import Note, notes_for, notes_for_photos
from tests.factories.news import Desk, approve, change, current, submit
from tests.factories.photos import camera_file
from tests.factories.units import make_unit
from tests.photos.copies import copy_of, taken_in
from tests.signing_in import signed_in

SECRET = "Tin mật của trường bạn"
USED = {"same", "alike", "twice"}


def with_photos(item: NewsPage, *photos: Photo, by: User) -> NewsPage:
    """The item with these photos instead of its own."""
    rows = [ItemPhoto(photo=photo, caption=f"Ảnh {number}") for number, photo in enumerate(photos, start=1)]
    return change(item, by=by, photos=rows)


def draft_with(desk: Desk, *photos: Photo, **fields: str) -> NewsPage:
    return with_photos(desk.draft(**fields), *photos, by=desk.writer)


def used(notes: list[Note]) -> list[Note]:
    return [note for note in notes if note.kind in USED]


def of_item(page: NewsPage, user: User) -> list[Note]:
    """What is said to a person of where the photos of an item are used."""
    return [note for evidence in photo_evidence(current(page).latest, user) for note in used(evidence.notes)]


@pytest.fixture
def other(portal: None) -> Desk:
    """Another unit with its people."""
    return Desk(make_unit(name="CĐCS Trường THCS"))


@pytest.fixture
def theirs(other: Desk) -> Photo:
    """A photo that the other unit uploaded."""
    return taken_in(camera_file("iptc.jpg"), unit=other.unit)


@pytest.fixture
def ours(desk: Desk, theirs: Photo) -> Photo:
    """Nearly the same picture, uploaded by a unit that knows nothing of the other."""
    return taken_in(copy_of("iptc.jpg", cut=(0.02, 0.05, 0.01, 0.03), width=960), unit=desk.unit)


@pytest.fixture
def same(desk: Desk, theirs: Photo) -> Photo:
    """The very same file, uploaded by another unit."""
    return taken_in(camera_file("iptc.jpg"), unit=desk.unit)


def published(page: NewsPage, desk: Desk) -> NewsPage:
    page = approve(submit(page, by=desk.writer), by=desk.approver)
    moderation.approve_for_board(page, by=desk.board, digest=page.latest_digest)
    return current(page)


STANDINGS: dict[str, Callable[[NewsPage, Desk], NewsPage]] = {
    "draft": lambda page, desk: page,
    "at_unit": lambda page, desk: submit(page, by=desk.writer),
    "at_board": lambda page, desk: approve(submit(page, by=desk.writer), by=desk.approver),
    "published": published,
}


@pytest.mark.parametrize("photo", ["ours", "same"])
@pytest.mark.parametrize(
    ("standing", "told_to_unit", "told_to_board"),
    [("draft", 0, 0), ("at_unit", 0, 0), ("at_board", 0, 1), ("published", 1, 1)],
)
def test_another_units_item_is_named_to_those_who_may_know_of_it(
    desk: Desk,
    other: Desk,
    theirs: Photo,
    request: pytest.FixtureRequest,
    photo: str,
    standing: str,
    told_to_unit: int,
    told_to_board: int,
) -> None:
    page = STANDINGS[standing](draft_with(other, theirs, title=SECRET), other)
    mine = request.getfixturevalue(photo)
    item = STANDINGS["at_board"](draft_with(desk, mine), desk)
    for user, told in ((desk.writer, told_to_unit), (desk.approver, told_to_unit), (desk.board, told_to_board)):
        notes = of_item(item, user)
        assert len(notes) == told
        assert all(SECRET in note.text for note in notes)
        # Without saying in which item one looks, that item is named too.
        assert len(used(notes_for(mine, user=user))) == told + 1
    assert of_item(page, other.writer) == []


def test_a_reader_of_the_units_screen_finds_no_word_of_a_secret_item(
    desk: Desk, other: Desk, theirs: Photo, ours: Photo
) -> None:
    draft_with(other, theirs, title=SECRET)
    item = draft_with(desk, ours)
    page = signed_in(desk.writer).get(reverse("news:item", args=[item.pk]))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_the_link_leads_where_the_person_may_go(desk: Desk, other: Desk, theirs: Photo, ours: Photo) -> None:
    page = published(draft_with(other, theirs, title="Tin đã đăng"), other)
    item = STANDINGS["at_board"](draft_with(desk, ours), desk)
    (to_unit,), (to_board,) = of_item(item, desk.writer), of_item(item, desk.board)
    assert to_unit.url == page.url
    assert to_board.url == reverse("news:item", args=[page.pk])
    for user, note in ((desk.writer, to_unit), (desk.board, to_board)):
        assert note.url
        assert signed_in(user).get(note.url).status_code == 200


def test_a_hidden_item_is_not_named_to_other_units(desk: Desk, other: Desk, theirs: Photo, ours: Photo) -> None:
    page = published(draft_with(other, theirs), other)
    item = draft_with(desk, ours)
    assert of_item(item, desk.writer)
    moderation.hide(page, by=other.board, reason="Kiểm tra")
    assert of_item(item, desk.writer) == []


def test_a_change_under_way_stays_the_units_secret(desk: Desk, other: Desk, theirs: Photo, ours: Photo) -> None:
    page = published(draft_with(other, theirs, title="Tin đã đăng"), other)
    change(page, by=other.writer, title=SECRET)
    item = STANDINGS["at_board"](draft_with(desk, ours), desk)
    for user in (desk.writer, desk.board):
        assert [SECRET in note.text for note in of_item(item, user)] == [False]


def test_a_unit_is_told_of_its_own_drafts(desk: Desk, theirs: Photo, ours: Photo, same: Photo) -> None:
    first = draft_with(desk, same, title="Tin thứ nhất")
    second = draft_with(desk, ours)
    (note,) = of_item(second, desk.writer)
    assert note.kind == "alike"
    assert note.url == reverse("news:item", args=[first.pk])


def test_the_same_photo_in_two_items_is_told(desk: Desk, same: Photo) -> None:
    first, second = draft_with(desk, same), draft_with(desk, same)
    (note,) = of_item(second, desk.writer)
    assert (note.kind, note.url) == ("same", reverse("news:item", args=[first.pk]))


def test_nearly_the_same_photo_twice_in_one_item_is_told(desk: Desk, ours: Photo, same: Photo) -> None:
    assert [note.kind for note in of_item(draft_with(desk, ours, same), desk.writer)] == ["twice", "twice"]
    assert [note.kind for note in of_item(draft_with(desk, ours), desk.writer)] != ["twice"]


def test_a_photo_taken_out_of_a_draft_is_used_there_no_longer(desk: Desk, ours: Photo, same: Photo) -> None:
    first = draft_with(desk, same)
    second = draft_with(desk, ours)
    with_photos(first, taken_in(camera_file("xmp_test.jpg"), unit=desk.unit), by=desk.writer)
    assert of_item(second, desk.writer) == []


def test_a_dropped_change_leaves_no_use_behind(desk: Desk, ours: Photo) -> None:
    page = desk.published()
    before = set(PhotoUse.objects.filter(page=page.pk).values_list("photo", flat=True))
    with_photos(page, ours, by=desk.writer)
    assert PhotoUse.objects.filter(page=page.pk, photo=ours).exists()
    moderation.drop_proposal(current(page), by=desk.writer, reason="Thôi")
    assert set(PhotoUse.objects.filter(page=page.pk).values_list("photo", flat=True)) == before


def test_a_superuser_is_told_no_more_than_readers_see(desk: Desk, other: Desk, theirs: Photo, ours: Photo) -> None:
    draft_with(other, theirs, title=SECRET)
    superuser = User.objects.create_superuser(username="goc", password="x")
    assert used(notes_for(ours, user=superuser)) == []


def test_only_so_many_items_are_named(desk: Desk, same: Photo) -> None:
    for number in range(5):
        draft_with(desk, same, title=f"Tin số {number}")
    assert len(used(notes_for(same, user=desk.writer))) == 3


def test_the_notes_cost_the_same_for_one_photo_and_for_many(desk: Desk, ours: Photo, same: Photo) -> None:
    photos = [ours, same, *(taken_in(copy_of("iptc.jpg", quality=q), unit=desk.unit) for q in (50, 60, 70))]
    draft_with(desk, *photos)
    published(draft_with(desk, same), desk)

    def cost(some: list[Photo]) -> int:
        with CaptureQueriesContext(connection) as captured:
            notes_for_photos(some, user=desk.writer)
        return len(captured)

    assert cost(photos[:1]) == cost(photos) <= 8
