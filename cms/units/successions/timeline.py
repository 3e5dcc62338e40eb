"""A unit's story: what was done to it, in the order of the days, what was undone included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from cms.units.models import Succession, SuccessionKind, SuccessionUnit, Unit, UnitVersion


@dataclass(frozen=True)
class Event:
    """Something that happened to a unit on a local day.

    ``succession`` is None for what was entered without a record. ``before`` and ``after`` are the unit's versions
    (None: it did not exist); ``others`` the other units that took part, ``side`` where this one stood
    (``SuccessionUnit.Side``).
    """

    day: dt.date
    kind: str
    label: str
    succession: Succession | None = None
    side: str = ""
    undone: bool = False
    before: UnitVersion | None = None
    after: UnitVersion | None = None
    others: list[tuple[Unit, str]] = field(default_factory=list)


def timeline(unit: Unit) -> list[Event]:
    """The unit's events, the earliest first."""
    versions = {
        version.pk: version for version in UnitVersion.objects.filter(unit=unit).select_related("kind", "parent")
    }
    rows = (
        SuccessionUnit.objects.filter(unit=unit)
        .select_related("succession__recorded_by", "succession__undoing__by")
        .order_by("pk")
    )
    recorded: dict[int, Event] = {}
    for row in rows:
        # The same unit before and after: one event, told from where it comes.
        recorded.setdefault(row.succession_id, _event(unit, row, versions))
    events = [*recorded.values(), *_unrecorded(list(versions.values()))]
    return sorted(events, key=lambda event: (event.day, event.succession.pk if event.succession else 0))


def _event(unit: Unit, row: SuccessionUnit, versions: dict[int, UnitVersion]) -> Event:
    succession = row.succession
    effect: dict[str, Any] = next((effect for effect in succession.effects["units"] if effect["unit"] == unit.pk), {})
    others = succession.units.exclude(unit=unit).select_related("unit").prefetch_related("unit__versions")
    return Event(
        day=succession.day,
        kind=succession.kind,
        label=succession.get_kind_display(),
        succession=succession,
        side=row.side,
        undone=succession.is_undone,
        before=versions.get(effect.get("ended") or effect.get("superseded") or 0),
        after=versions.get(effect.get("opened") or 0),
        others=[(other.unit, other.side) for other in others],
    )


def _unrecorded(versions: list[UnitVersion]) -> list[Event]:
    """What rows tell that were entered without an act: they came before the record, or with an import."""
    standing = sorted((row for row in versions if row.superseded_at is None), key=lambda row: row.valid_from)
    events = []
    before: UnitVersion | None = None
    for version in sorted(versions, key=lambda row: (row.valid_from, row.pk)):
        if version.opened_by_id is None:
            before = next((row for row in standing if row.valid_to == version.valid_from), None)
            kind = _kind_of_change(before, version)
            events.append(
                Event(version.valid_from, kind, str(SuccessionKind(kind).label), before=before, after=version)
            )
    last = standing[-1] if standing else None
    if last is not None and last.valid_to is not None and last.ended_by_id is None:
        kind = SuccessionKind.DISSOLUTION
        events.append(Event(last.valid_to, kind, str(SuccessionKind(kind).label), before=last))
    return events


def _kind_of_change(before: UnitVersion | None, after: UnitVersion) -> str:
    if before is None:
        return SuccessionKind.FOUNDING
    if before.name != after.name:
        return SuccessionKind.RENAMING
    if before.parent_id != after.parent_id:
        return SuccessionKind.TRANSFER
    return SuccessionKind.CHANGE_OF_KIND if before.kind_id != after.kind_id else SuccessionKind.CHANGE_OF_SIZE
