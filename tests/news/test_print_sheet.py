"""*Bản trình duyệt*: any item that one may see, as a page for signature."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cms.news.content import code_of
from cms.news.models import ItemAuthor, NewsPage
from cms.news.paper.sheet import sheet_of
from cms.units.models import Contributor
from tests.factories.news import Desk, change, current
from tests.factories.photos import PhotoFactory
from tests.factories.units import make_unit, make_writer
from tests.signing_in import signed_in


def printed(client: Client, page: NewsPage) -> str:
    answer = client.get(reverse("news:print", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_prints_with_all_that_the_letters_form_asks_for(desk: Desk) -> None:
    page = desk.draft(title="Công đoàn cơ sở tặng quà", photos=2)
    text = printed(signed_in(desk.writer), page)
    expected = [
        "Công đoàn cơ sở tặng quà",
        "có hoàn cảnh khó khăn",
        "Trao quà tại đơn vị, ảnh 2",
        str(desk.writer),
        "Công đoàn cơ sở Trường A",
        "BAN CHẤP HÀNH",
        code_of(page.latest_digest),
    ]
    assert [words for words in expected if words not in text] == []


def test_the_code_on_the_sheet_is_of_exactly_that_content(desk: Desk) -> None:
    page = desk.draft()
    before = sheet_of(page).code
    changed = change(page, by=desk.writer, title="Tít khác")
    assert sheet_of(changed).code != before
    assert sheet_of(current(page)).code == sheet_of(changed).code


def test_a_telephone_number_is_not_printed(desk: Desk) -> None:
    contributor = Contributor.objects.create(full_name="Nông Văn K", unit=desk.unit, phone="0912 345 678")
    page = change(desk.draft(), by=desk.writer, authors=[ItemAuthor(byline="Nông Văn K", contributor=contributor)])
    text = printed(signed_in(desk.writer), page)
    assert "Nông Văn K" in text
    assert "345" not in text.replace(" ", "").replace(code_of(page.latest_digest), "")


def test_photos_are_numbered_once_those_in_the_text_too(desk: Desk) -> None:
    page = desk.draft(photos=1)
    listed = page.latest.photos.all()[0].photo
    placed = PhotoFactory(unit=desk.unit)
    body = [
        {"type": "photo", "value": {"photo": listed.pk, "caption": "", "alt_text": ""}},
        {"type": "text", "value": "<p>Đoạn văn.</p>"},
        {"type": "photo", "value": {"photo": placed.pk, "caption": "Ảnh đặt trong bài", "alt_text": ""}},
    ]
    sheet = sheet_of(change(page, by=desk.writer, body=body))
    assert [(entry.number, entry.photo) for entry in sheet.photos] == [(1, listed), (2, placed)]
    assert [piece.photos for piece in sheet.pieces] == [[1], [], [2]]
    assert sheet.photos[1].caption == "Ảnh đặt trong bài"


def test_an_empty_draft_prints_too(desk: Desk) -> None:
    page = desk.draft(photos=0, body=[], title="Tin chưa viết xong")
    assert "Tin chưa viết xong" in printed(signed_in(desk.writer), page)


def test_what_is_typed_is_never_read_as_code(desk: Desk) -> None:
    page = desk.draft(title="<script>alert(1)</script> Tặng quà")
    assert "<script>alert(1)" not in printed(signed_in(desk.writer), page)


@pytest.mark.parametrize("who", ["board", "stranger"])
def test_what_one_may_not_know_of_does_not_print(desk: Desk, who: str) -> None:
    page = desk.draft()
    person = desk.board if who == "board" else make_writer(make_unit("Công đoàn cơ sở B"))
    address = reverse("news:print", args=[page.pk])
    assert signed_in(person).get(address).status_code == 404
    assert Client().get(address).status_code == 302
