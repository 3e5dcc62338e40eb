"""What a writer sees before sending: who will be asked, what is missing, why it came back; and old items as a start."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.news import moderation
from cms.news.models import Genre, ItemPhoto, NewsPage, State
from cms.units.models import Role
from tests.factories.news import Desk, current, write
from tests.factories.photos import PhotoFactory
from tests.factories.units import UserFactory, add_member, make_unit, make_writer
from tests.factories.writing import form_of, new_form, post
from tests.signing_in import signed_in


def opened(desk: Desk, page: NewsPage | None = None) -> Any:
    """The context of the form that the writer opens."""
    address = reverse("news:writing", args=[page.pk]) if page else reverse("news:writing_new", args=[desk.unit.pk])
    return signed_in(desk.writer).get(address).context


def test_the_writer_sees_who_will_be_asked(desk: Desk) -> None:
    assert [person["name"] for person in opened(desk)["asked"]] == [str(desk.approver)]
    assert opened(desk)["asked"][0]["role"] == "Chủ tịch công đoàn"
    assert [person["name"] for person in post(desk.writer, new_form(desk.unit)).json()["asked"]] == [str(desk.approver)]


def test_an_approver_who_wrote_is_not_among_those_who_will_be_asked(desk: Desk) -> None:
    page = desk.draft()
    assert post(desk.approver, form_of(page, title="Người duyệt viết")).status_code == 200
    context = opened(desk, page)
    assert context["asked"] == []
    assert context["nobody_text"]


def test_a_unit_without_approvers_is_told_what_to_do(portal: None) -> None:
    unit = make_unit()
    writer = make_writer(unit)
    context = signed_in(writer).get(reverse("news:writing_new", args=[unit.pk])).context
    assert context["asked"] == []
    assert context["nobody_text"]


def test_the_checklist_of_an_empty_form_names_each_point_in_the_order_of_the_letter(desk: Desk) -> None:
    points = opened(desk)["checklist"]
    assert [point["name"] for point in points] == ["title", "body", "photos", "captions", "authors", "event_date"]
    assert [point["name"] for point in points if point["done"]] == ["authors", "event_date"]


def test_a_genre_that_needs_a_video_asks_for_it(desk: Desk) -> None:
    video = Genre.objects.filter(needs_video=True).exclude(offered_as="").first()
    page = desk.draft()
    answer = post(desk.writer, form_of(page, genre=video.pk)).json()
    assert not next(point for point in answer["checklist"] if point["name"] == "video")["done"]


def test_an_urgent_item_is_asked_why(desk: Desk) -> None:
    answer = post(desk.writer, form_of(desk.draft(), urgent="on")).json()
    assert not next(point for point in answer["checklist"] if point["name"] == "urgent_reason")["done"]


def test_a_returned_item_opens_with_its_reason(desk: Desk) -> None:
    page = desk.submitted()
    moderation.send_back(page, by=desk.approver, reason="Thiếu tên người nhận quà")
    reason = opened(desk, page)["reason"]
    assert (reason.text, reason.by) == ("Thiếu tên người nhận quà", str(desk.approver))
    assert timezone.now() - reason.at < dt.timedelta(minutes=5)


def test_a_likely_duplicate_is_pointed_out_while_one_writes(desk: Desk) -> None:
    old = desk.draft(title="Công đoàn trao quà đoàn viên khó khăn dịp Tết")
    answer = post(desk.writer, new_form(desk.unit, title="Công đoàn trao quà đoàn viên khó khăn dịp Tết")).json()
    assert old.draft_title in [duplicate["headline"] for duplicate in answer["duplicates"]]


def copied(desk: Desk, page: NewsPage, **data: str) -> NewsPage | None:
    response = signed_in(desk.writer).post(reverse("news:copy", args=[page.pk]), data)
    number = response.url.removesuffix("/viet/").rpartition("/")[2]
    return NewsPage.objects.get(pk=number) if response.url.endswith("/viet/") else None


def test_an_old_item_is_taken_as_a_start_without_its_photos(desk: Desk) -> None:
    old = desk.published(event_date=dt.date(2025, 3, 8), urgent=True, urgent_reason="Gấp", lead="Sa-pô")
    copy = copied(desk, old)
    latest = copy.latest
    assert (copy.state, copy.owner, copy.unit) == (State.DRAFT, desk.writer, desk.unit)
    assert latest.title == old.title
    assert latest.body.get_prep_value()[0]["value"] == old.latest.body.get_prep_value()[0]["value"]
    assert [author.byline for author in latest.authors.all()] == [author.byline for author in old.latest.authors.all()]
    assert latest.photos.count() == 0
    assert latest.event_date == timezone.localdate()
    assert (latest.urgent, latest.lead) == (False, "")
    assert copy.slug != old.slug


def test_two_taps_make_one_copy(desk: Desk) -> None:
    old, key = desk.draft(), str(uuid.uuid4())
    assert copied(desk, old, creation_key=key) == copied(desk, old, creation_key=key)


def test_only_items_of_a_unit_that_one_writes_for_are_copied(desk: Desk) -> None:
    other = Desk(make_unit("Công đoàn cơ sở B"))
    page = desk.at_board()
    before = NewsPage.objects.count()
    assert signed_in(other.writer).post(reverse("news:copy", args=[page.pk])).status_code == 404
    for knows in (desk.approver, desk.board):
        assert signed_in(knows).post(reverse("news:copy", args=[page.pk])).url == reverse("news:item", args=[page.pk])
    assert NewsPage.objects.count() == before


def test_old_items_of_ones_own_unit_are_offered_on_an_empty_form_only(desk: Desk) -> None:
    Desk(make_unit("Công đoàn cơ sở B")).draft(title="Tin của đơn vị khác")
    own = desk.draft(title="Tin của đơn vị mình")
    assert [item["title"] for item in opened(desk)["own_items"]] == ["Tin của đơn vị mình"]
    assert opened(desk, own)["own_items"] == []


def test_the_board_that_enters_for_a_unit_reads_no_headlines_of_its_drafts(portal: None) -> None:
    unit = make_unit()
    write(unit, by=make_writer(unit), title="Tin chưa gửi")
    response = signed_in(UserFactory(board=True)).get(reverse("news:writing_new", args=[unit.pk]))
    assert response.context["on_paper"]
    assert response.context["own_items"] == []
    assert "Tin chưa gửi" not in response.content.decode()


def test_what_the_board_enters_for_a_unit_is_the_boards_to_go_on_with(portal: None) -> None:
    unit, board = make_unit(), UserFactory(board=True)
    answer = post(board, new_form(unit)).json()
    page = NewsPage.objects.get(pk=answer["item"])
    assert (page.entered_by, page.unit, answer["on_paper"]) == (board, unit, True)
    assert post(UserFactory(board=True), form_of(page, title="Người khác viết tiếp")).status_code == 200
    assert post(board, form_of(page), go="paper").json()["go"] == reverse("news:paper", args=[page.pk])


def test_who_writes_for_several_units_chooses(desk: Desk) -> None:
    add_member(make_unit("Công đoàn cơ sở B"), Role.WRITER, desk.writer)
    assert len(signed_in(desk.writer).get(reverse("news:write")).context["units"]) == 2


def cost(desk: Desk, page: NewsPage) -> dict[str, int]:
    """How many queries it costs to open the form and to save a change."""
    browser = signed_in(desk.writer)
    costs = {}
    for name in ("warm", "open", "save"):
        form = form_of(page, title=f"Tít {name} {page.edits.count()}")
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            if name == "save":
                assert post(browser, form).status_code == 200
            else:
                assert browser.get(reverse("news:writing", args=[page.pk])).status_code == 200
        costs[name] = len(captured)
    return {"open": costs["open"], "save": costs["save"]}


def test_a_photo_more_costs_a_few_queries_and_no_round_through_the_portal(desk: Desk) -> None:
    """Wagtail looks up each photo of a revision when it loads it: once to show the item, three times to save it."""
    few, many = desk.draft(photos=2), desk.draft(photos=7)
    cost(desk, few)
    cost(desk, many)
    little, much = cost(desk, few), cost(desk, many)
    assert much["open"] - little["open"] <= 2 * 5
    assert much["save"] - little["save"] <= 7 * 5


def test_the_photos_of_the_form_are_those_of_the_item(desk: Desk) -> None:
    page = desk.draft()
    photo = PhotoFactory(unit=desk.unit)
    latest = current(page).latest
    latest.photos.add(ItemPhoto(photo=photo, caption="Hai"))
    latest.save_revision(user=desk.writer, clean=False)
    assert [row["photo"]["id"] for row in opened(desk, page)["photos"]][-1] == photo.pk
