"""All that the form's template shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cms.news.access import WRITING, ItemAccess
from cms.news.comments import comments_for
from cms.news.duplicates import likely_duplicates
from cms.news.models import AuthorRole, NewsPage
from cms.news.writing.asking import Asking, asking
from cms.news.writing.checklist import checklist
from cms.news.writing.form import WritingForm, author_rows, photo_rows
from cms.news.writing.opening import writes_for
from cms.news.writing.parts import shown_parts
from cms.news.writing.returned import reason_of
from cms.photos.models import Photo
from cms.photos.originality import notes_for_photos
from cms.photos.uploads.description import described

if TYPE_CHECKING:
    from cms.accounts.models import User

RECENT_ITEMS = 8


def sheet(item: NewsPage, user: User, stored: NewsPage | None = None, data: Any = None) -> dict[str, Any]:
    """The context of the form: for ``item``, the latest content of ``stored`` or a new item; ``data`` was posted."""
    stage = ItemAccess(user, stored).edit_stage() if stored else WRITING
    asked = asked_for(stored or item, user)
    form = WritingForm(item, user, data)
    authors = author_rows(item, user, data)
    return {
        "item": stored,
        "unit": item.unit,
        "version": stored.latest_digest if stored else "",
        "creation_key": item.creation_key,
        "is_new": stored is None,
        "stage": stage or WRITING,
        "on_paper": is_on_paper(stored or item, user),
        "form": form,
        "genres": _genres(form),
        "photos": _photos(item, user, data),
        "authors": _authors(authors),
        "contributors": [{"pk": each.pk, "name": str(each)} for each in authors.contributors],
        "roles": AuthorRole.choices,
        "parts": _parts(item, data),
        "checklist": [point.as_json() for point in checklist(item)],
        "asked": [person.as_json() for person in asked.people],
        "nobody_text": asked.nobody,
        "duplicates": likely_duplicates(stored, user) if stored else [],
        "reason": reason_of(stored) if stored else None,
        "comments": comments_for(stored) if stored else [],
        "own_items": [] if stored else recent_items(item, user),
        "save_url": reverse("writing:save"),
        "upload_url": reverse("uploads:create"),
        "token_url": reverse("writing:token"),
        "sign_in_url": reverse("wagtailadmin_login"),
    }


def is_on_paper(item: NewsPage, user: User) -> bool:
    """Whether the item is sent by handing in the unit's paper, not by asking its approvers."""
    if item.pk:
        return ItemAccess(user, item).refusal_to_hand_in() is None
    return not writes_for(user, item.unit)


def asked_for(item: NewsPage, user: User) -> Asking:
    """Who will be asked when the person sends the item from this form; nobody if it goes on by another way."""
    writes = not item.pk or ItemAccess(user, item).edit_stage() == WRITING
    return asking(item, user) if writes and not is_on_paper(item, user) else Asking()


def recent_items(item: NewsPage, user: User) -> list[dict[str, Any]]:
    """Items of the unit whose text its writers can take for a new one, the newest first."""
    if not writes_for(user, item.unit):
        return []
    items = NewsPage.objects.filter(unit=item.unit_id).order_by("-latest_revision_created_at", "-pk")
    return [
        {"title": each.draft_title, "date": each.event_date, "copy_url": reverse("news:copy", args=[each.pk])}
        for each in items[:RECENT_ITEMS]
    ]


def _genres(form: WritingForm) -> list[dict[str, Any]]:
    field: Any = form.fields["genre"]
    names = ("pk", "needs_video", "min_words", "min_photos")
    return [
        {name: getattr(genre, name) for name in names} | {"label": field.label_from_instance(genre)}
        for genre in field.queryset
    ]


def _photos(item: NewsPage, user: User, data: Any) -> list[dict[str, Any]]:
    rows = photo_rows(item, data)
    numbers = [row["photo"].value() for row in rows]
    known = {use.photo_id for use in item.photos.all()}
    wanted = {int(number) for number in numbers if str(number or "").isdecimal() and len(str(number)) < 10}
    seen = Photo.objects.visible_to(user).filter(pk__in=wanted) | Photo.objects.filter(pk__in=wanted & known)
    photos = {str(photo.pk): photo for photo in seen}
    notes = notes_for_photos(list(photos.values()), user=user, event_day=item.event_date, page=item.pk)
    return [
        {name: row[name].value() or "" for name in ("caption", "alt_text", "credit")}
        | {"photo": described(photo, user=user, notes=notes.get(photo.pk, [])), "errors": _errors(row)}
        for row, number in zip(rows, numbers, strict=True)
        if (photo := photos.get(str(number))) is not None
    ]


def _authors(rows: Any) -> list[dict[str, Any]]:
    return [
        {name: row[name].value() or "" for name in ("contributor", "byline", "role", "share")}
        | {"errors": _errors(row)}
        for row in rows
    ]


def _errors(row: Any) -> list[str]:
    return [str(message) for messages in row.errors.values() for message in messages] if row.is_bound else []


def _parts(item: NewsPage, data: Any) -> list[dict[str, str]]:
    parts = shown_parts(item.body)
    if data is not None:
        for part in parts:
            if part["kind"] == "text":
                part["html"] = data.get(part["name"], part["html"])
    return parts
