"""The followers of this app: late-comers among the people, contributors, and the units' pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cms.units import addresses as addresses
from cms.units.models import Contributor, Membership, Succession, Unit
from cms.units.register import open_page
from cms.units.successions import substitutes as substitutes
from cms.units.successions.followers import Followed, follows
from cms.units.successions.roles_moved import move_roles, restore_roles


@follows("late_roles")
class LateRoles:
    """Roles that were given in a closing unit between the recording of the act and its day."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        return []

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        heirs = succession.heirs
        moved = move_roles(
            list(heirs), succession.day, lambda membership: heirs[membership.unit_id], by=succession.recorded_by
        )
        return {"moved": moved}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        restore_roles(data["moved"])

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        people = Membership.objects.filter(pk__in=[entry["membership"] for entry in data["moved"]])
        return [str(membership) for membership in people.select_related("user", "unit")]


@follows("contributors")
class Contributors:
    """Contributors of a unit that closes belong to its heir from then on, or to no unit."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        return [
            Followed(contributor.pk, contributor.full_name, contributor.unit_id or 0)
            for contributor in Contributor.objects.filter(unit__in=units)
        ]

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        units = succession.units_on("from")
        moved = []
        for contributor in Contributor.objects.select_for_update().filter(unit__in=units).order_by("pk"):
            before = contributor.unit_id or 0
            target = succession.destination("contributors", contributor.pk, before)
            if target != before:
                Contributor.objects.filter(pk=contributor.pk).update(unit=target)
                moved.append([contributor.pk, before, target])
        return {"moved": moved}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        for key, before, target in data["moved"]:
            Contributor.objects.filter(pk=key, unit=target).update(unit=before)
        never_founded = [unit for unit in succession.units_on("to") if not unit.standing_versions]
        Contributor.objects.filter(unit__in=never_founded).update(unit=None)

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        names = dict(
            Contributor.objects.values_list("pk", "full_name").filter(pk__in=[row[0] for row in data["moved"]])
        )
        units = {unit.pk: unit.name_on(succession.day) for unit in Unit.objects.filter(pk__in=_targets(data))}
        return [
            _("%(person)s: contributor of %(unit)s") % {"person": names[key], "unit": units[target]}
            if target
            else _("%(person)s: contributor of no unit") % {"person": names[key]}
            for key, _before, target in data["moved"]
            if key in names
        ]


def _targets(data: dict[str, Any]) -> set[int]:
    return {row[2] for row in data["moved"] if row[2]}


@follows("pages")
class Pages:
    """A unit's page bears its name of the day; it opens with the unit, and closes if there never was one."""

    def offer(self, units: Sequence[Unit]) -> list[Followed]:
        return []

    def carry_out(self, succession: Succession) -> dict[str, Any]:
        for unit in _renamed(succession):
            open_page(unit)
        return {}

    def undo(self, succession: Succession, data: dict[str, Any]) -> None:
        self.carry_out(succession)

    def describe(self, succession: Succession, data: dict[str, Any]) -> list[str]:
        return []


def _renamed(succession: Succession) -> list[Unit]:
    """The units that the succession founded, closed or renamed: the others' pages stay as they are."""
    keys = [
        effect["unit"]
        for effect in succession.effects["units"]
        if not effect["before"] or not effect["after"] or effect["before"]["name"] != effect["after"]["name"]
    ]
    return list(Unit.objects.filter(pk__in=keys).order_by("pk"))
