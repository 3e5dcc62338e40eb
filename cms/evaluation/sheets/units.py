"""Which units a year evaluates, and as what: decided by a unit's last day within the year.

A unit that changed its kind belongs to the kind of that day; what it owed before still goes by what it was then.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from cms.quotas.years import Year
from cms.units.models import UnitKind, UnitVersion


@dataclass(frozen=True)
class EvaluatedUnit:
    """A unit of the year as it was on its last day in it; ``notes`` tell what happened to it within the year."""

    pk: int
    name: str
    kind: UnitKind
    parent: str
    is_annex: bool
    notes: tuple[str, ...]


def evaluated_units(year: Year, kinds: Collection[UnitKind], only: int | None = None) -> list[EvaluatedUnit]:
    """The units whose kind on their last day in the year is one of ``kinds``, by name; a constant number of queries."""
    by_key = {kind.pk: kind for kind in kinds}
    versions = UnitVersion.objects.standing().filter(valid_from__lt=year.end).select_related("kind")
    by_unit: dict[int, list[UnitVersion]] = defaultdict(list)
    for version in versions.order_by("valid_from"):
        by_unit[version.unit_id].append(version)
    asked = by_unit if only is None else {only: by_unit[only]} if only in by_unit else {}
    found = []
    for own in asked.values():
        last = own[-1]
        if last.kind_id in by_key and (last.valid_to is None or last.valid_to > year.first):
            found.append(_evaluated(own, year, by_key[last.kind_id], by_unit))
    return sorted(found, key=lambda unit: (unit.is_annex, unit.name, unit.pk))


def _evaluated(
    own: list[UnitVersion], year: Year, kind: UnitKind, by_unit: dict[int, list[UnitVersion]]
) -> EvaluatedUnit:
    last = own[-1]
    is_annex = last.valid_to is not None and last.valid_to < year.end
    last_day = last.valid_to - dt.timedelta(days=1) if is_annex and last.valid_to else year.last
    parent = _version_on(by_unit.get(last.parent_id or 0, []), last_day)
    notes = tuple(_notes(own, year, is_annex=is_annex))
    return EvaluatedUnit(last.unit_id, last.name, kind, parent.name if parent else "", is_annex, notes)


def _version_on(versions: list[UnitVersion], day: dt.date) -> UnitVersion | None:
    return next((version for version in versions if version.holds_on(day)), None)


def _notes(own: list[UnitVersion], year: Year, *, is_annex: bool) -> Iterator[str]:
    founded, last = own[0].valid_from, own[-1]
    if founded > year.first:
        yield _("Founded on %(day)s: it owed only the periods through which it lived whole.") % {"day": _day(founded)}
    for earlier, later in pairwise(own):
        if earlier.kind_id != later.kind_id and later.valid_from > year.first:
            yield _(
                "From %(day)s on it was of the kind “%(kind)s”, before “%(before)s”: it is graded with the kind of its "
                "last day in the year; each period goes by what it was on the period's first day."
            ) % {"day": _day(later.valid_from), "kind": later.kind.name, "before": earlier.kind.name}
    if is_annex and last.valid_to:
        yield _("Since %(day)s the unit no longer exists; its items stay its own.") % {"day": _day(last.valid_to)}


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
