"""The board's desk: its lists, the item's screen, and publishing what it completes in one act."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.news import moderation
from cms.news.models import Edit, Genre, NewsPage, SectionPage, State
from cms.photos.models import PhotoUse
from cms.units.models import Origin, Role, Stage, Unit, UnitKind
from tests.factories.news import Desk, approve, change, current, publish, submit
from tests.factories.photos import PhotoFactory, picture_file
from tests.factories.units import UserFactory, add_member, make_unit
from tests.signing_in import signed_in

LATER = timezone.now() + dt.timedelta(days=2)


def item_url(page: NewsPage) -> str:
    return reverse("news:item", args=[page.pk])


def look(person: User, **asked: Any) -> HttpResponse:
    return signed_in(person).get(reverse("news:board"), asked)


def listed(person: User, **asked: Any) -> list[int]:
    return [item.pk for item in look(person, **asked).context["items"]]


def decide(client: Client, page: NewsPage, act: str, **fields: Any) -> HttpResponse:
    """Press a button of the form to publish by, with what it was filled with before."""
    screen = client.get(item_url(page))
    completing = screen.context["completing"]
    shown = {
        "completing-offered": "True",
        "completing-genre": completing["genre"].value(),
        "completing-sections": completing["sections"].value(),
        "completing-lead": completing["lead"].value(),
    }
    data = shown | {f"{act}-digest": screen.context["digest"]} | fields
    return client.post(reverse("news:act", args=[page.pk, act]), data)


def with_own_photo(page: NewsPage, number: int) -> NewsPage:
    """The item with a photo that no other item has."""
    photo = PhotoFactory(unit=page.unit, with_board=True, file=picture_file(colour=(number, 2 * number, 99)))
    PhotoUse.set_for(page.pk, [photo.pk])
    return page


# What the board completes while it publishes


def test_genre_sections_and_lead_chosen_on_the_form_are_published_in_the_same_act(desk: Desk) -> None:
    page = desk.at_board()
    genre = Genre.objects.create(code="ban-tin", name="Bản tin", min_words=10)
    section = SectionPage.objects.first()
    chosen = {
        "completing-genre": genre.pk,
        "completing-sections": [section.pk],
        "completing-lead": "Sa-pô do Ban Biên tập viết.",
    }
    response = decide(signed_in(desk.board), page, "publish", **chosen)
    assert response.status_code == 302
    page = current(page)
    assert page.state == State.PUBLISHED
    assert (page.genre, page.lead, list(page.sections.all())) == (genre, "Sa-pô do Ban Biên tập viết.", [section])
    assert "Sa-pô do Ban Biên tập viết." in Client().get(page.url).content.decode()


def test_the_completion_is_the_boards_own_edit_and_the_unit_sees_it(desk: Desk) -> None:
    page = desk.at_board()
    decide(signed_in(desk.board), page, "publish", **{"completing-lead": "Sa-pô mới."})
    assert Edit.objects.filter(page=page, user=desk.board, stage=Stage.BOARD).count() == 1
    screen = signed_in(desk.writer).get(item_url(page))
    assert [difference.words for difference in screen.context["differences"]] == [[("+", "Sa-pô mới.")]]


def test_a_form_sent_as_it_was_shown_publishes_what_the_unit_approved_unchanged(desk: Desk) -> None:
    page = desk.at_board(lead="Sa-pô nhiều dòng\nđã có sẵn")
    decide(signed_in(desk.board), page, "publish", **{"completing-lead": "Sa-pô nhiều dòng\r\nđã có sẵn"})
    page = current(page)
    assert page.release.approval.digest == page.approvals.of_unit().get().digest
    assert not Edit.objects.filter(page=page, stage=Stage.BOARD).exists()


def test_sections_that_are_ticked_off_are_taken_away(desk: Desk) -> None:
    page = change(desk.at_board(), by=desk.board, sections=[SectionPage.objects.first()])
    decide(signed_in(desk.other_board), page, "publish", **{"completing-sections": []})
    assert not current(page).sections.exists()


def test_a_decision_without_the_completion_leaves_the_item_as_it_is(desk: Desk) -> None:
    page = change(desk.at_board(), by=desk.board, sections=[SectionPage.objects.first()])
    data = {"publish-digest": page.latest_digest}
    signed_in(desk.other_board).post(reverse("news:act", args=[page.pk, "publish"]), data)
    assert current(page).state == State.PUBLISHED
    assert current(page).sections.exists()


def test_the_time_of_publication_is_set_on_the_same_form(desk: Desk) -> None:
    page = desk.at_board()
    at = timezone.localtime(LATER).replace(second=0, microsecond=0)
    fields = {"schedule-publish_at": f"{at:%Y-%m-%dT%H:%M}", "completing-lead": "Sa-pô hẹn giờ"}
    decide(signed_in(desk.board), page, "schedule", **fields)
    page = current(page)
    assert page.state == State.SCHEDULED
    approval = page.approvals.of_board().get()
    assert approval.publish_at == at
    assert approval.content["lead"] == "Sa-pô hẹn giờ"


@pytest.mark.parametrize("moment", ["", "mai", "2020-01-01T08:00"])
def test_a_time_that_is_none_or_past_is_asked_again_with_what_was_typed(desk: Desk, moment: str) -> None:
    page = desk.at_board()
    fields = {"schedule-publish_at": moment, "completing-lead": "Sa-pô vừa gõ"}
    response = decide(signed_in(desk.board), page, "schedule", **fields)
    assert response.status_code == 422
    assert "Sa-pô vừa gõ" in response.content.decode()
    assert current(page).state == State.AT_BOARD
    assert current(page).latest.lead == ""


def test_a_genre_that_asks_for_more_than_the_item_has_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    page = desk.at_board()
    before = page.latest_digest
    demanding = Genre.objects.create(code="bai-dai", name="Bài dài", min_words=5000)
    response = decide(signed_in(desk.board), page, "publish", **{"completing-genre": demanding.pk})
    assert response.status_code == 409
    assert (current(page).state, current(page).latest_digest) == (State.AT_BOARD, before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"completing-genre": "999999"},
        {"completing-genre": "x"},
        {"completing-sections": ["999999"]},
        {"completing-lead": "x" * 2001},
        {"completing-lead": "a\0b"},
    ],
)
def test_a_completion_that_makes_no_sense_is_refused_in_words(desk: Desk, wrong: dict[str, Any]) -> None:
    page = desk.at_board()
    response = decide(signed_in(desk.board), page, "publish", **wrong)
    assert response.status_code == 422
    assert current(page).state == State.AT_BOARD


def test_a_completion_of_a_text_that_changed_meanwhile_is_refused(desk: Desk) -> None:
    page = desk.at_board()
    client = signed_in(desk.board)
    digest = client.get(item_url(page)).context["digest"]
    change(page, by=desk.other_board, title="Tít đã đổi")
    data = {"publish-digest": digest, "completing-offered": "True", "completing-lead": "Sa-pô"}
    assert client.post(reverse("news:act", args=[page.pk, "publish"]), data).status_code == 409
    assert current(page).latest.lead == ""


@pytest.mark.parametrize("who", ["writer", "approver", "superuser"])
def test_nobody_else_completes_or_publishes(desk: Desk, who: str) -> None:
    page = desk.at_board()
    person = UserFactory(is_superuser=True) if who == "superuser" else getattr(desk, who)
    data = {"publish-digest": page.latest_digest, "completing-offered": "True", "completing-lead": "Chen vào"}
    response = signed_in(person).post(reverse("news:act", args=[page.pk, "publish"]), data)
    assert response.status_code == 409
    assert (current(page).state, current(page).latest.lead) == (State.AT_BOARD, "")


# From one item to the next


def test_after_a_decision_the_next_waiting_item_comes_up_and_after_the_last_the_list(desk: Desk) -> None:
    days = [timezone.localdate() - dt.timedelta(days=number) for number in range(3)]
    first, second, third = (desk.at_board(title=f"Tin {day}", event_date=day) for day in days)
    client = signed_in(desk.board)
    assert decide(client, second, "publish").url == item_url(third)
    returned = client.post(reverse("news:act", args=[third.pk, "return"]), {"return-reason": "Bổ sung ảnh"})
    assert returned.url == item_url(first)
    assert decide(client, first, "publish").url == reverse("news:board")


def test_the_next_item_is_one_that_the_person_may_decide(desk: Desk) -> None:
    first = desk.at_board(title="Tin một")
    own = desk.at_board(title="Tin do chính người này viết")
    Edit.objects.create(page=own, user=desk.board, stage="", digest_before="", digest_after="x")
    assert decide(signed_in(desk.board), first, "publish").url == reverse("news:board")


def test_the_screen_says_where_the_item_stands_in_the_line(desk: Desk) -> None:
    days = [timezone.localdate() - dt.timedelta(days=number) for number in range(3)]
    first, second, third = (desk.at_board(title=f"Tin {day}", event_date=day) for day in days)
    line = signed_in(desk.board).get(item_url(second)).context["neighbours"]
    assert (line.place, line.count, line.previous, line.following) == (2, 3, first.pk, third.pk)
    assert signed_in(desk.writer).get(item_url(second)).context["neighbours"] is None


def test_people_of_units_come_to_those_whom_they_should_tell(desk: Desk) -> None:
    page = desk.submitted()
    data = {"approve-digest": page.latest_digest}
    response = signed_in(desk.approver).post(reverse("news:act", args=[page.pk, "approve"]), data)
    assert response.url == reverse("news:passed_on", args=[page.pk])


# The lists


def test_each_waiting_item_bears_marks_to_decide_by(desk: Desk) -> None:
    week_ago = timezone.localdate() - dt.timedelta(days=7)
    clean = with_own_photo(desk.at_board(title="Hội thao ngành giáo dục", event_date=week_ago), 1)
    clean.sections.add(SectionPage.objects.first())
    clean.save()
    plain = with_own_photo(desk.at_board(title="Đại hội công đoàn nhiệm kỳ mới"), 2)
    marks = {item.pk: item.marks for item in look(desk.board).context["items"]}
    assert marks[clean.pk].is_clean
    assert (len(marks[plain.pk].incomplete), marks[plain.pk].doubtful) == (1, [])
    double = with_own_photo(desk.at_board(title="Đại hội công đoàn nhiệm kỳ mới"), 3)
    marks = {item.pk: item.marks for item in look(desk.board).context["items"]}
    assert marks[double.pk].doubtful
    assert marks[plain.pk].doubtful


def test_what_the_board_edited_and_changes_of_published_items_are_marked(desk: Desk) -> None:
    edited = change(desk.at_board(), by=desk.board, title="Đã sửa")
    proposal = change(desk.published(), by=desk.writer, title="Bản đề nghị")
    proposal = approve(submit(proposal, by=desk.writer), by=desk.approver)
    items = {item.pk: item for item in look(desk.board).context["items"]}
    assert (items[edited.pk].is_edited, items[edited.pk].is_change) == (True, False)
    assert (items[proposal.pk].is_edited, items[proposal.pk].is_change) == (False, True)


def test_the_list_is_narrowed_by_unit_genre_and_age(desk: Desk) -> None:
    other = Desk(make_unit("Công đoàn cơ sở Trường B"))
    genre = Genre.objects.create(code="ban-tin", name="Bản tin", min_words=10)
    here, there = desk.at_board(), other.at_board(genre=genre)
    NewsPage.objects.filter(pk=there.pk).update(state_since=timezone.now() - dt.timedelta(days=5))
    assert set(listed(desk.board)) == {here.pk, there.pk}
    assert listed(desk.board, unit=other.unit.pk) == [there.pk]
    assert listed(desk.board, genre=genre.pk) == [there.pk]
    assert listed(desk.board, age="3") == [there.pk]
    assert listed(desk.board, age="7") == []


@pytest.mark.parametrize(
    "asked",
    [{"unit": "x"}, {"unit": "99999"}, {"genre": "'"}, {"age": "-1"}, {"tab": "../x"}, {"p": "9e9"}, {"unit": "\0"}],
)
def test_a_question_that_makes_no_sense_shows_the_whole_list(desk: Desk, asked: dict[str, str]) -> None:
    page = desk.at_board()
    assert listed(desk.board, **asked) == [page.pk]


def test_scheduled_items_are_listed_by_their_time(desk: Desk) -> None:
    late = publish(desk.at_board(), by=desk.board, publish_at=LATER + dt.timedelta(days=1))
    soon = publish(desk.at_board(), by=desk.board, publish_at=LATER)
    items = look(desk.board, tab="scheduled").context["items"]
    assert [(item.pk, item.publish_at) for item in items] == [(soon.pk, LATER), (late.pk, LATER + dt.timedelta(days=1))]


def test_lately_published_items_are_listed_hidden_ones_too(desk: Desk) -> None:
    shown, hidden = desk.published(title="Đang hiện"), desk.published(title="Đang ẩn")
    moderation.hide(hidden, by=desk.board, reason="Kiểm tra")
    releases = look(desk.board, tab="published").context["items"]
    assert {release.page_id: release.visible for release in releases} == {shown.pk: True, hidden.pk: False}


def test_of_what_one_returned_the_list_shows_the_headline_that_one_knew(desk: Desk) -> None:
    page = desk.at_board(title="Tít khi trả lại")
    moderation.send_back(page, by=desk.board, reason="Thiếu số liệu")
    change(page, by=desk.writer, title="Tít mới chỉ của đơn vị")
    html = look(desk.board, tab="returned").content.decode()
    assert "Tít khi trả lại" in html
    assert "Thiếu số liệu" in html
    assert "Tít mới chỉ của đơn vị" not in html
    assert look(desk.other_board, tab="returned").context["items"] == []


@pytest.mark.parametrize("tab", ["waiting", "scheduled", "published", "returned"])
def test_the_lists_are_the_boards(desk: Desk, tab: str) -> None:
    for person in (desk.writer, desk.approver):
        assert look(person, tab=tab).status_code == 404
    assert look(UserFactory(is_superuser=True), tab=tab).status_code == 404


@pytest.mark.parametrize("tab", ["waiting", "scheduled", "published", "returned"])
def test_a_list_costs_the_same_for_few_items_and_for_many(desk: Desk, tab: str) -> None:
    client = signed_in(desk.board)

    def make() -> None:
        page = desk.at_board()
        if tab == "scheduled":
            publish(page, by=desk.board, publish_at=LATER)
        elif tab == "published":
            publish(page, by=desk.board)
        elif tab == "returned":
            moderation.send_back(page, by=desk.board, reason="Sửa")

    def cost() -> int:
        client.get(reverse("news:board"), {"tab": tab})
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("news:board"), {"tab": tab})
        return len(captured)

    for _number in range(2):
        make()
    few = cost()
    for _number in range(5):
        make()
    assert cost() == few
    assert few <= 45


@pytest.mark.parametrize("who", ["board", "approver"])
def test_the_items_screen_costs_the_same_for_few_items_and_for_many(desk: Desk, who: str) -> None:
    client = signed_in(getattr(desk, who))
    page = desk.at_board()

    def cost() -> int:
        client.get(item_url(page))
        with CaptureQueriesContext(connection) as captured:
            client.get(item_url(page))
        return len(captured)

    for _number in range(2):
        desk.at_board()
    few = cost()
    for _number in range(5):
        desk.at_board()
    assert cost() == few


# While a unit changes what is published


def test_the_board_takes_an_item_down_also_while_its_unit_changes_it_without_reading_the_change(desk: Desk) -> None:
    page = change(desk.published(title="Bản đang đăng"), by=desk.writer, title="Bản đề nghị riêng của đơn vị")
    client = signed_in(desk.board)
    screen = client.get(item_url(page))
    preview = client.get(reverse("news:preview", args=[page.pk]))
    for html in (screen.content.decode(), preview.content.decode()):
        assert "Bản đang đăng" in html
        assert "Bản đề nghị riêng của đơn vị" not in html
    response = client.post(reverse("news:act", args=[page.pk, "hide"]), {"hide-reason": "Kiểm tra số liệu"})
    assert response.status_code == 302
    assert Client().get(page.url).status_code == 404
    again = client.get(item_url(page))
    assert "Bản đề nghị riêng của đơn vị" not in again.content.decode()


def test_the_board_does_not_read_why_a_units_approver_returned_its_change(desk: Desk) -> None:
    page = submit(change(desk.published(), by=desk.writer, title="Bản đề nghị"), by=desk.writer)
    moderation.send_back(page, by=desk.approver, reason="Chuyện nội bộ của đơn vị")
    assert "Chuyện nội bộ của đơn vị" not in signed_in(desk.board).get(item_url(page)).content.decode()
    assert "Chuyện nội bộ của đơn vị" in signed_in(desk.writer).get(item_url(page)).content.decode()


def test_the_board_still_knows_nothing_of_a_draft_that_was_never_published(desk: Desk) -> None:
    for page in (desk.draft(), desk.submitted()):
        for name, extra in (("item", []), ("preview", []), ("act", ["hide"])):
            address = reverse(f"news:{name}", args=[page.pk, *extra])
            client = signed_in(desk.board)
            assert (client.post(address) if extra else client.get(address)).status_code == 404


# Reposts


@pytest.fixture
def reporter(desk: Desk) -> User:
    """A member of the board who writes for the board's own unit."""
    board = Unit.objects.filter(versions__kind__code=UnitKind.BOARD).first()
    return add_member(board, Role.WRITER, desk.board)


