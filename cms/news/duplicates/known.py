"""The items that a person may be told of: a unit of its own and of public ones, the board of all that reached it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cms.news.access import told_to
from cms.news.models import NewsPage, Release

if TYPE_CHECKING:
    from cms.accounts.models import User

# What a search of one item looks at, newest first; more than a province writes in two months.
_MOST = 1000


@dataclass(frozen=True)
class Known:
    """An item as the person may know it: with its latest headline, or with the one that readers see."""

    pk: int
    headline: str
    unit_id: int
    day: dt.date
    url: str


def known_between(user: User, first: dt.date, last: dt.date) -> dict[int, Known]:
    """The items of events from one local day to another, both included, that the person may be told of."""
    public = Release.objects.public().filter(page__event_date__range=(first, last)).newest_first()
    found = {
        release.page_id: Known(
            release.page_id, release.headline, release.unit_id, release.page.event_date, release.page.url or ""
        )
        for release in public.select_related("page").defer("approval")[:_MOST]
    }
    desk = NewsPage.objects.filter(told_to(user), event_date__range=(first, last)).order_by("-event_date", "-pk")
    rows = desk.values_list("pk", "draft_title", "unit", "event_date")[:_MOST]
    for pk, headline, unit, day in rows:
        found[pk] = Known(pk, headline, unit, day, reverse("news:item", args=[pk]))
    return found
