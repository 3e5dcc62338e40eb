"""What readers see of an item: the content that the board approved last, and nothing else."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.news.refusals import NotVetted
from cms.units.models import Stage, Unit

from .approvals import Approval, keep
from .sections import SectionPage


class ReleaseQuerySet(models.QuerySet["Release"]):
    def public(self) -> Self:
        """Releases that readers may see."""
        return self.filter(
            visible=True,
            page__live=True,
            approval__stage=Stage.BOARD,
            approval__page=F("page"),
            page__publication__isnull=False,
            page__publication__withdrawn_at__isnull=True,
            page__publication__hidden_at__isnull=True,
        )

    def newest_first(self) -> Self:
        """By first publication."""
        return self.order_by("-first_published_at", "-pk")

    def cards(self) -> Self:
        """With what a card in a list shows, so that a list costs the same whatever its length."""
        return self.select_related("page", "photo", "unit__page").defer("approval")


class Release(models.Model):
    """The one release of an item, with what lists show of it."""

    page = models.OneToOneField("news.NewsPage", on_delete=keep, related_name="release")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    visible = models.BooleanField(_("visible"), default=True)
    headline = models.CharField(_("headline"), max_length=255)
    lead = models.TextField(_("lead"), blank=True)
    byline = models.CharField(_("by-line"), max_length=1000, blank=True)
    photo = models.ForeignKey("photos.Photo", on_delete=models.PROTECT, null=True, related_name="+")
    photo_alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="releases")
    unit_name = models.CharField(_("unit"), max_length=255)
    sections = models.ManyToManyField(SectionPage, related_name="releases")
    photos = models.ManyToManyField("photos.Photo", related_name="releases")
    first_published_at = models.DateTimeField(_("first published at"))
    local_date = models.DateField(_("date of publication"), db_index=True)
    released_at = models.DateTimeField(_("released at"))

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        indexes = [
            models.Index(fields=["visible", "-first_published_at"]),
            models.Index(fields=["unit", "-first_published_at"]),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the release.

        Raises ``NotVetted`` unless its approval is the board's, of this item.
        """
        if self.approval.stage != Stage.BOARD or self.approval.page_id != self.page_id:
            raise NotVetted(_t("Only what the editorial board has approved can be published."))
        super().save(*args, **kwargs)

    @property
    def is_corrected(self) -> bool:
        """Whether readers see something newer than what was published first."""
        return self.released_at > self.first_published_at
