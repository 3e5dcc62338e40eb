"""Genres, and what each asks of an item at submission, as data."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.Model):
    """A genre. A writer chooses among the offered ones; the board refines."""

    NEWS = "tin"

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    offered_as = models.CharField(
        _("offered to writers as"),
        max_length=200,
        blank=True,
        help_text=_("What writers read in their form; empty: only the board chooses this genre."),
    )
    min_words = models.PositiveIntegerField(
        _("words at least"), default=1, help_text=_("Of the text; 0: no text is needed.")
    )
    min_photos = models.PositiveSmallIntegerField(
        _("photos at least"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Every item has at least one photo; for a video it is the cover."),
    )
    needs_video = models.BooleanField(_("needs a video"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
