"""Putting approved content before readers, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from cms.news import messages
from cms.news.content import digest_of
from cms.news.models import Approval, NewsPage, Release, State
from cms.news.publications import record_publication
from cms.news.refusals import NotVetted
from cms.photos.models import Photo, PhotoUse

if TYPE_CHECKING:
    from cms.accounts.models import User


def finish(page: NewsPage) -> None:
    """Publish or schedule an item whose workflow has finished.

    Raises ``NotVetted`` unless the board approved exactly the latest content.
    """
    approval = page.approvals.of_board().latest_given()
    if approval is None or page.state != State.AT_BOARD or approval.digest != page.latest_digest:
        raise NotVetted(_("Only what the editorial board has approved can be published."))
    if approval.publish_at and approval.publish_at > timezone.now():
        page.enter(State.SCHEDULED)
        messages.tell_scheduled(page, approval)
    else:
        release(page, approval)
        messages.tell_published(page, approval)


def release(page: NewsPage, approval: Approval) -> Release:
    """Make the content of the board's ``approval`` what readers see; the first time, record the publication.

    While the item is hidden the new content waits with it.

    Raises ``NotVetted`` if the item was withdrawn or the approval is not the board's and intact.
    """
    if approval.page_id != page.pk or approval.stage != "board" or not approval.is_intact():
        raise NotVetted(_("Only what the editorial board has approved can be published."))
    publication = getattr(page, "publication", None)
    if publication is not None and publication.withdrawn_at is not None:
        raise NotVetted(_("The item was withdrawn, for ever."))
    item = page.with_content_json(approval.content)
    shown = _describe_release(page, item, approval)
    if publication is None:
        record_publication(item, approval, shown)
    page.enter(State.PUBLISHED)
    if shown.visible:
        _go_live(page, approval)
    return shown


def take_down(page: NewsPage, by: User) -> None:
    """Let readers see the item, its photos and its renditions no longer."""
    shown = page.release
    shown.visible = False
    shown.save(update_fields=["visible"])
    _refresh_photos(set(shown.photos.values_list("pk", flat=True)))
    live = NewsPage.objects.get(pk=page.pk)
    if live.live:
        UnpublishPageAction(live, user=by).execute(skip_permission_checks=True)


def put_back(page: NewsPage) -> None:
    """Let readers see a hidden item again, as the board approved it last."""
    shown = page.release
    shown.visible = True
    shown.save(update_fields=["visible"])
    _refresh_photos(set(shown.photos.values_list("pk", flat=True)))
    _go_live(page, shown.approval)


def restore_latest(page: NewsPage, approval: Approval) -> None:
    """Make the approved content the latest again; what was in its place stays in the revision history."""
    item = page.with_content_json(approval.content)
    revision = _revision_of(page, approval)
    NewsPage.objects.filter(pk=page.pk).update(
        latest_revision=revision,
        latest_revision_created_at=revision.created_at,
        draft_title=item.title,
        has_unpublished_changes=not page.live,
    )
    PhotoUse.set_for(page.pk, item.photo_ids)


def _describe_release(page: NewsPage, item: NewsPage, approval: Approval) -> Release:
    """The item's release, brought up to ``approval``."""
    now = timezone.now()
    photos = list(item.photos.all())
    main = photos[0] if photos else None
    existing = Release.objects.filter(page=page).first()
    shown = existing or Release(page=page, unit=page.unit, first_published_at=now, local_date=timezone.localdate(now))
    before = set(existing.photos.values_list("pk", flat=True)) if existing else set()
    shown.approval = approval
    shown.headline = item.title
    shown.lead = item.lead
    shown.byline = item.byline
    shown.photo_id = main.photo_id if main else None
    shown.photo_alt = (main.alt_text or main.caption) if main else ""
    shown.unit_name = page.unit.name_on(shown.local_date)
    shown.released_at = shown.first_published_at if existing is None else now
    shown.save()
    shown.sections.set(item.sections.all())
    shown.photos.set(item.photo_ids)
    _refresh_photos(before | item.photo_ids)
    return shown


def _refresh_photos(photo_ids: set[int]) -> None:
    """Photos are public exactly as long as a visible release shows them."""
    public = set(Photo.objects.filter(pk__in=photo_ids, releases__visible=True).values_list("pk", flat=True))
    Photo.objects.set_public(public, True)
    Photo.objects.set_public(photo_ids - public, False)


def _go_live(page: NewsPage, approval: Approval) -> None:
    _revision_of(page, approval).publish(user=approval.user, skip_permission_checks=True)


def _revision_of(page: NewsPage, approval: Approval) -> Revision:
    """A revision with the approved content: the latest if it is that, else a copy dated by the approval."""
    latest = page.latest_revision
    if latest is not None and digest_of(latest.content) == approval.digest:
        return latest
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=approval.user,
        content=approval.content,
        object_str=approval.content["title"],
        created_at=approval.given_at,
    )
