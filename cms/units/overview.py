"""The register read as of a day: a constant number of queries, however many units there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from cms.units.models import Unit, UnitKind, UnitVersion
from cms.vietnamese.text import fold

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


def units_on(day: dt.date) -> QuerySet[Unit]:
    """The units that live on a local day, by name, with what holds of them then.

    ``day_name``, ``day_kind``, ``day_parent`` (a key), ``day_parent_name`` and ``day_size``.
    """
    version = UnitVersion.objects.on(day).filter(unit=OuterRef("pk"))
    parent = UnitVersion.objects.on(day).filter(unit=OuterRef("day_parent"))
    return (
        Unit.objects.living(day)
        .named(day)
        .annotate(
            day_kind=Subquery(version.values("kind__name")[:1]),
            day_parent=Subquery(version.values("parent")[:1]),
            day_size=Subquery(version.values("size")[:1]),
        )
        .annotate(day_parent_name=Subquery(parent.values("name")[:1]))
    )


def subordinates_on(unit: Unit, day: dt.date) -> QuerySet[Unit]:
    """The units directly below ``unit`` on a local day."""
    below = UnitVersion.objects.on(day).filter(unit=OuterRef("pk"), parent=unit)
    return units_on(day).filter(Exists(below))


def parents_on(day: dt.date) -> QuerySet[Unit]:
    """The units below which others may stand: those that have some below them, or are no grassroots units."""
    has_some = UnitVersion.objects.on(day).filter(parent=OuterRef("pk"))
    is_higher = UnitVersion.objects.on(day).filter(unit=OuterRef("pk")).exclude(kind__code=UnitKind.GRASSROOTS)
    return units_on(day).filter(Exists(has_some) | Exists(is_higher))


def matching(units: QuerySet[Unit], typed: str) -> QuerySet[Unit]:
    """The units whose code, or whose name of any time, has all the words typed, with or without diacritics."""
    words = fold(typed).split()
    if not words:
        return units
    names: dict[int, str] = {}
    for key, name, code in UnitVersion.objects.standing().values_list("unit", "name", "unit__code"):
        names[key] = f"{names.get(key, code or '')} {name}"
    found = [key for key, text in names.items() if all(word in fold(text) for word in words)]
    return units.filter(pk__in=found)


def units_to_act_on() -> QuerySet[Unit]:
    """The units that have no end on record, by name, as their last version has them; also those still to begin."""
    version = UnitVersion.objects.standing().filter(unit=OuterRef("pk"), valid_to=None)
    parent = UnitVersion.objects.standing().filter(unit=OuterRef("day_parent"), valid_to=None)
    return (
        Unit.objects.filter(Exists(version))
        .annotate(day_name=Subquery(version.values("name")[:1]), day_parent=Subquery(version.values("parent")[:1]))
        .annotate(
            day_parent_name=Subquery(parent.values("name")[:1]), day_kind=Subquery(version.values("kind__code")[:1])
        )
        .order_by("day_name", "pk")
    )


def parents_to_choose() -> QuerySet[Unit]:
    """Those of ``units_to_act_on`` below which others may stand."""
    has_some = UnitVersion.objects.standing().filter(parent=OuterRef("pk"), valid_to=None)
    return units_to_act_on().filter(Exists(has_some) | ~Q(day_kind=UnitKind.GRASSROOTS))


def units_to_reorganise() -> QuerySet[Unit]:
    """Those of ``units_to_act_on`` that may merge, divide or end: all but the editorial board's own."""
    return units_to_act_on().exclude(day_kind=UnitKind.BOARD)
