"""Items that may tell of the same: who is told of which."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.news import moderation
from cms.news.duplicates import Duplicate, likely_duplicates, pages_with_doubles
from cms.news.duplicates.headlines import are_alike, words_of
from cms.news.models import ItemPhoto, NewsPage
from cms.units.models import UnitKind
from tests.factories.news import Desk, change, current
from tests.factories.photos import PhotoFactory, picture_file
from tests.factories.units import UserFactory, make_unit, make_writer
from tests.signing_in import signed_in

TODAY = dt.date(2026, 11, 20)
LAST_WEEK = TODAY - dt.timedelta(days=7)
FIRST, LIKE, OTHER = (
    "Công đoàn tặng 30 suất quà cho đoàn viên khó khăn",
    "CÔNG ĐOÀN TẶNG 30 SUẤT QUÀ CHO ĐOÀN VIÊN KHÓ KHĂN!",
    "Hội thao chào mừng ngày thành lập ngành",
)


def found(page: NewsPage, user: User) -> list[Duplicate]:
    return likely_duplicates(current(page), user)


def urls(page: NewsPage, user: User) -> list[str]:
    return [duplicate.url for duplicate in found(page, user)]


def link(page: NewsPage) -> str:
    return reverse("news:item", args=[page.pk])


@pytest.fixture
def elsewhere(desk: Desk) -> Desk:
    """Another unit, with the same board."""
    return Desk(make_unit("Công đoàn cơ sở Trường B"))


@pytest.mark.parametrize(
    ("one", "other", "same_unit", "alike"),
    [
        (FIRST, LIKE, False, True),
        (FIRST, "Cong doan tang 30 suat qua cho doan vien kho khan", False, True),
        (FIRST, OTHER, True, False),
        ("Công đoàn Trường A tặng quà Tết", "Công đoàn Trường B tặng quà Tết", False, False),
        ("Công đoàn Trường A tặng quà Tết", "Công đoàn Trường A tặng quà cho đoàn viên dịp Tết", True, True),
        ("Tin", "Tin", True, True),
        ("", "", True, False),
        ("???", "!!!", True, False),
    ],
)
def test_headlines_are_compared_by_their_words_without_diacritics(one: str, other: str, same_unit, alike) -> None:
    assert are_alike(words_of(one), words_of(other), same_unit=same_unit) is alike


def test_a_unit_is_told_of_its_own_draft_with_nearly_the_same_headline(desk: Desk) -> None:
    earlier = desk.draft(title=LIKE, event_date=LAST_WEEK)
    page = desk.draft(title=FIRST, event_date=TODAY)
    (duplicate,) = found(page, desk.writer)
    assert (duplicate.headline, duplicate.url) == (LIKE, link(earlier))
    assert duplicate.why


def test_the_item_itself_and_what_is_published_of_it_are_no_duplicates(desk: Desk) -> None:
    page = change(desk.published(title=FIRST), by=desk.writer, title=LIKE)
    assert found(page, desk.writer) == []


def test_two_items_of_a_unit_about_the_same_day_are_pointed_out(desk: Desk) -> None:
    earlier = desk.draft(title=OTHER, event_date=TODAY)
    page = desk.draft(title=FIRST, event_date=TODAY)
    assert urls(page, desk.writer) == [link(earlier)]


def test_items_of_a_unit_about_different_days_with_different_headlines_are_not(desk: Desk) -> None:
    desk.draft(title=OTHER, event_date=LAST_WEEK, photos=0)
    assert found(desk.draft(title=FIRST, event_date=TODAY), desk.writer) == []


def test_the_same_photo_is_found_in_another_file_of_the_same_bytes(desk: Desk) -> None:
    earlier = desk.draft(title=OTHER, event_date=TODAY - dt.timedelta(days=400))
    page = desk.draft(title=FIRST, event_date=TODAY)
    assert urls(page, desk.writer) == [link(earlier)]


@pytest.mark.parametrize("state", ["draft", "submitted", "at_board"])
def test_a_unit_hears_no_word_of_what_another_unit_has_not_published(desk: Desk, elsewhere: Desk, state: str) -> None:
    getattr(elsewhere, state)(title=LIKE, event_date=TODAY)
    page = desk.draft(title=FIRST, event_date=TODAY)
    for person in (desk.writer, desk.approver):
        assert found(page, person) == []
        assert LIKE not in signed_in(person).get(link(page)).content.decode()


def test_a_unit_is_told_of_another_units_public_item_by_its_public_address(desk: Desk, elsewhere: Desk) -> None:
    public = elsewhere.published(title=LIKE, event_date=TODAY)
    page = desk.draft(title=FIRST, event_date=TODAY)
    assert public.url in urls(page, desk.writer)[0]


def test_of_a_published_item_under_change_another_unit_reads_the_public_headline(desk: Desk, elsewhere: Desk) -> None:
    public = elsewhere.published(title=LIKE, event_date=TODAY)
    change(public, by=elsewhere.writer, title="Tít đang sửa, chưa ai duyệt, " + FIRST)
    page = desk.draft(title=FIRST, event_date=TODAY)
    assert [duplicate.headline for duplicate in found(page, desk.writer)] == [LIKE]
    assert [duplicate.headline for duplicate in found(page, desk.board)] == [LIKE]


def test_what_was_hidden_is_not_told_to_other_units(desk: Desk, elsewhere: Desk) -> None:
    hidden = elsewhere.published(title=LIKE, event_date=TODAY)
    moderation.hide(hidden, by=elsewhere.board, reason="Kiểm tra")
    page = desk.at_board(title=FIRST, event_date=TODAY)
    assert found(page, desk.writer) == []
    assert urls(page, desk.board) == [link(hidden)]


@pytest.mark.parametrize(("state", "is_told"), [("draft", False), ("submitted", False), ("at_board", True)])
def test_the_board_is_told_of_what_reached_it(desk: Desk, elsewhere: Desk, state: str, is_told: bool) -> None:
    other = getattr(elsewhere, state)(title=LIKE, event_date=TODAY)
    page = desk.at_board(title=FIRST, event_date=TODAY)
    assert urls(page, desk.board) == ([link(other)] if is_told else [])
    assert pages_with_doubles([current(page)], desk.board) == ({page.pk} if is_told else set())


def test_a_technical_administrator_is_told_no_more_than_the_board(desk: Desk, elsewhere: Desk) -> None:
    elsewhere.submitted(title=LIKE, event_date=TODAY)
    page = desk.at_board(title=FIRST, event_date=TODAY)
    assert found(page, UserFactory(is_superuser=True)) == []


def test_the_approver_and_the_board_read_of_a_duplicate_before_they_decide(desk: Desk) -> None:
    earlier = desk.published(title=LIKE, event_date=LAST_WEEK)
    page = desk.submitted(title=FIRST, event_date=TODAY)
    for person in (desk.writer, desk.approver):
        assert LIKE in signed_in(person).get(link(page)).content.decode()
    assert link(earlier) in urls(page, desk.approver)


def test_the_stronger_likeness_stands_first_and_few_are_named(desk: Desk) -> None:
    for number in range(8):
        desk.draft(title=f"{OTHER} {number}", event_date=TODAY)
    both = desk.draft(title=LIKE, event_date=TODAY)
    page = desk.draft(title=FIRST, event_date=TODAY)
    told = urls(page, desk.writer)
    assert told[0] == link(both)
    assert len(told) <= 5


def test_two_waiting_items_with_one_photo_are_both_marked(desk: Desk, elsewhere: Desk) -> None:
    first = desk.at_board(title=FIRST, event_date=TODAY)
    second = elsewhere.at_board(title=OTHER, event_date=TODAY)
    photo = PhotoFactory(unit=elsewhere.unit, with_board=True, file=picture_file(colour=(1, 2, 3)))
    clean = elsewhere.at_board(title="Đại hội công đoàn cơ sở nhiệm kỳ mới", event_date=LAST_WEEK)
    clean = change(clean, by=desk.board, photos=[ItemPhoto(photo=photo, caption="Ảnh riêng")])
    assert pages_with_doubles([first, second, clean], desk.board) == {first.pk, second.pk}


def test_looking_costs_the_same_whatever_the_number_of_items(desk: Desk) -> None:
    def cost() -> int:
        page = NewsPage.objects.order_by("pk").first()
        with CaptureQueriesContext(connection) as captured:
            likely_duplicates(page, desk.writer)
        return len(captured)

    desk.draft(title=FIRST, event_date=TODAY)
    desk.draft(title=LIKE, event_date=TODAY)
    few = cost()
    for number in range(6):
        desk.published(title=f"{FIRST} {number}", event_date=TODAY)
    assert cost() == few
    assert few <= 24


def test_a_department_is_a_unit_like_the_others(desk: Desk) -> None:
    department = make_unit("Ban Tổ chức", kind=UnitKind.DEPARTMENT)
    desk.at_board(title=LIKE, event_date=TODAY)
    writer = make_writer(department)
    page = Desk(department).draft(title=FIRST, event_date=TODAY)
    assert found(page, writer) == []
