"""What an act would do, told by doing it and taking it back: the preview and the act cannot differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from cms.units.days import today
from cms.units.models import Membership, Succession, Unit, UnitVersion
from cms.units.successions.carrying_out import follow
from cms.units.successions.followers import followers
from cms.units.successions.guards import published_since


@dataclass(frozen=True)
class UnitChange:
    """A unit before and after, in words; None: it does not exist."""

    side: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RoleChange:
    """A role that ends on a day and goes on in another unit (``to``), or nowhere."""

    person: str
    role: str
    position: str
    unit: str
    to: str | None
    day: dt.date


@dataclass(frozen=True)
class Preview:
    """The effects of an act, as names and words: nothing of it is in the database."""

    what: str
    day: dt.date
    waits: bool
    """Whether the day is still to come: what has no day of its own follows then."""
    units: list[UnitChange] = field(default_factory=list)
    roles: list[RoleChange] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What follows, by the name of the follower (``contributors``, ``drafts`` …)."""
    published: str = ""
    """The headline of what was published since the day for one of the units: such an act is never undone."""


class _TakeBack(Exception):  # noqa: N818 - not an error: it carries the way back
    """Raised to roll the act back."""


def preview(act: Callable[[], Succession]) -> Preview:
    """What ``act`` would do: ``preview(lambda: merge(...))``. Raises whatever the act raises."""
    told: list[Preview] = []
    try:
        with transaction.atomic():
            told.append(describe_effects(act()))
            raise _TakeBack
    except _TakeBack:
        return told[0]


def describe_effects(succession: Succession) -> Preview:
    """What a succession that was just recorded changes; within ``preview``, also what will follow on its day."""
    done = getattr(succession, "carrying_out", None)
    data = done.data if done else follow(succession)
    notes = {
        name: lines
        for name, follower in followers.items()
        if name in data and (lines := follower.describe(succession, data[name]))
    }
    published = published_since(Unit.objects.filter(successions__succession=succession), succession.day)
    return Preview(
        what=succession.get_kind_display(),
        day=succession.day,
        waits=succession.day > today(),
        units=_unit_changes(succession),
        roles=_role_changes(succession),
        notes=notes,
        published=published.headline if published else "",
    )


def _unit_changes(succession: Succession) -> list[UnitChange]:
    effects = {effect["unit"]: effect for effect in succession.effects["units"]}
    sides: dict[Unit, str] = {}
    for row in succession.units.select_related("unit"):
        sides.setdefault(row.unit, row.side)
    versions = UnitVersion.objects.filter(unit__in=sides).select_related("kind", "parent").in_bulk()
    changes = []
    for unit, side in sides.items():
        effect = effects.get(unit.pk)
        same = None if effect else unit.version_on(succession.day)
        before = versions.get(effect["ended"] or effect["superseded"]) if effect else same
        after = versions.get(effect["opened"]) if effect else same
        changes.append(UnitChange(side, unit.name_on(succession.day), _words(before), _words(after)))
    return changes


def _words(version: UnitVersion | None) -> str | None:
    """Name, kind, parent and size in one line."""
    if version is None:
        return None
    parent = version.parent.name_on(version.valid_from) if version.parent else ""
    size = str(version.size) if version.size is not None else ""
    return " · ".join(part for part in (version.name, version.kind.name, parent, size) if part)


def _role_changes(succession: Succession) -> list[RoleChange]:
    entries = succession.effects["memberships"]
    rows = Membership.objects.select_related("user").in_bulk([entry["membership"] for entry in entries])
    keys = {key for entry in entries for key in (entry["from"], entry["to"]) if key}
    names = {unit.pk: unit.name_on(succession.day) for unit in Unit.objects.filter(pk__in=keys)}
    return [
        RoleChange(
            person=str(rows[entry["membership"]].user),
            role=rows[entry["membership"]].get_role_display(),
            position=rows[entry["membership"]].position,
            unit=names[entry["from"]],
            to=names.get(entry["to"]),
            day=dt.date.fromisoformat(entry["day"]),
        )
        for entry in entries
    ]
