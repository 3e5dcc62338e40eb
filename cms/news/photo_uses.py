"""In which items photos stand, as far as a person may know."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse

from cms.news.access import told_to
from cms.news.models import NewsPage, Release
from cms.photos.models import PhotoUse
from cms.photos.originality.uses import Use, tells_uses

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.accounts.models import User


@tells_uses
def items_with(photo_ids: Collection[int], user: User) -> dict[int, list[Use]]:
    """By photo, the items that show it and of which the person may be told: on the desk if they may open it there,
    else as readers see it. Of any other not a word.
    """
    known = NewsPage.objects.filter(told_to(user)).values("pk")
    rows = PhotoUse.objects.filter(photo__in=photo_ids, page__in=known).order_by("-page")
    found: dict[int, dict[int, Use]] = defaultdict(dict)
    for photo, page, headline in rows.values_list("photo", "page", "page__draft_title"):
        found[photo][page] = Use(page, headline, reverse("news:item", args=[page]))
    public = Release.objects.public().filter(photos__in=photo_ids).annotate(shown=F("photos"))
    for release in public.select_related("page").defer("approval").newest_first():
        use = Use(release.page_id, release.headline, release.page.url or "")
        found[release.shown].setdefault(release.page_id, use)
    return {photo: list(uses.values()) for photo, uses in found.items()}
