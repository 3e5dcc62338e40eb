"""Mergers, divisions and dissolutions: units close, others follow, and everything of theirs goes somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.units.models import Membership, Succession, SuccessionKind, Unit, UnitVersion
from cms.units.successions.act import Act, Side
from cms.units.successions.guards import last_version, lock_units, refuse_board, refuse_twice
from cms.units.successions.proposals import Fate, NewUnit, Target
from cms.units.successions.roles_moved import move_roles


def reorganise(act: Act, units: Sequence[Unit], successors: Sequence[Unit | NewUnit], fate: Fate) -> Succession:
    """Close those of ``units`` that are no successors, and carry the fate of what belongs to them out."""
    return _Reorganisation(act, units, successors, fate).carry_out()


class _Reorganisation:
    """``act`` with its units sorted: closing, staying (they divide or absorb), and following."""

    def __init__(self, act: Act, units: Sequence[Unit], successors: Sequence[Unit | NewUnit], fate: Fate) -> None:
        self.act, self.fate = act, fate
        self.units = list(units)
        self.successors = list(successors)
        existing = [unit for unit in successors if isinstance(unit, Unit)]
        if existing:
            refuse_twice(existing)
        self.closing = [unit for unit in units if unit not in existing]
        self.staying = [unit for unit in units if unit in existing]
        lock_units({*self.units, *existing})
        refuse_board(*(act.current(unit).kind for unit in {*self.units, *existing}))
        refuse_board(*(unit.kind for unit in successors if isinstance(unit, NewUnit)))
        self.founded: dict[NewUnit, Unit] = {}

    def carry_out(self) -> Succession:
        self.act.take_part(Side.FROM, *self.units)
        for successor in self.successors:
            self.act.take_part(Side.TO, self._found(successor))
        self._name_heirs()
        self._place_subordinates()
        for unit in self.closing:
            self.act.close(unit)
        self.act.write()
        self._move_people()
        self._name_followers()
        return self.act.finish()

    def _found(self, successor: Unit | NewUnit) -> Unit:
        if isinstance(successor, Unit):
            return successor
        self.founded[successor] = self.act.found(successor)
        return self.founded[successor]

    def _target(self, target: Target) -> Unit | None:
        """The unit that is meant; raises ``ValidationError`` if it does not live on after the act."""
        if target is None:
            return None
        unit = self.founded.get(target) if isinstance(target, NewUnit) else target
        if unit is None:
            raise ValidationError(
                _("%(unit)s is not founded by this act."), params={"unit": target.name}, code="not-founded"
            )
        if unit in self.closing:
            raise ValidationError(
                _("%(unit)s ends on that day: nothing can go there."),
                params={"unit": unit.name_on(self.act.day)},
                code="target-closes",
            )
        last_version(unit, self.act.day)
        return unit

    def _name_heirs(self) -> None:
        first = self._found_already(self.successors[0]) if self.successors else None
        for unit in self.closing:
            heir = self._target(self.fate.heirs[unit.pk]) if unit.pk in self.fate.heirs else first
            self.act.heirs[unit.pk] = heir.pk if heir else None
        self._refuse_strangers(self.fate.heirs, {unit.pk for unit in self.closing})

    def _found_already(self, successor: Unit | NewUnit) -> Unit:
        return successor if isinstance(successor, Unit) else self.founded[successor]

    def _place_subordinates(self) -> None:
        below = list(
            UnitVersion.objects.from_day(self.act.day)
            .filter(parent__in=self.units)
            .exclude(unit__in=[*self.closing, *self.founded.values()])
            .select_related("unit", "parent")
        )
        self._refuse_homeless(below)
        for version in below:
            self._place(version)
        self._refuse_strangers(self.fate.subordinates, {version.unit_id for version in below})

    def _place(self, version: UnitVersion) -> None:
        if version.unit_id in self.fate.subordinates:
            parent = self._target(self.fate.subordinates[version.unit_id])
        elif version.parent in self.closing:
            parent = self._default_place(version)
        else:
            return
        if parent != version.parent:
            self.act.alter(version.unit, parent=parent)
            self.act.take_part(Side.WITH, version.unit)

    def _default_place(self, version: UnitVersion) -> Unit | None:
        """Below the heir; a heir itself moves up to the nearest unit above that lives on."""
        heir = self.act.heirs[version.parent_id or 0]
        if heir != version.unit_id:
            return Unit.objects.filter(pk=heir).first()
        above = version.parent
        while above in self.closing:
            above = self.act.current(above).parent
        return above

    def _refuse_homeless(self, below: list[UnitVersion]) -> None:
        """A dissolution names a place for every unit that stands below; nothing is put anywhere by itself."""
        if self.act.kind != SuccessionKind.DISSOLUTION:
            return
        homeless = [
            version.name
            for version in below
            if version.unit_id not in self.fate.subordinates and version.parent_id not in self.fate.heirs
        ]
        if homeless:
            raise ValidationError(
                ngettext(
                    "This unit stands below and must be given a place: %(units)s.",
                    "These units stand below and must be given a place: %(units)s.",
                    len(homeless),
                )
                % {"units": "; ".join(homeless)},
                code="homeless",
            )

    def _move_people(self) -> None:
        chosen = {key: self._target(target) for key, target in self.fate.people.items()}
        self.act.memberships += move_roles(
            self.units, self.act.day, lambda membership: self._new_place(membership, chosen), by=self.act.by
        )
        own = Membership.objects.filter(unit__in=self.units).values_list("pk", flat=True)
        self._refuse_strangers(chosen, set(own))

    def _new_place(self, membership: Membership, chosen: Mapping[int, Unit | None]) -> int | None:
        if membership.pk in chosen:
            target = chosen[membership.pk]
            return target.pk if target else None
        return self.act.heirs.get(membership.unit_id, membership.unit_id)

    def _name_followers(self) -> None:
        for name, fates in {**self.fate.followers, "contributors": self.fate.contributors}.items():
            targets = {key: self._target(target) for key, target in fates.items()}
            self.act.followers[name] = {key: unit.pk if unit else None for key, unit in targets.items()}

    def _refuse_strangers(self, named: Iterable[int], known: set[int]) -> None:
        if set(named) - known:
            raise ValidationError(
                _("What is to move does not belong to the units that this is about. Look at the form again."),
                code="stranger",
            )
