"""What an attempt to go around moderation must leave behind: nothing before readers, and an answer that says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.messages import get_messages
from django.contrib.messages.constants import ERROR, WARNING
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.accounts.models import User
from cms.news.blocks import TEXT_FEATURES
from cms.news.models import NewsPage, Release
from cms.photos.models import Photo
from tests.signing_in import signed_in

REFUSALS = {302, 400, 403, 404, 405, 409, 422}


def browser_of(user: User) -> Client:
    """A browser in which a person is signed in."""
    return signed_in(user)


def before_readers() -> dict[str, Any]:
    """All that readers could see of news: releases with the digest of their content, live items, public photos."""
    releases = Release.objects.public().order_by("pk")
    return {
        "releases": list(releases.values_list("page", "headline", "lead", "byline", "photo", "approval__digest")),
        "live": {page.pk: page.digest for page in NewsPage.objects.live()},
        "photos": set(Photo.objects.filter(is_public=True).values_list("pk", flat=True)),
    }


@contextmanager
def nothing_reaches_readers() -> Iterator[None]:
    """Hold that what happens inside shows readers nothing else than before."""
    before = before_readers()
    yield
    assert before_readers() == before


def tried(attempt: Callable[[], object]) -> bool:
    """Whether an attempt went through; False if the models or the database refused it, with nothing done."""
    try:
        with transaction.atomic():
            attempt()
    except (PermissionDenied, ValidationError, DatabaseError):
        return False
    return True


def execute(sql: str, *arguments: object) -> None:
    """Run a statement past all models."""
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)


def readers_see(page: NewsPage, text: str) -> bool:
    """Whether a reader finds ``text`` at the item's address, its unit's page, the home page or the archive."""
    day = timezone.localdate()
    addresses = [page.url, page.get_parent().url, "/", "/luu-tru/", f"/luu-tru/{day.year}/{day.month}/"]
    return any(text in Client().get(address).content.decode() for address in addresses)


def refusal_of(response: HttpResponse) -> str:
    """What a refusal says to the person: its messages, or its text."""
    levels = {ERROR, WARNING}
    said = [str(message) for message in get_messages(response.wsgi_request) if message.level in levels]
    if said:
        return " ".join(said)
    return response.content.decode() if response.status_code in {400, 403, 404, 409, 422} else ""


def assert_refused(response: HttpResponse) -> None:
    """The answer is a refusal, no failure of the program, and says why unless one may not know of the thing."""
    assert response.status_code in REFUSALS, response.status_code
    # Who has no role left is led to the page that says so.
    if response.status_code not in {404, 405} and getattr(response, "url", "") != reverse("accounts:no_role"):
        assert refusal_of(response).strip(), "A refusal without a reason."


def posted(page: NewsPage, **changes: Any) -> dict[str, str]:
    """What the item's form posts: its latest content as it stands, but for ``changes`` of whole fields."""
    latest = page.latest
    fields = {
        "title": latest.title,
        "slug": latest.slug,
        "lead": latest.lead,
        "body": streamfield([(block.block_type, _block_posted(block)) for block in latest.body]),
        "photos": photos_posted(latest),
        "authors": authors_posted(latest),
        "event_date": latest.event_date.strftime("%d/%m/%Y"),
        "genre": str(latest.genre_id),
        "urgent_reason": latest.urgent_reason,
        "participating_units": inline_formset([]),
        "origin": latest.origin,
        "source_name": latest.source_name,
        "source_url": latest.source_url,
        "source_permission": latest.source_permission,
        "comments": inline_formset([]),
    } | changes
    return {name: value for name, value in nested_form_data(fields).items() if value is not None}


def photos_posted(item: NewsPage, *more: dict[str, str]) -> dict[str, Any]:
    """The rows of an item's photos as its form posts them, with ``more`` rows after them."""
    rows = [
        {
            "id": str(use.pk or ""),
            "photo": str(use.photo_id),
            "caption": use.caption,
            "alt_text": use.alt_text,
            "credit": use.credit,
        }
        for use in item.photos.all()
    ]
    return inline_formset([*rows, *more], initial=sum(1 for row in rows if row["id"]))


def authors_posted(item: NewsPage) -> dict[str, Any]:
    rows = [
        {
            "id": str(author.pk or ""),
            "contributor": str(author.contributor_id or ""),
            "byline": author.byline,
            "role": author.role,
            "share": str(author.share),
        }
        for author in item.authors.all()
    ]
    return inline_formset(rows, initial=sum(1 for row in rows if row["id"]))


def text_posted(text: str) -> dict[str, Any]:
    """A body of one text, as the form posts it."""
    return streamfield([("text", rich_text(text, features=TEXT_FEATURES))])


def edit_address(page: NewsPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(user: User, page: NewsPage, **changes: Any) -> HttpResponse:
    """Save the item's form as a person does."""
    return browser_of(user).post(edit_address(page), posted(page, **changes))


def act(user: User, page: NewsPage, name: str, **fields: str) -> HttpResponse:
    """Press a button of the item's screen, having seen the item as it is now."""
    data = {f"{name}-{field}": value for field, value in ({"digest": page.latest.digest} | fields).items()}
    return browser_of(user).post(reverse("news:act", args=[page.pk, name]), data)


def _block_posted(block: Any) -> Any:
    if block.block_type == "text":
        return rich_text(block.value.source, features=TEXT_FEATURES)
    return block.block.get_prep_value(block.value)
