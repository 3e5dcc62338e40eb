"""The record of who changes what: every saved revision of an item passes here."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.news.access import WRITING, ItemAccess
from cms.news.content import digest_of
from cms.news.models.approvals import Edit
from cms.news.models.states import WITH_WRITER, State
from cms.news.refusals import ActRefused
from cms.photos.models import Photo, PhotoUse, Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.accounts.models import User
    from cms.news.models import NewsPage


@contextmanager
def record_edit(page: NewsPage, user: User | None) -> Iterator[None]:
    """Let a revision of ``page`` be saved, and record the difference that it makes to the content.

    A save that changes nothing is recorded as nothing. Without a person (a program), a change counts as writing,
    so that the unit has to vet it again.

    Raises ``ActRefused`` if the person may not change the content now.
    """
    with transaction.atomic():
        stored = type(page).objects.select_for_update().get(pk=page.pk)
        before = digest_of(stored.latest_revision.content) if stored.latest_revision else ""
        after = page.digest
        stage = _stage_of(user, stored) if before != after else None
        if before != after:
            _refuse_strange_photos(page, user, stored)
        yield
        if stage is not None:
            PhotoUse.set_for(page.pk, page.photo_ids)
            if stored.entered_by_id is not None:
                # All of the board work on what one of them enters for a unit.
                Photo.objects.raise_reach(page.photo_ids, Reach.BOARD)
            kept = page.latest_digest
            Edit.objects.create(page=stored, user=user, stage=stage, digest_before=before, digest_after=kept)
            if stage == WRITING:
                _follow_writing(page, stored, kept)


def _follow_writing(page: NewsPage, stored: NewsPage, kept: str) -> None:
    """A published item that its unit changes has a proposal; written back as it was, it has none."""
    release = getattr(stored, "release", None)
    if stored.state == State.PUBLISHED:
        page.enter(State.DRAFT)
    elif stored.state in WITH_WRITER and release is not None and release.approval.digest == kept:
        page.enter(State.PUBLISHED)


def _refuse_strange_photos(page: NewsPage, user: User | None, stored: NewsPage) -> None:
    """Nobody brings into an item a photo that they may not see; a program, only photos of the item's unit."""
    known = stored.latest.photo_ids if stored.latest_revision else set()
    brought = page.photo_ids - known
    if not brought:
        return
    photos = Photo.objects.filter(unit=stored.unit_id) if user is None else Photo.objects.visible_to(user)
    if photos.filter(pk__in=brought).count() < len(brought):
        raise ActRefused(_("A photo of the item is not there any more, or is not yours to use: choose another."))


def _stage_of(user: User | None, stored: NewsPage) -> str:
    if user is None:
        return WRITING
    stage = ItemAccess(user, stored).edit_stage()
    if stage is None:
        raise ActRefused(
            _("The item cannot be changed now: %(state)s.") % {"state": stored.get_state_display().lower()}
        )
    return stage
