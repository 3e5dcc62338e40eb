"""What the board remarks on parts of an item, for those who write it: Wagtail's comments, while they are open."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.models import COMMENTS_RELATION_NAME, Comment

from cms.news.access import ItemAccess
from cms.news.refusals import ActRefused

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import Promise

    from cms.accounts.models import User
    from cms.news.models import NewsPage

_LONGEST_QUOTE = 120
_BLOCK_KEY = re.compile(r'data-block-key="([^"]+)"[^>]*>(.*?)</(?:p|h2|h3|li)>', re.DOTALL)


@dataclass(frozen=True)
class BoardComment:
    """An open comment: on which field, on which words of it (empty if they are not there any more), by whom."""

    pk: int
    field: str | Promise
    quote: str
    text: str
    by: str
    at: dt.datetime
    replies: list[str]


def comments_for(page: NewsPage) -> list[BoardComment]:
    """The open comments of an item, oldest first. Whether the person may see the item is the caller's question."""
    comments = Comment.objects.filter(page=page.pk, resolved_at=None).select_related("user")
    latest = page.latest
    return [
        BoardComment(
            pk=comment.pk,
            field=_label(latest, comment.contentpath),
            quote=_quote(latest, comment),
            text=comment.text,
            by=str(comment.user),
            at=comment.created_at,
            replies=[reply.text for reply in comment.replies.all()],
        )
        for comment in comments.prefetch_related("replies").order_by("created_at", "pk")
    ]


def settle(page: NewsPage, comment: int, *, by: User) -> None:
    """Close a comment. Raises ``ActRefused`` unless the board has the item before it."""
    if not ItemAccess(by, page).is_board:
        raise ActRefused
    open_ones = Comment.objects.filter(page=page.pk, pk=comment, resolved_at=None)
    open_ones.update(resolved_at=timezone.now(), resolved_by=by)


def _label(item: NewsPage, contentpath: str) -> str | Promise:
    name = contentpath.split(".")[0]
    try:
        return item._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return ""


def _quote(item: NewsPage, comment: Comment) -> str:
    """The words that a comment is on: those marked in the text, else the value of the field."""
    name, *path = comment.contentpath.split(".")
    value = getattr(item, name, "") or ""
    if path:
        value = _block_value(item, path)
    source = getattr(value, "source", None)
    text = _marked(source, _position_of(item, comment)) if source is not None else value
    return Truncator(text if isinstance(text, str) else "").chars(_LONGEST_QUOTE)


def _block_value(item: NewsPage, path: list[str]) -> Any:
    block = item._meta.get_field("body").get_block_by_content_path(item.body, path)
    return block.value if block else ""


def _position_of(item: NewsPage, comment: Comment) -> str:
    """The place in the text, which the revision knows, not the comment's row."""
    stored = getattr(item, COMMENTS_RELATION_NAME).all()
    return next((each.position for each in stored if each.pk == comment.pk), "") or ""


def _marked(source: str, position: str) -> str:
    """The marked words of a rich text; ``position`` is what the editor wrote: a list of key, start and end."""
    paragraphs = dict(_BLOCK_KEY.findall(source))
    try:
        marks = json.loads(position or "[]")
        return " … ".join(
            strip_tags(paragraphs[mark["key"]])[int(mark["start"]) : int(mark["end"])]
            for mark in marks
            if mark["key"] in paragraphs
        )
    except (ValueError, TypeError, KeyError):
        return ""
