"""How an item's latest content is stored: a revision for each stretch of somebody's writing, not for each pause."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Revision, TaskState
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.audit.trail import record
from cms.news.content import content_of
from cms.news.models import NewsPage

if TYPE_CHECKING:
    from cms.accounts.models import User

STRETCH = dt.timedelta(minutes=10)
# What of an item's own row follows its latest content while readers see neither.
_ROW = {"title", "body", "event_date", "genre", "urgent", "urgent_reason", "photos", "authors"}


def store(stored: NewsPage, latest: NewsPage, by: User, *, anew: bool) -> None:
    """Store ``latest`` as the latest content of the item; ``anew`` keeps the revision before it in any case."""
    changed = _changed(stored, latest)
    if "title" in changed and _has_no_address_yet(stored):
        # The address is made from the headline; with the first letters of it saved, it would stay theirs.
        latest.slug = ""
        latest.minimal_clean()
        changed |= {"slug", "url_path"}
    if changed and not stored.live:
        with disable_reference_index_auto_update():  # once with the revision, not for each photo
            latest.save(update_fields=sorted(changed), clean=False)
    overwritten = None if anew else _overwritable(stored, by)
    latest.save_revision(user=by, clean=False, overwrite_revision=overwritten)
    if overwritten is None:
        record("wagtail.edit", stored, by=by)


def _changed(stored: NewsPage, latest: NewsPage) -> set[str]:
    """The fields of the row whose content differs."""
    before = content_of(stored.latest_revision.content) if stored.latest_revision else {}
    after = content_of(latest.serializable_data())
    return {name for name in _ROW if before.get(name) != after.get(name)}


def _has_no_address_yet(page: NewsPage) -> bool:
    """Whether nobody has been given the item's address: it was never sent, nor published."""
    return page.submitted_at is None and not hasattr(page, "release") and not hasattr(page, "publication")


def _overwritable(page: NewsPage, by: User) -> Revision | None:
    """The latest revision, if the same person wrote it in this stretch and nothing refers to it."""
    revision = page.latest_revision
    if revision is None or revision.user_id != by.pk or page.live_revision_id == revision.pk:
        return None
    if _stretch(revision.created_at) != _stretch(timezone.now()):
        return None
    handed_in = page.paper_vettings.filter(digest=page.latest_digest)
    return None if TaskState.objects.filter(revision=revision).exists() or handed_in.exists() else revision


def _stretch(moment: dt.datetime) -> int:
    return int(moment.timestamp() // STRETCH.total_seconds())
