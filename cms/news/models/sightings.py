"""Who has opened an item at its present turn: what tells a sender that it was seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Sighting(models.Model):
    """A person opened an item for the first time at a turn; ``turn_since`` is the item's ``state_since`` then."""

    page = models.ForeignKey("news.NewsPage", on_delete=models.CASCADE, related_name="sightings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    turn_since = models.DateTimeField()
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [models.UniqueConstraint(fields=["page", "user", "turn_since"], name="news_seen_once_a_turn")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.user_id}"
