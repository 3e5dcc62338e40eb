"""*Đính chính*: what the board says at the foot of a published item about a factual error in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cms.units.days import today

LONGEST_CORRECTION = 2000


class ItemCorrection(Orderable):
    """A dated correction. It is content like the rest: readers see it as the board approved it."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="corrections")
    on = models.DateField(_("date of the correction"), default=today)
    text = models.TextField(_("text of the correction"), max_length=LONGEST_CORRECTION)

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.text