def test_a_repost_begins_with_its_origin_set_in_the_boards_own_unit(desk: Desk, reporter: User) -> None:
    response = signed_in(reporter).get(reverse("news:repost"), follow=True)
    form = response.context["form"]
    assert form["origin"].value() == Origin.REPOSTED
    assert {"source_name", "source_url", "source_permission"} <= set(form.fields)


def test_who_does_not_write_for_the_board_is_told_so_and_others_find_nothing(desk: Desk) -> None:
    assert signed_in(desk.other_board).get(reverse("news:repost")).url == reverse("news:board")
    for person in (desk.writer, desk.approver):
        assert signed_in(person).get(reverse("news:repost")).status_code == 404


@pytest.mark.parametrize("lacking", ["source_name", "source_url", "source_permission"])
def test_a_repost_without_source_address_or_permission_is_not_published(desk: Desk, lacking: str) -> None:
    source = {"source_name": "Báo Lao Động", "source_url": "https://example.com/tin", "source_permission": "Thư 1/1"}
    page = change(desk.at_board(), by=desk.board, origin=Origin.REPOSTED, **(source | {lacking: ""}))
    data = {"publish-digest": page.latest_digest}
    response = signed_in(desk.other_board).post(reverse("news:act", args=[page.pk, "publish"]), data)
    assert response.status_code == 409
    assert {entry.field for entry in response.context["missing"]} <= {"source_name", "source_url"}


def test_a_published_repost_prints_its_source(desk: Desk) -> None:
    source = {"source_name": "Báo Lao Động", "source_url": "https://example.com/tin", "source_permission": "Thư 1/1"}
    page = change(desk.at_board(), by=desk.board, origin=Origin.REPOSTED, **source)
    page = publish(page, by=desk.other_board)
    html = Client().get(page.url).content.decode()
    assert "Báo Lao Động" in html
    assert 'href="https://example.com/tin"' in html


def test_what_is_missing_leads_to_its_place_in_the_boards_form(desk: Desk) -> None:
    page = change(desk.at_board(), by=desk.board, photos=[], authors=[], title=" ", body=[])
    client = signed_in(desk.board)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    places = re.findall(f'href="{address}#([^"]+)"', client.get(item_url(page)).content.decode())
    form = client.get(address).content.decode()
    assert len(places) >= 4
    assert [place for place in places if f'id="{place}"' not in form] == []
