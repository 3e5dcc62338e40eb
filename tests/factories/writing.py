"""Forms of writing as a browser posts them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.news.models import Genre, NewsPage
from cms.news.writing.parts import shown_parts
from cms.news.writing.video import video_of
from cms.units.models import Unit
from tests.signing_in import signed_in

AUTHOR = {"byline": "Nguyễn Văn An", "role": "text", "share": 1}
TEXT = "<p>" + "Công đoàn cơ sở trao quà cho đoàn viên có hoàn cảnh khó khăn. " * 3 + "</p>"


def rows(prefix: str, entries: list[dict[str, Any]]) -> dict[str, str]:
    """A list of the form."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(entries)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, entry in enumerate(entries):
        data |= {f"{prefix}-{number}-{name}": str(value) for name, value in entry.items()}
    return data


def new_form(unit: Unit, *texts: str, photos: list | None = None, authors: list | None = None, **fields: Any) -> dict:
    """The form of a new item, filled in."""
    texts = texts or (TEXT,)
    data = {
        "creation_key": str(uuid.uuid4()),
        "item": "",
        "unit": str(unit.pk),
        "version": "",
        "title": "Công đoàn trao quà đoàn viên",
        "event_date": dt.date(2026, 11, 20).isoformat(),
        "genre": str(Genre.objects.get(code=Genre.NEWS).pk),
        "urgent_reason": "",
        "video": "",
        "parts": str(len(texts)),
    }
    data |= {f"part-{number}": text for number, text in enumerate(texts)}
    data |= rows("photos", photos or [])
    data |= rows(
        "authors", authors if authors is not None else [{"byline": "Nguyễn Văn An", "role": "text", "share": 1}]
    )
    return data | {name: str(value) for name, value in fields.items()}


def form_of(page: NewsPage, **fields: Any) -> dict[str, str]:
    """The form of an item as it was opened, with some fields changed."""
    page = NewsPage.objects.get(pk=page.pk)
    latest = page.latest
    parts = [part for part in shown_parts(latest.body) if part["kind"] == "text"]
    uses = [
        {"photo": use.photo_id, "caption": use.caption, "alt_text": use.alt_text, "credit": use.credit}
        for use in latest.photos.all()
    ]
    authors = [
        {"contributor": each.contributor_id or "", "byline": each.byline, "role": each.role, "share": each.share}
        for each in latest.authors.all()
    ]
    data = new_form(page.unit, *(part["html"] for part in parts), photos=uses, authors=authors)
    data |= {
        "creation_key": str(page.creation_key),
        "item": str(page.pk),
        "version": page.latest_digest,
        "title": latest.title,
        "event_date": latest.event_date.isoformat(),
        "genre": str(latest.genre_id),
        "urgent_reason": latest.urgent_reason,
        "video": video_of(latest.body),
    }
    data |= {"urgent": "on"} if latest.urgent else {}
    return data | {name: str(value) for name, value in fields.items()}


def post(by: User | Client, data: dict[str, str], **more: str) -> HttpResponse:
    """The form as the page's script posts it."""
    browser = by if isinstance(by, Client) else signed_in(by)
    return browser.post(reverse("writing:save"), data | more, headers={"Accept": "application/json"})


def post_plainly(by: User | Client, data: dict[str, str], **more: str) -> HttpResponse:
    """The form as a browser without scripts posts it."""
    browser = by if isinstance(by, Client) else signed_in(by)
    return browser.post(reverse("writing:save"), data | more)
