"""What people write is kept: once, whole, and over nobody else's text unseen."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.news.models import Genre, NewsPage, State
from cms.news.models.approvals import is_vetted
from cms.news.writing.headline import stand_in
from cms.photos.models import Photo
from cms.units.models import Membership
from tests.factories.news import Desk, change, current, submit
from tests.factories.photos import PhotoFactory
from tests.factories.units import ContributorFactory, make_unit, make_writer
from tests.factories.writing import AUTHOR, TEXT, form_of, new_form, post, post_plainly, rows
from tests.signing_in import signed_in


def items() -> int:
    return NewsPage.objects.count()


def written(desk: Desk, **fields: object) -> NewsPage:
    """A new item, written in the form."""
    return NewsPage.objects.get(pk=post(desk.writer, new_form(desk.unit, **fields)).json()["item"])


def test_opening_the_form_stores_nothing(desk: Desk) -> None:
    before = items()
    assert signed_in(desk.writer).get(reverse("news:writing_new", args=[desk.unit.pk])).status_code == 200
    assert items() == before


def test_who_writes_for_one_unit_comes_straight_to_the_form(desk: Desk) -> None:
    response = signed_in(desk.writer).get(reverse("news:write"))
    assert response.url == reverse("news:writing_new", args=[desk.unit.pk])


def test_the_writer_stands_as_the_author_of_a_new_item(desk: Desk) -> None:
    context = signed_in(desk.writer).get(reverse("news:writing_new", args=[desk.unit.pk])).context
    assert [author["byline"] for author in context["authors"]] == [str(desk.writer)]


def test_a_new_form_becomes_a_draft_with_all_that_was_written(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit)
    answer = post(desk.writer, new_form(desk.unit, photos=[{"photo": photo.pk, "caption": "Trao quà"}]))
    page = NewsPage.objects.get(pk=answer.json()["item"])
    assert answer.status_code == 200
    assert page.state == State.DRAFT
    assert page.title == "Công đoàn trao quà đoàn viên"
    assert [use.caption for use in page.latest.photos.all()] == ["Trao quà"]
    assert [author.byline for author in page.latest.authors.all()] == ["Nguyễn Văn An"]
    assert answer.json()["version"] == page.latest_digest
    assert all(point["done"] for point in answer.json()["checklist"])


def test_a_form_whose_answer_was_lost_makes_one_item(desk: Desk) -> None:
    form = new_form(desk.unit)
    first, second = post(desk.writer, form), post(desk.writer, form)
    assert first.json()["item"] == second.json()["item"]
    assert current_of(first).revisions.count() == 1
    assert current_of(first).edits.count() == 1


def current_of(response: object) -> NewsPage:
    return NewsPage.objects.get(pk=response.json()["item"])


def test_an_old_form_of_the_same_item_does_not_overwrite_it(desk: Desk) -> None:
    form = new_form(desk.unit)
    page = current_of(post(desk.writer, form))
    post(desk.writer, form_of(page, title="Tít mới"))
    answer = post(desk.writer, form)
    assert answer.status_code == 409
    assert current(page).latest.title == "Tít mới"


def test_the_key_of_somebody_elses_item_is_answered_like_none(desk: Desk) -> None:
    stranger = make_writer(make_unit("Công đoàn cơ sở B"))
    page = desk.draft()
    form = new_form(desk.unit, creation_key=page.creation_key)
    assert post(stranger, form).status_code == 404
    assert current(page).latest.title == page.title


@pytest.mark.parametrize("key", ["", "không phải khoá", "1"])
def test_a_key_that_is_none_stops_nobody(desk: Desk, key: str) -> None:
    assert post(desk.writer, new_form(desk.unit, creation_key=key)).status_code == 200


def test_an_empty_form_makes_no_item(desk: Desk) -> None:
    before = items()
    assert post(desk.writer, new_form(desk.unit, "", title="")).status_code == 422
    assert items() == before


def test_an_unchanged_form_changes_nothing(desk: Desk) -> None:
    page = desk.draft(text='<p data-block-key="a1b2c">Chữ  có <a linktype="page" id="1">liên kết</a></p><p></p>')
    answer = post(desk.writer, form_of(page))
    assert answer.json()["version"] == page.latest_digest
    assert current(page).latest_revision_id == page.latest_revision_id
    assert current(page).edits.count() == page.edits.count()


def test_an_unchanged_form_of_an_approver_leaves_the_item_the_writers(desk: Desk) -> None:
    page = desk.submitted()
    assert post(desk.approver, form_of(page)).status_code == 200
    assert current(page).latest_digest == page.latest_digest


def test_text_without_a_headline_is_kept_and_the_headline_is_missed(desk: Desk) -> None:
    answer = post(desk.writer, new_form(desk.unit, title=""))
    page = current_of(answer)
    assert page.draft_title == stand_in()
    assert "đoàn viên" in str(page.latest.body)
    assert not next(point for point in answer.json()["checklist"] if point["name"] == "title")["done"]
    context = signed_in(desk.writer).get(reverse("news:writing", args=[page.pk])).context
    assert context["form"]["title"].value() == ""
    assert post(desk.writer, form_of(page, title=""), go="submit").json()["error"] == "incomplete"


def test_the_address_follows_the_headline_until_the_item_is_sent(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit)
    page = written(desk, title="", photos=[{"photo": photo.pk, "caption": "Trao quà"}])
    post(desk.writer, form_of(page, title="Hội thao mừng Đảng"))
    assert current(page).slug == current(page).latest.slug == "hoi-thao-mung-dang"
    page = submit(page, by=desk.writer)
    post(desk.approver, form_of(page, title="Hội thao"))
    assert current(page).latest.slug == "hoi-thao-mung-dang"


def test_two_items_with_one_headline_have_two_addresses(desk: Desk) -> None:
    assert written(desk).latest.slug != written(desk).latest.slug


def test_who_had_another_version_before_them_is_told_and_chooses(desk: Desk) -> None:
    page = desk.draft()
    old_form = form_of(page, title="Của tôi")
    post(desk.writer, form_of(page, title="Của người khác"))
    answer = post(desk.writer, old_form)
    assert answer.status_code == 409
    assert current(page).latest.title == "Của người khác"
    kept = post(desk.writer, old_form, version=answer.json()["version"], keep="mine")
    assert kept.status_code == 200
    assert current(page).latest.title == "Của tôi"
    assert "Của người khác" in [revision.content["title"] for revision in page.revisions.all()]


def test_what_was_saved_again_with_the_same_words_is_no_conflict(desk: Desk) -> None:
    page = desk.draft()
    form = form_of(page, title="Tít mới")
    assert post(desk.writer, form).json()["version"] == post(desk.writer, form).json()["version"]


def test_a_stretch_of_writing_is_one_revision_and_every_difference_is_recorded(desk: Desk) -> None:
    page = written(desk)
    revisions, edits = page.revisions.count(), page.edits.count()
    for title in ("Một", "Hai", "Ba"):
        post(desk.writer, form_of(page, title=title))
    assert page.revisions.count() <= revisions + 1
    assert page.edits.count() == edits + 3


def test_nobody_overwrites_what_another_person_wrote_or_what_was_sent(desk: Desk) -> None:
    colleague = make_writer(desk.unit)
    page = desk.draft()
    post(colleague, form_of(page, title="Của đồng nghiệp"))
    assert page.revisions.count() == 2
    page = submit(page, by=colleague)
    post(desk.approver, form_of(page, title="Người duyệt sửa"))
    assert page.revisions.count() == 3


def test_what_an_approver_mends_in_the_form_belongs_to_the_approval(desk: Desk) -> None:
    page = desk.submitted()
    assert post(desk.approver, form_of(page, title="Đã sửa một lỗi")).status_code == 200
    assert page.edits.last().stage == "unit"
    assert current(page).state == State.AT_UNIT


def test_what_the_board_saves_in_the_form_stays_vetted(desk: Desk) -> None:
    page = desk.at_board()
    assert post(desk.board, form_of(page, title="Ban Biên tập sửa")).status_code == 200
    assert is_vetted(page.pk, current(page).latest_digest)


def test_a_proposal_for_a_published_item_leaves_readers_the_old_text(desk: Desk) -> None:
    page = desk.published()
    assert post(desk.writer, form_of(page, title="Đề nghị sửa")).status_code == 200
    page = current(page)
    assert page.state == State.DRAFT
    assert page.latest.title == "Đề nghị sửa"
    assert page.title == page.release.approval.content["title"]


@pytest.mark.parametrize("state", ["submitted", "at_board"])
def test_whose_turn_it_is_not_changes_nothing_and_is_told_so(desk: Desk, state: str) -> None:
    page = getattr(desk, state)()
    answer = post(desk.writer, form_of(page, title="Khác"))
    assert (answer.status_code, answer.json()["error"]) == (403, "refused")
    assert current(page).latest.title == page.latest.title
    assert signed_in(desk.writer).get(reverse("news:writing", args=[page.pk])).url == reverse(
        "news:item", args=[page.pk]
    )


def test_an_item_that_one_may_not_know_of_is_answered_like_none(desk: Desk) -> None:
    page = desk.draft()
    for person in (make_writer(make_unit("Công đoàn cơ sở B")), desk.board):
        assert signed_in(person).get(reverse("news:writing", args=[page.pk])).status_code == 404
        assert signed_in(person).get(reverse("news:writing", args=[999_999])).status_code == 404
        assert post(person, form_of(page)).json() == post(person, form_of(page), item="999999").json()
        assert signed_in(person).post(reverse("news:copy", args=[page.pk])).status_code == 404


def test_nobody_begins_an_item_of_another_unit(desk: Desk) -> None:
    other = Desk(make_unit("Công đoàn cơ sở B"))
    before = items()
    assert post(desk.writer, new_form(other.unit)).status_code == 403
    assert post(desk.board, new_form(other.unit)).status_code == 403
    assert post(desk.writer, new_form(other.unit), unit="").status_code == 404
    assert signed_in(desk.writer).get(reverse("news:writing_new", args=[other.unit.pk])).status_code == 302
    assert items() == before


def test_a_role_that_ended_meanwhile_saves_nothing(desk: Desk) -> None:
    page = desk.draft()
    browser = signed_in(desk.writer)
    form = form_of(page, title="Khác")
    Membership.objects.filter(user=desk.writer).update(valid_to=timezone.localdate())
    answer = post(browser, form)
    assert answer.status_code in {302, 403, 404}
    assert current(page).latest.title == page.title


def test_who_is_signed_out_is_told_in_words_that_the_page_understands(desk: Desk) -> None:
    browser = signed_in(desk.writer)
    assert browser.get(reverse("writing:token")).json()["user"] == desk.writer.pk
    browser.logout()
    assert browser.get(reverse("writing:token")).status_code == 401
    answer = post(browser, new_form(desk.unit))
    assert (answer.status_code, answer.json()["error"]) == (401, "signed-out")
    assert post_plainly(browser, new_form(desk.unit)).status_code == 302


def test_a_page_with_an_old_token_is_told_so(desk: Desk) -> None:
    browser = signed_in(desk.writer)
    browser.handler.enforce_csrf_checks = True
    answer = post(browser, new_form(desk.unit))
    assert (answer.status_code, answer.json()["error"]) == (403, "token")
    token = browser.get(reverse("writing:token")).json()["csrf"]
    assert post(browser, new_form(desk.unit, csrfmiddlewaretoken=token)).status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Tít " * 100),
        ("event_date", "2026-13-45"),
        ("event_date", ""),
        ("genre", "999999"),
        ("genre", "tin"),
        ("urgent_reason", "vì " * 200),
        ("video", "javascript:alert(1)"),
        ("video", "https://example.com/khong-co-video"),
        ("parts", "99"),
        ("parts", "x"),
        ("part-0", "<p>" + "a" * 300_001),
        ("photos-TOTAL_FORMS", "nhiều"),
        ("authors-TOTAL_FORMS", "5000"),
        ("photos-0-caption", "chữ " * 200),
        ("photos-0-photo", "99999999999999999999"),
        ("authors-0-share", "-1"),
        ("authors-0-role", "vua"),
        ("authors-0-contributor", "999999"),
    ],
)
def test_one_bad_field_is_named_and_takes_nothing_else_with_it(desk: Desk, name: str, value: str) -> None:
    page = desk.draft()
    form = form_of(page, title="Tít mới", urgent="on", urgent_reason="Đại hội sáng mai") | {name: value}
    answer = post(desk.writer, form)
    assert answer.status_code == 422
    assert answer.json()["error"] == "invalid"
    field = name.replace("-TOTAL_FORMS", "").replace("part-0", "body").replace("parts", "body")
    assert answer.json()["fields"][field]
    latest = current(page).latest
    if name != "title":
        assert latest.title == "Tít mới"
    if name != "photos-0-photo":
        assert [use.caption for use in latest.photos.all()] == [use.caption for use in page.latest.photos.all()]
    assert latest.authors.count() == 1
    assert "hoàn cảnh khó khăn" in str(latest.body)


def test_a_bad_form_is_not_sent(desk: Desk) -> None:
    page = desk.draft()
    assert post(desk.writer, form_of(page, video="không"), go="submit").status_code == 422
    assert current(page).state == State.DRAFT


@pytest.mark.parametrize("text", ["a\x00b", "\x0b", "\ud83d", "‮", "ễ" * 300, "'; DROP TABLE"])
def test_strange_characters_are_no_failure(desk: Desk, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    page = desk.draft()
    for name in ("title", "part-0", "photos-0-caption", "authors-0-byline", "urgent_reason", "creation_key", "version"):
        assert post(desk.writer, form_of(page) | {name: text}).status_code in {200, 409, 422}
    assert "\x00" not in current(page).latest.title


def test_a_body_that_is_too_large_is_refused_with_a_message(desk: Desk) -> None:
    answer = post(desk.writer, new_form(desk.unit, "<p>" + "chữ " * 1_000_000))
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_another_units_photo_does_not_come_into_an_item(desk: Desk) -> None:
    strange = PhotoFactory(unit=make_unit("Công đoàn cơ sở B"))
    page = desk.draft()
    data = form_of(page) | rows("photos", [{"photo": strange.pk, "caption": "Không phải của tôi"}])
    answer = post(desk.writer, data)
    assert answer.status_code == 422
    assert (
        answer.json()["fields"]["photos-0-photo"]
        == post(desk.writer, data | {"photos-0-photo": "999999"}).json()["fields"]["photos-0-photo"]
    )
    assert strange.pk not in current(page).latest.photo_ids


def test_photos_come_in_the_posted_order_and_one_left_out_leaves_the_item_only(desk: Desk) -> None:
    page = desk.draft(photos=3)
    first, second, third = (use.photo_id for use in page.latest.photos.all())
    data = form_of(page) | rows("photos", [{"photo": third, "caption": "Ba"}, {"photo": first, "caption": "Một"}])
    post(desk.writer, data)
    assert [use.photo_id for use in current(page).latest.photos.all()] == [third, first]
    assert Photo.objects.filter(pk=second).exists()


def test_a_form_that_was_cut_off_removes_no_photo_author_or_text(desk: Desk) -> None:
    page = desk.draft()
    whole = form_of(page, title="Tít mới")
    cut = {name: value for name, value in whole.items() if not name.startswith(("photos", "authors", "part"))}
    answer = post(desk.writer, cut)
    assert set(answer.json()["fields"]) == {"photos", "authors", "body"}
    latest = current(page).latest
    assert (latest.photos.count(), latest.authors.count(), latest.title) == (1, 1, "Tít mới")


def test_only_contributors_of_ones_unit_may_be_named(desk: Desk) -> None:
    own, strange = ContributorFactory(unit=desk.unit), ContributorFactory(unit=make_unit("Công đoàn cơ sở B"))
    page = desk.draft()
    answer = post(desk.writer, form_of(page) | rows("authors", [AUTHOR | {"contributor": strange.pk}]))
    assert "authors-0-contributor" in answer.json()["fields"]
    answer = post(desk.writer, form_of(page) | rows("authors", [{"contributor": own.pk, "byline": ""}]))
    assert answer.status_code == 200
    assert [author.byline for author in current(page).latest.authors.all()] == [own.full_name]


def test_a_genre_of_the_boards_is_not_the_writers_to_choose(desk: Desk) -> None:
    hidden = Genre.objects.create(code="noi-bo", name="Nội bộ", offered_as="")
    page = desk.draft()
    assert "genre" in post(desk.writer, form_of(page, genre=hidden.pk)).json()["fields"]
    assert current(page).latest.genre_id == page.genre_id


def test_a_video_is_kept_by_its_address_and_taken_away_again(desk: Desk) -> None:
    page = desk.draft()
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert post(desk.writer, form_of(page, video=address)).status_code == 200
    assert [block.block_type for block in current(page).latest.body] == ["text", "video"]
    context = signed_in(desk.writer).get(reverse("news:writing", args=[page.pk])).context
    assert context["form"]["video"].value() == address
    post(desk.writer, form_of(page, video=""))
    assert [block.block_type for block in current(page).latest.body] == ["text"]


def test_what_the_board_placed_stays_where_it_stands(desk: Desk) -> None:
    page = desk.draft()
    photo = page.latest.photos.first().photo_id
    placed = {"type": "photo", "value": {"photo": photo, "caption": "Ảnh giữa bài", "alt_text": ""}}
    body = [{"type": "text", "value": TEXT}, placed, {"type": "text", "value": "<p>Đoạn cuối</p>"}]
    page = change(page, by=desk.writer, body=body)
    post(desk.writer, form_of(page) | {"part-1": "<p>Đoạn cuối mới</p>"})
    latest = current(page).latest
    assert [block.block_type for block in latest.body] == ["text", "photo", "text"]
    assert "Đoạn cuối mới" in str(latest.body[2].value)


def test_the_form_without_scripts_saves_and_goes_where_it_was_asked_to(desk: Desk) -> None:
    page = desk.draft()
    assert post_plainly(desk.writer, form_of(page, title="Một")).url == reverse("news:writing", args=[page.pk])
    assert post_plainly(desk.writer, form_of(page), go="item").url == reverse("news:item", args=[page.pk])
    assert post_plainly(desk.writer, form_of(page), go="submit").url == reverse("news:passed_on", args=[page.pk])
    assert current(page).state == State.AT_UNIT


def test_the_form_without_scripts_comes_back_with_what_was_typed(desk: Desk) -> None:
    page = desk.draft()
    stale = form_of(page, title="Tít của tôi") | {"part-0": "<p>Chữ của tôi</p>"}
    post(desk.writer, form_of(page, title="Khác"))
    response = post_plainly(desk.writer, stale)
    assert response.status_code == 409
    assert response.context["form"]["title"].value() == "Tít của tôi"
    assert response.context["parts"][0]["html"] == "<p>Chữ của tôi</p>"
    assert response.context["version"] == current(page).latest_digest
    new = post_plainly(desk.writer, new_form(desk.unit, title="Tin mới", video="không"))
    assert new.status_code == 422
    assert new.context["item"].draft_title == "Tin mới"


def test_a_form_is_sent_once_however_often_it_is_posted(desk: Desk) -> None:
    page = desk.draft()
    form = form_of(page, title="Gửi hai lần")
    first, second = post(desk.writer, form, go="submit"), post(desk.writer, form, go="submit")
    assert first.json()["submitted"]
    assert second.json()["go"] == first.json()["go"] == reverse("news:passed_on", args=[page.pk])
    assert page.workflow_states.count() == 1


def test_an_incomplete_item_is_kept_and_not_sent(desk: Desk) -> None:
    answer = post(desk.writer, new_form(desk.unit), go="submit")
    assert (answer.status_code, answer.json()["error"]) == (422, "incomplete")
    page = current_of(answer)
    assert page.state == State.DRAFT
    missing = {point["name"] for point in answer.json()["checklist"] if not point["done"]}
    assert missing == {"photos", "captions"}


def test_an_unknown_key_with_an_item_that_was_deleted_is_no_failure(desk: Desk) -> None:
    page = written(desk)
    form = form_of(page, title="Còn đây")
    page.delete()
    answer = post(desk.writer, form)
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown")
    again = post(desk.writer, form, item="", version="", creation_key=str(uuid.uuid4()))
    assert again.status_code == 200


def test_lines_typed_without_the_editor_are_paragraphs(desk: Desk) -> None:
    page = written(desk)
    post(desk.writer, form_of(page) | {"part-0": "Dòng một\r\n\r\nDòng hai & ba"})
    assert current(page).latest.body[0].value.source == "<p>Dòng một</p><p>Dòng hai &amp; ba</p>"


def test_a_form_refused_to_a_stranger_names_nobody_of_the_unit(desk: Desk) -> None:
    ContributorFactory(unit=desk.unit, full_name="Hoàng Thị M")
    stranger = make_writer(make_unit("Công đoàn cơ sở Trường B"))
    answer = post_plainly(stranger, new_form(desk.unit))
    assert answer.status_code == 403
    assert "Hoàng Thị M" not in answer.content.decode()
