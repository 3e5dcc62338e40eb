"""An act on the register while it is being done: what it changes is gathered, carried out in order, and recorded."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.days import today
from cms.units.models import Succession, SuccessionKind, SuccessionUnit, Unit, UnitVersion
from cms.units.register import clean_version, found_unit
from cms.units.successions.carrying_out import carry_out
from cms.units.successions.guards import (
    Register,
    check_places,
    last_version,
    lock_register,
    lock_units,
    require_administrator,
    standing_versions,
)
from cms.units.successions.proposals import Decision, NewUnit

if TYPE_CHECKING:
    from cms.accounts.models import User

Side = SuccessionUnit.Side


def state(version: UnitVersion) -> dict[str, Any]:
    """What a version says of its unit, in plain JSON: name, kind and parent by id, size."""
    return {
        "name": version.name,
        "kind": version.kind_id,
        "parent": version.parent_id,
        "size": version.size,
    }


class Act:
    """Gathers what an act changes; ``finish`` does it: versions end first, then begin, so that nothing ever overlaps.

    Raises ``PermissionDenied`` for anyone but administrators, ``ValidationError`` without a decision (a founding
    alone may have none).
    """

    def __init__(
        self, kind: SuccessionKind, *, decision: Decision | None, day: dt.date, by: User, note: str = ""
    ) -> None:
        require_administrator(by)
        if decision is None and kind != SuccessionKind.FOUNDING:
            raise ValidationError(_("The number and the date of the decision are needed."), code="decision")
        if day is None:
            raise ValidationError(_("Say from which day on it holds."), code="day")
        lock_register()
        self.kind, self.decision, self.day, self.by, self.note = kind, decision, day, by, note
        self.sides: list[tuple[Unit, str]] = []
        self.heirs: dict[int, int | None] = {}
        self.followers: dict[str, dict[int, int | None]] = {}
        self.memberships: list[dict[str, Any]] = []
        self._units: list[dict[str, Any]] = []
        self._ending: dict[int, UnitVersion] = {}
        self._opening: dict[int, UnitVersion] = {}

    def take_part(self, side: str, *units: Unit) -> None:
        """Write down on which side of the succession units stand."""
        self.sides += [(unit, side) for unit in units]

    def current(self, unit: Unit) -> UnitVersion:
        """What holds of a unit on the day of the act; raises ``ValidationError`` unless it can be acted on then."""
        return self._ending.get(unit.pk) or last_version(unit, self.day)

    def alter(self, unit: Unit, **fields: Any) -> None:
        """Let other values hold of a unit from the day on; raises ``ValidationError`` if they are none, or the same."""
        before = self.current(unit)
        after = UnitVersion(
            unit=unit,
            valid_from=self.day,
            **({"name": before.name, "kind": before.kind, "parent": before.parent, "size": before.size} | fields),
        )
        if state(after) == state(before):
            raise ValidationError(
                _("Nothing would change for %(unit)s."), params={"unit": before.name}, code="no-change"
            )
        self._ending[unit.pk] = before
        self._opening[unit.pk] = clean_version(after)

    def close(self, unit: Unit) -> None:
        """Let a unit exist no longer from the day on."""
        self._ending[unit.pk] = self.current(unit)

    def found(self, new: NewUnit) -> Unit:
        """Found a unit from the day on."""
        unit = found_unit(new.name, kind=new.kind, parent=new.parent, size=new.size, on=self.day, code=new.code)
        version = UnitVersion.objects.get(unit=unit)
        self._units.append(
            {"unit": unit.pk, "before": None, "after": state(version), "ended": None, "superseded": None}
            | {"opened": version.pk}
        )
        return unit

    def write(self) -> None:
        """Carry the gathered changes out: end every version, then begin every other one."""
        lock_units([version.unit for version in self._ending.values()])
        check_places(self._planned(), {*self._ending, *(effect["unit"] for effect in self._units)})
        self._end(list(self._ending.values()))
        UnitVersion.objects.bulk_create(self._opening.values())
        self._units += [self._effect(before) for before in self._ending.values()]

    def finish(self) -> Succession:
        """Record the act and, if its day has come, let follow what cannot be dated."""
        succession = Succession.objects.create(
            kind=self.kind,
            decision_number=self.decision.number if self.decision else "",
            decision_date=self.decision.date if self.decision else None,
            day=self.day,
            note=self.note.strip(),
            recorded_by=self.by,
            effects={
                "units": self._units,
                "memberships": self.memberships,
                "heirs": {str(unit): heir for unit, heir in self.heirs.items()},
                "followers": {
                    name: {str(key): unit for key, unit in fates.items()} for name, fates in self.followers.items()
                },
            },
        )
        SuccessionUnit.objects.bulk_create(
            SuccessionUnit(succession=succession, unit=unit, side=side) for unit, side in self.sides
        )
        self._sign_versions(succession)
        record(f"units.{self.kind}", succession, by=self.by, data=self._account())
        if self.day <= today():
            carry_out(succession)
        return succession

    def _planned(self) -> Register:
        """The register as it will be when the gathered changes are carried out.

        Of a mere founding only the new unit and its parent: nothing stands below a unit that begins.
        """
        versions = standing_versions(None if self._ending else self._founded_and_parents())
        for unit, ending in self._ending.items():
            versions[unit] = [version for version in versions[unit] if version.valid_from < self.day]
            if ending.valid_from < self.day:
                versions[unit][-1].valid_to = self.day
        for unit, opening in self._opening.items():
            versions[unit].append(opening)
        return versions

    def _founded_and_parents(self) -> set[int]:
        return {pk for effect in self._units for pk in (effect["unit"], effect["after"]["parent"]) if pk}

    def _end(self, versions: list[UnitVersion]) -> None:
        of_this_day = [version.pk for version in versions if version.valid_from == self.day]
        earlier = [version.pk for version in versions if version.valid_from < self.day]
        UnitVersion.objects.filter(pk__in=of_this_day).update(superseded_at=timezone.now())
        UnitVersion.objects.filter(pk__in=earlier).update(valid_to=self.day)

    def _effect(self, before: UnitVersion) -> dict[str, Any]:
        after = self._opening.get(before.unit_id)
        same_day = before.valid_from == self.day
        return {
            "unit": before.unit_id,
            "before": state(before),
            "after": state(after) if after else None,
            "ended": None if same_day else before.pk,
            "superseded": before.pk if same_day else None,
            "opened": after.pk if after else None,
        }

    def _sign_versions(self, succession: Succession) -> None:
        opened = [effect["opened"] for effect in self._units if effect["opened"]]
        ended = [effect["ended"] or effect["superseded"] for effect in self._units if effect["before"]]
        UnitVersion.objects.filter(pk__in=opened).update(opened_by=succession)
        UnitVersion.objects.filter(pk__in=ended).update(ended_by=succession)

    def _account(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "decision": self.decision.number if self.decision else "",
            "units": [{"id": unit.pk, "side": side} for unit, side in self.sides],
        }
