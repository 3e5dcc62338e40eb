"""The content of an item, and its digest: what an approval is of.

Everything of the page is content unless it is named here as bookkeeping, so that a new field is vetted
without anyone having to remember it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME

from cms.vietnamese.text import nfc

BOOKKEEPING = {
    "pk",
    "path",
    "depth",
    "numchild",
    "url_path",
    "translation_key",
    "locale",
    "content_type",
    "owner",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "alias_of",
    "show_in_menus",
    "creation_key",
    "state",
    "state_since",
    "submitted_at",
    "submitted_by",
    "entered_by",
    COMMENTS_RELATION_NAME,
}
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_TRAILING_BLANKS = re.compile(r"\s+(</(?:p|h2|h3|li)>)")
_CHILD_BOOKKEEPING = {"pk", "page", "sort_order"}


def content_of(data: dict[str, Any]) -> dict[str, Any]:
    """What readers could come to see of an item's serialised data, in a form that is the same for the same content."""
    content = {name: _plain(value) for name, value in data.items() if name not in BOOKKEEPING}
    content["body"] = without_editor_marks(_plain(json.loads(data.get("body") or "[]")))
    content["sections"] = sorted(data.get("sections") or [])
    if not content.get("corrections"):
        # Approvals from before there were corrections are of the same content as one that has none.
        content.pop("corrections", None)
    return nfc(content)


def without_editor_marks(value: Any) -> Any:
    """Text without the keys and trailing blanks that the editor gives to its paragraphs: readers see neither."""
    if isinstance(value, str):
        return _TRAILING_BLANKS.sub(r"\1", _BLOCK_KEY.sub("", value))
    if isinstance(value, list):
        return [without_editor_marks(item) for item in value]
    if isinstance(value, dict):
        return {name: without_editor_marks(item) for name, item in value.items()}
    return value


def digest_of(data: dict[str, Any]) -> str:
    """The SHA-256 digest (64 hexadecimal digits) of the content in an item's serialised data."""
    canonical = json.dumps(content_of(data), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def code_of(digest: str) -> str:
    """A digest as people compare it by eye, on paper and on the screen: its first 48 bits, "1A2B-3C4D-5E6F"."""
    return "-".join(digest[start : start + 4].upper() for start in (0, 4, 8))


def plain_data(data: dict[str, Any]) -> dict[str, Any]:
    """Serialised data as JSON gives it back, ready to be stored beside an approval."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def _plain(value: Any) -> Any:
    """``value`` without the ids of children and blocks, which change from save to save."""
    if isinstance(value, list):
        items = [item for item in value if not (isinstance(item, dict) and item.get("DELETE"))]
        if items and all(isinstance(item, dict) and "sort_order" in item for item in items):
            items = sorted(items, key=lambda item: (item["sort_order"] is None, item["sort_order"] or 0))
        return [_plain(item) for item in items]
    if isinstance(value, dict):
        is_block = "type" in value and "value" in value
        dropped = {"id"} if is_block else _CHILD_BOOKKEEPING if "sort_order" in value else set()
        return {name: _plain(item) for name, item in value.items() if name not in dropped}
    return value
