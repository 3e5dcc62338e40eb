"""The item: what a unit writes, its executive committee vets, and the board publishes."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.news.access import ItemAccess
from cms.news.blocks import BodyBlock, placed_photos
from cms.news.content import digest_of, plain_data
from cms.news.editing import record_edit
from cms.news.item_form import ITEM_PANELS, NewsPageForm
from cms.news.item_permissions import ItemLock, NewsPagePermissionTester
from cms.news.reading import serve_release
from cms.news.refusals import ActRefused, NotVetted
from cms.news.relocation import is_on_its_way
from cms.units.days import today
from cms.units.models import Origin, Unit
from cms.vietnamese.normal import normalise
from cms.vietnamese.pages import VietnameseSlugMixin

from .approvals import Approval
from .genres import Genre
from .states import WITH_WRITER, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Revision

    from cms.accounts.models import User

# Saves that touch these alone do not change what readers could see.
_HOUSEKEEPING = {
    "path", "depth", "numchild", "url_path", "draft_title", "has_unpublished_changes", "latest_revision",
    "latest_revision_created_at", "locked", "locked_at", "locked_by", "wagtail_admin_comments", "state",
    "state_since", "submitted_at", "submitted_by", "entered_by",
}  # fmt: skip


# Where the item stands: written by ``enter`` and the acts of moderation alone.
_STANDING = ("unit_id", "creation_key", "state", "state_since", "submitted_at", "submitted_by_id", "entered_by_id")


class NewsQuerySet(PageQuerySet):
    def public(self) -> NewsQuerySet:
        """Items that readers may see: live, with a visible release and a standing publication."""
        return self.live().filter(
            release__visible=True,
            publication__isnull=False,
            publication__withdrawn_at__isnull=True,
            publication__hidden_at__isnull=True,
        )


class NewsPage(VietnameseSlugMixin, Page):
    """An item of news. Readers are shown its release, never the page's own fields."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="items", editable=False)
    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    event_date = models.DateField(_("date of the event"), default=today)
    urgent = models.BooleanField(_("urgent"), default=False)
    urgent_reason = models.CharField(
        _("why it is urgent"), max_length=200, blank=True, help_text=_("Needed if the item is urgent.")
    )
    genre = models.ForeignKey(Genre, on_delete=models.PROTECT, related_name="+", verbose_name=_("what it is"))
    sections = ParentalManyToManyField("news.SectionPage", blank=True, related_name="+", verbose_name=_("sections"))
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.OWN)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    source_permission = models.CharField(_("permission of the source"), max_length=300, blank=True)

    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("entered on the unit's behalf by"),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    base_form_class = NewsPageForm
    content_panels = ITEM_PANELS
    promote_panels: list = []
    settings_panels: list = []

    exclude_fields_in_copy = [*_STANDING]

    parent_page_types = ["units.UnitPage"]
    subpage_types: list[str] = []
    template = "news/news_page.html"
    show_in_menus_default = False

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [
            models.Index(fields=["state", "state_since"]),
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["event_date"], name="items_by_event_date"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail's pages are live by default; an item is live only when the board has published it.
        if not args:
            kwargs.setdefault("live", False)
        super().__init__(*args, **kwargs)
        if not args and not getattr(self, "genre_id", None):
            self.genre_id = Genre.objects.filter(code=Genre.NEWS).values_list("pk", flat=True).first()

    @property
    def digest(self) -> str:
        """The digest of the content that this object bears now."""
        return digest_of(self.serializable_data())

    @property
    def latest(self) -> NewsPage:
        """The item with its latest content, whatever of it is published."""
        revision = self.latest_revision
        if revision is None:
            return self
        if getattr(self, "_latest_of", None) is not revision:
            self._latest_of, self._latest = revision, self.with_content_json(revision.content)
        return self._latest

    @property
    def latest_digest(self) -> str:
        """The digest of the latest content as it is stored."""
        return digest_of(self.latest_revision.content) if self.latest_revision else self.digest

    @property
    def byline(self) -> str:
        """The authors as printed."""
        return ", ".join(author.byline for author in self.authors.all())

    @property
    def photo_ids(self) -> set[int]:
        """The photos that this content uses, in its list and in its text."""
        listed = {item.photo_id for item in self.photos.all()}
        return listed | {value["photo"].pk for value in placed_photos(self.body) if value.get("photo")}

    def serializable_data(self) -> dict[str, Any]:
        normalise(self)
        # A block that was looked at is stored with all its defaults, one that was not is stored as it came:
        # looking at all of them gives the same content the same digest.
        list(self.body)
        for child in (*self.photos.all(), *self.authors.all()):
            normalise(child)
        return plain_data(super().serializable_data())

    def with_content_json(self, content: dict[str, Any]) -> NewsPage:
        item = super().with_content_json({"corrections": []} | content)
        for name in _STANDING:
            setattr(item, name, getattr(self, name))
        return item

    def clean(self) -> None:
        super().clean()
        if self.urgent and not self.urgent_reason.strip():
            raise ValidationError({"urgent_reason": _("Say why the item is urgent.")})
        if self.origin == Origin.REPOSTED and not (self.source_name.strip() and self.source_permission.strip()):
            raise ValidationError({"source_name": _("A reposted item names its source and the source's permission.")})

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store the page.

        Raises ``NotVetted`` if it would be live with content that the board has not approved: the guard that no
        caller can go around.
        """
        self._stand_under_unit()
        touched = None if update_fields is None else set(update_fields)
        with transaction.atomic():
            if touched is None or not touched <= _HOUSEKEEPING:
                self.go_live_at = self.expire_at = None
                self._keep_standing()
                self._refuse_unless_vetted()
            super().save(*args, **({} if touched is None else {"update_fields": update_fields}), **kwargs)

    def _keep_standing(self) -> None:
        """Take the standing from the database: a text that was loaded earlier must not take the item back."""
        stored = NewsPage.objects.select_for_update().filter(pk=self.pk).values(*_STANDING).first()
        # Who enters an item on a unit's behalf is written by the act alone, for a new item too.
        for name, value in (stored or {"entered_by_id": None}).items():
            setattr(self, name, value)

    def _stand_under_unit(self) -> None:
        if self.unit_id is None:
            self.unit = self.get_parent().specific.unit

    def _refuse_unless_vetted(self) -> None:
        if self.alias_of_id:
            raise NotVetted(_t("An item of news cannot have an alias."))
        if not self.live:
            return
        release = getattr(self, "release", None) if self.pk else None
        if release is None or not release.visible or not self._bears(release.approval):
            raise NotVetted(_t("Only what the editorial board has approved can be published."))

    def _bears(self, approval: Approval) -> bool:
        """Whether this is the approved content; read afresh, if Wagtail stores it otherwise by now."""
        if self.digest == approval.digest:
            return True
        return approval.is_intact() and self.digest == self.with_content_json(approval.content).digest

    def save_revision(self, user: User | None = None, **kwargs: Any) -> Revision:
        """Store the latest content, and who changed it.

        Raises ``ActRefused`` if the person may not change the item now, by whatever route they come.
        """
        self.go_live_at = self.expire_at = None
        kwargs["approved_go_live_at"] = None
        with record_edit(self, user):
            return super().save_revision(user=user, **kwargs)

    def enter(self, state: State) -> None:
        """Record where the latest content stands now. Only the acts of moderation call this."""
        self.state, self.state_since = state, timezone.now()
        NewsPage.objects.filter(pk=self.pk).update(state=self.state, state_since=self.state_since)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Wagtail's publication of a revision, for the revision whose content the board approved only.

        Raises ``NotVetted`` for any other.
        """
        release = getattr(self, "release", None)
        if release is None or not release.visible or release.approval.digest != digest_of(revision.content):
            type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            raise NotVetted(_t("Only what the editorial board has approved can be published."))
        super().publish(revision, **kwargs)

    @property
    def may_change_its_unit(self) -> bool:
        """Whether the item may go with its people to another unit: never published, and nobody decides about it."""
        return self.state in WITH_WRITER and not hasattr(self, "release") and not hasattr(self, "publication")

    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's move, for ``cms.news.relocation`` alone; raises ``ActRefused`` for whoever else."""
        if is_on_its_way(self.pk):
            return super().move(*args, **kwargs)
        raise ActRefused(_t("An item of news stays with the unit that wrote it."))

    def copy(self, *args: Any, **kwargs: Any) -> Page:
        raise ActRefused(_t("An item of news is not copied in the page tree."))

    def create_alias(self, *args: Any, **kwargs: Any) -> Page:
        raise ActRefused(_t("An item of news cannot have an alias."))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete a draft that was never submitted.

        Raises ``ActRefused`` for any other: what has been submitted is evidence.
        """
        if self.pk and (self.submitted_at or self.approvals.exists()):
            raise ActRefused(_t("What has been submitted is kept: an item is deleted as a draft only."))
        return super().delete(*args, **kwargs)

    def permissions_for_user(self, user: User) -> NewsPagePermissionTester:
        """What the person may do with the item on Wagtail's screens and interfaces.

        Raises ``Http404`` for an item that they may not know of: a refusal would say that it exists.
        """
        if not ItemAccess(user, self).may_see:
            raise Http404
        return NewsPagePermissionTester(user, self)

    def get_lock(self) -> ItemLock:
        return ItemLock(self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("As it will look"))]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return serve_release(self, request)
