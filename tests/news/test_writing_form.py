"""The form in which people of units write."""

from __future__ import annotations

import uuid

import pytest
from django.http import HttpResponse
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.accounts.models import User
from cms.news.models import NewsPage
from tests.factories.news import Desk
from tests.factories.photos import PhotoFactory
from tests.signing_in import signed_in


def form(desk: Desk, key: str, title: str = "Tin mới", body: list | None = None) -> dict[str, str]:
    return nested_form_data(
        {
            "title": title,
            "creation_key": key,
            "event_date": "21/11/2026",
            "genre": str(desk.draft(title="Mẫu").genre_id),
            "urgent_reason": "",
            "body": streamfield(body or [("text", rich_text("<p>Công đoàn trao quà.</p>"))]),
            "photos": inline_formset([]),
            "authors": inline_formset([]),
            "comments": inline_formset([]),
        }
    )


def send(desk: Desk, data: dict[str, str], by: User | None = None, as_autosave: bool = False) -> HttpResponse:
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", desk.unit.page.pk])
    headers = {"Accept": "application/json"} if as_autosave else {}
    return signed_in(by or desk.writer).post(address, data, headers=headers)


def items(title: str) -> list[NewsPage]:
    return list(NewsPage.objects.filter(title=title))


def test_a_new_form_bears_a_key_of_its_own(desk: Desk) -> None:
    address = reverse("news:writing_new", args=[desk.unit.pk])
    keys = {signed_in(desk.writer).get(address).context["creation_key"] for _opening in range(2)}
    assert len(keys) == 2


def test_a_form_that_is_sent_twice_makes_one_item_with_the_newer_text(desk: Desk) -> None:
    key = str(uuid.uuid4())
    send(desk, form(desk, key, title="Lần một"))
    send(desk, form(desk, key, title="Lần hai"))
    assert not items("Lần một")
    assert len(items("Lần hai")) == 1


def test_a_form_that_was_autosaved_and_then_sent_makes_one_item(desk: Desk) -> None:
    key = str(uuid.uuid4())
    assert send(desk, form(desk, key), as_autosave=True).json()["success"]
    send(desk, form(desk, key))
    assert len(items("Tin mới")) == 1


def test_an_autosave_that_comes_late_undoes_nothing(desk: Desk) -> None:
    key = str(uuid.uuid4())
    send(desk, form(desk, key, title="Đã gửi"))
    assert not send(desk, form(desk, key, title="Bản cũ"), as_autosave=True).json()["success"]
    assert len(items("Đã gửi")) == 1
    assert not items("Bản cũ")


def test_a_key_of_somebody_elses_item_takes_nothing_from_them(desk: Desk) -> None:
    other = desk.draft(title="Tin của người khác", owner=desk.approver)
    response = send(desk, form(desk, str(other.creation_key)))
    assert response.status_code == 302
    assert len(items("Tin của người khác")) == 1


@pytest.mark.parametrize("key", ["", "không phải khoá", "1"])
def test_a_key_that_is_none_stops_nobody(desk: Desk, key: str) -> None:
    send(desk, form(desk, key))
    assert len(items("Tin mới")) <= 1


def test_placing_photos_in_the_text_is_not_the_writers(desk: Desk) -> None:
    photo = PhotoFactory(unit=desk.unit)
    placed = [("photo", {"photo": str(photo.pk), "caption": "Chú thích", "alt_text": ""})]
    response = send(desk, form(desk, str(uuid.uuid4()), body=placed))
    assert response.status_code == 200
    assert not items("Tin mới")
