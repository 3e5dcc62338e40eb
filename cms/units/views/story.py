"""A unit's story in words: what happened to it, by which decision, and what of it was undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.units.models import SuccessionKind, SuccessionUnit
from cms.units.successions import Event, timeline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.units.models import Unit, UnitVersion

_Side = SuccessionUnit.Side
_ENDING = {SuccessionKind.MERGER, SuccessionKind.DIVISION, SuccessionKind.DISSOLUTION}


@dataclass(frozen=True)
class Chapter:
    """An event of the time line, told: what changed, with which units, and where it can be undone."""

    event: Event
    changes: list[str]
    others: list[tuple[str, list[tuple[Unit, str]]]]
    undo_url: str = ""

    @property
    def undoing(self) -> Any:
        """The record of the undoing, if there is one."""
        return getattr(self.event.succession, "undoing", None) if self.event.undone else None


def story_of(unit: Unit) -> list[Chapter]:
    """The unit's chapters, the latest first; the last one that stands leads to its undoing."""
    events = timeline(unit)
    standing = [event.succession.pk for event in events if event.succession and not event.undone]
    last = max(standing, default=None)
    return [_chapter(event, last) for event in reversed(events)]


def _chapter(event: Event, last: int | None) -> Chapter:
    key = event.succession.pk if event.succession else None
    undo_url = reverse("units:undo", args=[key]) if key is not None and key == last else ""
    return Chapter(event, list(_changes(event)), list(_others(event)), undo_url)


def _changes(event: Event) -> Iterable[str]:
    before, after, day = event.before, event.after, event.day
    if before is None and after is not None:
        yield _("Begins as “%(name)s”, %(kind)s, %(place)s.") % _words(after, day)
    elif before is not None and after is None and event.kind in _ENDING:
        yield _("“%(name)s” ends.") % _words(before, day)
    elif before is not None and after is not None:
        yield from _differences(before, after, day)


def _differences(before: UnitVersion, after: UnitVersion, day: dt.date) -> Iterable[str]:
    old, new = _words(before, day), _words(after, day)
    if before.name != after.name:
        yield _("Was “%(before)s”, is now “%(after)s”.") % {"before": old["name"], "after": new["name"]}
    if before.kind_id != after.kind_id:
        yield _("Was of the kind %(before)s, is now %(after)s.") % {"before": old["kind"], "after": new["kind"]}
    if before.parent_id != after.parent_id:
        yield _("Stood %(before)s, stands now %(after)s.") % {"before": old["place"], "after": new["place"]}
    if before.size != after.size:
        yield _("Members: %(before)s, now %(after)s.") % {"before": old["size"], "after": new["size"]}


def _words(version: UnitVersion, day: dt.date) -> dict[str, str]:
    below = _("below %(parent)s") % {"parent": version.parent.name_on(day)} if version.parent else ""
    return {
        "name": version.name,
        "kind": version.kind.name,
        "place": below or _("directly under the province"),
        "size": str(version.size) if version.size is not None else _("not known"),
    }


def _others(event: Event) -> Iterable[tuple[str, list[tuple[Unit, str]]]]:
    """The other units that took part, in groups with what they are to this one."""
    if event.kind not in _ENDING and event.kind != SuccessionKind.TRANSFER:
        return
    headings = {
        _Side.FROM: _("Units before"),
        _Side.TO: _("Units from then on"),
        _Side.WITH: _("Units that moved along"),
    }
    if event.kind == SuccessionKind.TRANSFER:
        headings = {_Side.FROM: _("Together with")}
    for side, heading in headings.items():
        named = [(unit, unit.name_on(event.day)) for unit, other_side in event.others if other_side == side]
        if named:
            yield heading, named
