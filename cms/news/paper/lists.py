"""What the board enters on behalf of units: the lists, in a fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from cms.news.models import Edit, NewsPage, PaperVetting, State
from cms.news.models.states import WITH_WRITER
from cms.units.models import UnitVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.accounts.models import User


def to_confirm(user: User) -> QuerySet[NewsPage]:
    """*Chờ xác nhận*: items whose paper waits, the longest first.

    Each says who handed the paper in (``vetting``), and whether ``user`` has a part in it (``is_own``).
    """
    waiting = PaperVetting.objects.filter(page=OuterRef("pk")).waiting()
    items = _with_part_of(user, _named(NewsPage.objects.filter(state=State.AT_CONFIRMATION)))
    items = items.annotate(handed_in_at=Subquery(waiting.values("entered_at")[:1]))
    return items.select_related("submitted_by").order_by("state_since", "pk")


def being_entered() -> QuerySet[NewsPage]:
    """Items that the board has begun on behalf of units and not handed in yet, or that came back to it."""
    items = NewsPage.objects.filter(entered_by__isnull=False, state__in=WITH_WRITER)
    return _named(items).select_related("entered_by").order_by("-state_since", "-pk")


def _with_part_of(user: User, items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    wrote = Edit.objects.filter(page=OuterRef("pk"), user=user, stage="")
    handed_in = PaperVetting.objects.filter(page=OuterRef("pk"), entered_by=user)
    return items.annotate(is_own=Exists(wrote) | Exists(handed_in) | Q(submitted_by=user))


def _named(items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    version = UnitVersion.objects.on().filter(unit=OuterRef("unit"))
    return items.annotate(unit_name=Subquery(version.values("name")[:1]))
