"""What stands beside an item's text: its captioned photos, its authors, and the other units that took part."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cms.units.models import Contributor, Unit


class ItemPhoto(Orderable):
    """A use of a photo in an item, with its caption. The first one is the item's main photo."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey("photos.Photo", on_delete=models.PROTECT, related_name="+", verbose_name=_("photo"))
    caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("Who does what, where: for example Đồng chí Nông Văn B trao quà cho đoàn viên Phạm Thị X."),
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the photo shows, for those who cannot see it; empty: the caption."),
    )
    credit = models.CharField(_("photo by"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.caption


class AuthorRole(models.TextChoices):
    TEXT = "text", _("text")
    PHOTO = "photo", _("photos")
    VIDEO = "video", _("video")
    COLLECTING = "collecting", _("collecting")


class ItemAuthor(Orderable):
    """Someone who wrote, photographed or filmed, and the name under which they are printed."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="authors")
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contributor"),
        help_text=_("Empty for an author who is not in the list yet."),
    )
    byline = models.CharField(
        _("by-line as printed"), max_length=200, blank=True, help_text=_("Empty: the contributor's pen name or name.")
    )
    role = models.CharField(_("role"), max_length=20, choices=AuthorRole, default=AuthorRole.TEXT)
    share = models.PositiveSmallIntegerField(
        _("share"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("In parts: two authors with 1 each share in halves."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.byline

    def clean(self) -> None:
        super().clean()
        if not self.byline.strip() and self.contributor:
            self.byline = self.contributor.bylines[0]


class ParticipatingUnit(Orderable):
    """Another unit that took part in a joint item; whether it counts for its quota is the board's to say."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="participating_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    counts = models.BooleanField(_("counts for the quota"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("participating unit")
        verbose_name_plural = _("participating units")

    def __str__(self) -> str:
        return str(self.unit)
