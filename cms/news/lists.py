"""The lists that people work from: a constant number of queries, whatever their length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from cms.news.models import Edit, NewsPage, State
from cms.news.traces import with_last_comment
from cms.units.approving import approvers_of_units
from cms.units.models import Role, Unit, UnitVersion
from cms.units.permissions import units_of
from cms.vietnamese.text import fold, nfc

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from cms.accounts.models import User

LONG_WAIT_DAYS = 3
MOST_FOUND = 500


def waiting_for(user: User) -> QuerySet[NewsPage]:
    """*Chờ tôi duyệt*: items at units of which the person is an approver, which they neither wrote nor submitted."""
    items = NewsPage.objects.filter(state=State.AT_UNIT, unit__in=units_of(user, Role.APPROVER))
    return _described(decidable_by(user, items))


def waiting_for_board(user: User) -> QuerySet[NewsPage]:
    """*Chờ biên tập*: items that wait for the board."""
    return _described(NewsPage.objects.filter(state=State.AT_BOARD))


def written_by(user: User) -> QuerySet[NewsPage]:
    """*Tin của tôi*: what the person wrote or submitted in their present units, newest first, with its reasons."""
    mine = Q(Exists(Edit.objects.filter(page=OuterRef("pk"), user=user, stage=""))) | Q(submitted_by=user)
    items = NewsPage.objects.filter(mine, unit__in=units_of(user)).select_related("publication", "release")
    return with_last_comment(named(items)).order_by("-state_since", "-pk")


def found_by_headline(items: QuerySet[NewsPage], query: str) -> QuerySet[NewsPage]:
    """Those of a person's ``items`` whose headline has all words of ``query``, with or without diacritics."""
    words = fold(nfc(query)).split()
    headlines = items.order_by().values_list("pk", "draft_title")
    found = [pk for pk, headline in headlines if all(word in fold(headline or "") for word in words)]
    return items.filter(pk__in=found[:MOST_FOUND])


def waiting_at_units() -> list[dict[str, Any]]:
    """*That* items wait at units, since when and with whom; not their text, which is the unit's until it is vetted."""
    waiting = (
        named(NewsPage.objects.filter(state=State.AT_UNIT))
        .order_by("state_since")
        .values("unit", "unit_name", "state_since")
    )
    rows = [dict(row) | {"days": days_since(row["state_since"])} for row in waiting[:200]]
    approvers = approvers_of_units({row["unit"] for row in rows})
    names = {unit: [str(approver.user) for approver in named] for unit, named in approvers.items()}
    return [row | {"approvers": names.get(row["unit"], []), "is_long": row["days"] >= LONG_WAIT_DAYS} for row in rows]


def days_since(moment: dt.datetime) -> int:
    """Whole local days from ``moment`` to today."""
    return (timezone.localdate() - timezone.localdate(moment)).days


def decidable_by(user: User, items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    """``items`` that the person neither wrote nor submitted."""
    wrote = Edit.objects.filter(page=OuterRef("pk"), user=user, stage="")
    return items.exclude(submitted_by=user).exclude(Exists(wrote))


def named(items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    """``items`` with the name that their unit bears today, as ``unit_name``."""
    version = UnitVersion.objects.on().filter(unit=OuterRef("unit"))
    return items.annotate(unit_name=Subquery(version.values("name")[:1]))


def _described(items: QuerySet[NewsPage]) -> QuerySet[NewsPage]:
    """Items with what a person decides by, urgent ones first, then the newest event."""
    counted = named(items).annotate(photo_count=Count("photos", distinct=True))
    return counted.select_related("genre", "publication").order_by("-urgent", "-event_date", "state_since")


def writable_units(user: User) -> QuerySet[Unit]:
    """The units for which the person writes, with their names of today."""
    return Unit.objects.filter(pk__in=units_of(user, Role.WRITER).values("pk")).named().select_related("page")
