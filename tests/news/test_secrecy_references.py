"""What refers to an item, from beside it: links in texts, usages, counts, comments, searches, people's names."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.news.models import Genre, NewsPage, SectionPage
from cms.photos.models import Photo, Reach
from cms.units.models import Contributor, Role
from cms.units.roles import ADMINISTRATOR
from tests.factories.news import TEXT, Desk, change, current
from tests.factories.photos import PhotoFactory
from tests.factories.units import ContributorFactory, UserFactory, add_member, join_group, make_unit
from tests.news.attempts import act, browser_of, save

# ASCII: JSON and some attributes escape other letters, and would hide a leak.
SECRET = "Bi mat cua don vi A"
SLUG = "bi-mat-cua-don-vi-a"


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another unit, with its own people."""
    return Desk(make_unit("Cong doan co so Truong B"))


def says_secret(said: str) -> bool:
    return SECRET in said or SLUG in said


def linking_to(page: NewsPage) -> str:
    """Text that links to a page by its number, as the editor posts it."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "xem tin kia",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 3, "key": 0}],
                }
            ],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page.pk, "url": "/x/"}}},
        }
    )


def test_a_link_to_another_units_draft_tells_neither_its_address_nor_its_headline(desk: Desk, other: Desk) -> None:
    secret = desk.draft(title=SECRET)
    page = other.draft()
    body = {"count": "1", "0": {"type": "text", "value": linking_to(secret), "deleted": "", "order": "0", "id": ""}}
    browser = browser_of(other.writer)
    assert save(other.writer, page, body=body).status_code in {200, 302}
    screens = ["wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft", "news:item", "news:preview"]
    for name in screens:
        said = browser.get(reverse(name, args=[page.pk])).content.decode()
        assert not says_secret(said), name


def test_a_link_to_an_unpublished_item_does_not_tell_readers_its_address(desk: Desk) -> None:
    secret = desk.draft(title=SECRET)
    text = f'{TEXT}<p><a linktype="page" id="{secret.pk}">xem tin kia</a></p>'
    page = desk.published(text=text)
    assert not says_secret(Client().get(page.url).content.decode())


def usage_addresses(desk: Desk, photo: Photo, contributor: Contributor) -> list[str]:
    return [
        reverse("wagtailsnippets_news_genre:usage", args=[Genre.objects.get(code=Genre.NEWS).pk]),
        reverse("wagtailsnippets_news_genre:delete", args=[Genre.objects.get(code=Genre.NEWS).pk]),
        reverse("wagtailsnippets_units_unit:usage", args=[desk.unit.pk]),
        reverse("wagtailsnippets_units_unit:delete", args=[desk.unit.pk]),
        reverse("wagtailsnippets_units_contributor:usage", args=[contributor.pk]),
        reverse("wagtailsnippets_units_contributor:delete", args=[contributor.pk]),
        reverse("wagtailimages:image_usage", args=[photo.pk]),
        reverse("wagtailimages:edit", args=[photo.pk]),
        reverse("wagtailimages:delete", args=[photo.pk]),
        reverse("wagtailadmin_pages:usage", args=[SectionPage.objects.first().pk]),
        reverse("wagtailadmin_pages:delete", args=[SectionPage.objects.first().pk]),
        reverse("wagtailadmin_pages:usage", args=[desk.unit.page.pk]),
        reverse("wagtailadmin_explore", args=[desk.unit.page.pk]),
        reverse("wagtailusers_users:usage", args=[desk.writer.pk]),
        reverse("wagtailusers_users:history", args=[desk.writer.pk]),
        reverse("wagtailusers_users:delete", args=[desk.writer.pk]),
    ]


@pytest.mark.parametrize("who", ["the board", "an administrator of people"])
def test_the_usages_of_what_a_draft_uses_do_not_name_the_draft(desk: Desk, who: str) -> None:
    photo = PhotoFactory(unit=desk.unit, reach=Reach.BOARD)
    contributor = ContributorFactory(unit=desk.unit)
    page = desk.draft(title=SECRET)
    latest = page.latest
    latest.photos.all()[0].photo = photo
    latest.authors.all()[0].contributor = contributor
    latest.sections.set([SectionPage.objects.first()])
    latest.save_revision(user=desk.writer)
    ReferenceIndex.create_or_update_for_object(current(page))
    user = desk.board
    if who != "the board":
        user = UserFactory()
        join_group(user, ADMINISTRATOR)
    for address in usage_addresses(desk, photo, contributor):
        for asked in (address, f"{address}?describe_on_delete=1"):
            response = browser_of(user).get(asked, follow=True)
            assert response.status_code < 500, asked
            assert not says_secret(response.content.decode()), asked


def test_an_item_that_the_board_has_returned_shows_its_new_text_to_the_unit_only(desk: Desk) -> None:
    page = desk.at_board(title="Tin da gui")
    save(desk.board, page, sections=[str(SectionPage.objects.first().pk)])
    act(desk.board, current(page), "return", reason="Sua lai")
    change(current(page), by=desk.writer, title=SECRET)
    browser = browser_of(desk.board)
    addresses = [
        "/admin/",
        "/admin/tin/cho-bien-tap/",
        reverse("wagtailadmin_explore", args=[desk.unit.page.pk]),
        reverse("wagtailadmin_pages:usage", args=[SectionPage.objects.first().pk]),
        "/admin/pages/search/?q=mat",
        "/admin/pages/search/results/?q=mat",
        "/admin/choose-page/search/?q=mat",
        f"/admin/choose-page/{desk.unit.page.pk}/",
        "/admin/api/main/pages/?search=mat",
        f"/admin/api/main/pages/?child_of={desk.unit.page.pk}",
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("news:item", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    for address in addresses:
        assert not says_secret(browser.get(address).content.decode()), address


def test_the_boards_explorer_counts_no_draft(desk: Desk) -> None:
    address = reverse("wagtailadmin_explore", args=[desk.unit.page.get_parent().pk])
    published = desk.published(title="Tin da dang")
    browser = browser_of(desk.board)

    def told() -> list[object]:
        pages = browser.get(address).context["pages"]
        return [
            (page.pk, len(browser.get(reverse("wagtailadmin_explore", args=[page.pk])).context["pages"]))
            for page in pages
        ]

    before = told()
    desk.draft(title=SECRET)
    desk.submitted(title=SECRET)
    assert told() == before
    assert published.pk


@pytest.mark.parametrize("query", ["Bi", "mat", "Bi mat", "don vi"])
def test_no_search_finds_another_units_draft(desk: Desk, other: Desk, query: str) -> None:
    desk.draft(title=SECRET)
    for user in (other.writer, other.approver, desk.board):
        browser = browser_of(user)
        for address in (
            f"/admin/pages/search/?q={query}",
            f"/admin/choose-page/search/?q={query}",
            f"/admin/api/main/pages/?search={query}",
        ):
            said = browser.get(address).content.decode()
            assert SECRET not in said
            assert SLUG not in said


def test_no_chooser_names_another_units_draft_by_its_number(desk: Desk, other: Desk) -> None:
    page = desk.draft(title=SECRET)
    unit_page = desk.unit.page.pk
    for user in (other.writer, desk.board):
        for address in (
            f"/admin/choose-page/chosen-multiple/?id={page.pk}",
            f"/admin/choose-page/?id={page.pk}&page_type=news.NewsPage",
            f"/admin/choose-page/{unit_page}/?page_type=news.newspage&allow_external_link=1",
            f"/admin/choose-page/{unit_page}/?target_pages[]={page.pk}&match_subclass=true",
            f"/admin/choose-page/search/?q=mat&page_type=news.newspage&target_pages[]={page.pk}",
            f"/admin/choose-page/{page.pk}/",
            f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}",
            f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={unit_page}",
            f"/admin/pages/{page.pk}/",
            "/admin/pages/create/news/newspage",
        ):
            said = browser_of(user).get(address).content.decode()
            assert not says_secret(said), address


def test_readers_find_no_draft_on_any_page_of_the_portal(desk: Desk) -> None:
    desk.published(title="Tin da dang")
    for state in ("draft", "submitted", "at_board"):
        getattr(desk, state)(title=SECRET, lead=SECRET)
    reader = Client()
    today = timezone.localdate()
    for address in (
        "/",
        desk.unit.page.url,
        desk.unit.page.get_parent().url,
        *(section.url for section in SectionPage.objects.all()),
        "/luu-tru/",
        f"/luu-tru/{today.year}/{today.month}/",
        "/tim-kiem/?q=bi+mat",
        "/sitemap.xml",
        "/rss/",
    ):
        assert not says_secret(reader.get(address).content.decode()), address


def test_an_address_of_a_draft_answers_readers_like_one_that_is_none(desk: Desk) -> None:
    page = desk.draft(title=SECRET)
    reader = Client()
    known, none = reader.get(page.url), reader.get(f"{desk.unit.page.url}khong-co/")
    assert known.status_code == none.status_code == 404
    assert not says_secret(known.content.decode())
    for user in (desk.board, add_member(make_unit("B"), Role.WRITER)):
        assert browser_of(user).get(page.url).status_code == 404
