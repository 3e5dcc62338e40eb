"""The frame of people of units: their few screens, and nothing of Wagtail's in sight."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.news import moderation
from cms.news.frames import TABS, Tab, register_tab
from cms.units.models import Role
from tests.factories.news import Desk, current
from tests.factories.units import add_member, make_approver, make_unit, make_writer
from tests.signing_in import signed_in

OURS = "desk/frame.css"
WAGTAILS = "wagtailadmin/js"
TABS_OF = {
    "writer": ["news:write", "news:mine", "quotas:mine", "accounts:account"],
    "approver": ["news:mine", "news:waiting", "quotas:mine", "accounts:account"],
}


def screens(desk: Desk) -> list[str]:
    """Every screen that people of units come to."""
    desk.published()
    page = desk.submitted()
    names = ["wagtailadmin_home", "news:mine", "news:waiting", "accounts:account", "accounts:password"]
    names += ["accounts:contact", "units:my_leave"]
    of_item = ["news:item", "news:history", "news:passed_on"]
    return [reverse(name) for name in names] + [reverse(name, args=[page.pk]) for name in of_item]


def tabs(client: Client, address: str) -> list[str]:
    nav = re.search(r'<nav class="desk-tabs".*?</nav>', client.get(address).content.decode(), re.DOTALL)
    assert nav is not None
    return re.findall(r'href="([^"#]+)"', re.sub(r"<use.*?/>", "", nav[0]))


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_people_of_units_meet_every_screen_in_their_own_light_frame(desk: Desk, who: str) -> None:
    client = signed_in(getattr(desk, who))
    for address in screens(desk):
        said = client.get(address, follow=True).content.decode()
        assert OURS in said, address
        assert WAGTAILS not in said, address


def test_the_province_works_in_wagtails_frame(desk: Desk) -> None:
    client = signed_in(desk.board)
    for name in ("wagtailadmin_home", "news:board", "accounts:account"):
        said = client.get(reverse(name)).content.decode()
        assert WAGTAILS in said, name
        assert OURS not in said, name


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_the_tabs_are_those_of_ones_roles(desk: Desk, who: str) -> None:
    expected = [reverse(name) for name in TABS_OF[who]]
    assert tabs(signed_in(getattr(desk, who)), reverse("news:mine")) == expected


def test_who_writes_and_approves_has_all_tabs_and_sees_where_they_are(desk: Desk) -> None:
    add_member(desk.unit, Role.APPROVER, desk.writer)
    client = signed_in(desk.writer)
    names = ["news:write", "news:mine", "news:waiting", "quotas:mine", "accounts:account"]
    assert tabs(client, reverse("news:waiting")) == [reverse(name) for name in names]
    said = client.get(reverse("news:waiting")).content.decode()
    assert f'href="{reverse("news:waiting")}" aria-current="page"' in said
    assert said.count("aria-current") == 1


def test_the_tab_says_how_many_items_wait(desk: Desk) -> None:
    client = signed_in(desk.approver)
    assert "desk-tabs__count" not in client.get(reverse("news:mine")).content.decode()
    for _number in range(3):
        desk.submitted()
    assert '<span class="desk-tabs__count">3</span>' in client.get(reverse("news:mine")).content.decode()


def test_a_screen_of_another_room_joins_the_tabs_in_its_place(desk: Desk) -> None:
    before = list(TABS)
    try:
        register_tab(Tab(50, "Nhuận bút", "wagtailadmin_home", "quota"))
        named = tabs(signed_in(desk.approver), reverse("news:mine"))
    finally:
        TABS[:] = before
    names = ("news:mine", "news:waiting", "quotas:mine", "wagtailadmin_home", "accounts:account")
    assert named == [*map(reverse, names)]


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_people_of_units_never_land_in_wagtails_editor(desk: Desk, who: str) -> None:
    page = desk.draft()
    client = signed_in(getattr(desk, who))
    opened = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert opened.url == reverse("news:writing", args=[page.pk])


def test_a_bookmark_of_the_old_empty_form_leads_to_ours(desk: Desk) -> None:
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", desk.unit.page.pk])
    assert signed_in(desk.writer).get(address).url == reverse("news:writing_new", args=[desk.unit.pk])


def test_the_redirects_tell_a_stranger_nothing(desk: Desk) -> None:
    page = desk.draft()
    client = signed_in(make_writer(make_unit("Công đoàn cơ sở Trường B")))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["wagtailadmin_pages:history", "wagtailadmin_pages:delete", "wagtailadmin_pages:view_draft"],
)
def test_wagtails_own_screens_about_an_item_are_closed_to_people_of_units(desk: Desk, name: str) -> None:
    page = desk.draft()
    assert signed_in(desk.writer).get(reverse(name, args=[page.pk])).status_code == 404


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailadmin_choose_page"])
def test_wagtails_libraries_are_closed_to_people_of_units(desk: Desk, name: str) -> None:
    assert signed_in(desk.writer).get(reverse(name)).status_code == 404


def test_the_own_list_says_what_comes_next(desk: Desk) -> None:
    page = desk.submitted()
    moderation.send_back(page, by=desk.approver, reason="Thiếu tên người nhận quà")
    waiting = desk.submitted(title="Tin đang chờ")
    said = signed_in(desk.writer).get(reverse("news:mine")).content.decode()
    assert reverse("news:writing", args=[page.pk]) in said
    assert "Thiếu tên người nhận quà" in said
    assert str(desk.approver) in said
    assert reverse("news:writing", args=[waiting.pk]) not in said


def test_in_a_list_an_approver_who_wrote_too_is_not_named_as_asked(desk: Desk) -> None:
    colleague = make_approver(desk.unit)
    moderation.submit(desk.draft(), by=colleague)
    step = signed_in(desk.writer).get(reverse("news:mine")).context["items"].object_list[0].next_step
    assert str(desk.approver) in step.waits_for
    assert str(colleague) not in step.waits_for


@pytest.mark.parametrize("query", ["tặng quà", "TANG QUA", "quà tặng", "đoàn viên"])
def test_a_headline_is_found_with_or_without_diacritics(desk: Desk, query: str) -> None:
    desk.draft(title="Tặng quà đoàn viên khó khăn")
    desk.draft(title="Hội thao chào mừng")
    found = signed_in(desk.writer).get(reverse("news:mine"), {"q": query}).context["items"].object_list
    assert [item.draft_title for item in found] == ["Tặng quà đoàn viên khó khăn"]


def test_a_search_finds_ones_own_items_only(desk: Desk) -> None:
    desk.draft(title="Tặng quà đoàn viên")
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    assert not signed_in(stranger).get(reverse("news:mine"), {"q": "tặng"}).context["items"].object_list


def test_the_pages_of_a_search_keep_the_words(desk: Desk) -> None:
    for number in range(27):
        desk.draft(title=f"Tặng quà {number}", photos=0)
    said = signed_in(desk.writer).get(reverse("news:mine"), {"q": "tang qua"}).content.decode()
    assert "?q=tang+qua&amp;p=2" in said


def test_a_refusal_is_said_in_the_frame(desk: Desk) -> None:
    page = desk.submitted()
    client = signed_in(desk.writer)
    said = client.post(reverse("news:discard", args=[page.pk]), follow=True).content.decode()
    assert 'class="desk-note desk-note--error" role="alert"' in said
    assert current(page).pk == page.pk


def test_somebody_of_two_units_chooses_for_which_one_they_write(desk: Desk) -> None:
    other = make_unit("Công đoàn cơ sở Trường B")
    person: User = desk.writer
    add_member(other, Role.WRITER, person)
    said = signed_in(person).get(reverse("news:write")).content.decode()
    for unit in (desk.unit, other):
        assert reverse("news:writing_new", args=[unit.pk]) in said
