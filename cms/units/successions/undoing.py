"""Taking an act on the register back, by an act that is recorded itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.trail import record
from cms.units.models import Succession, SuccessionUndoing, Unit, UnitVersion
from cms.units.successions.followers import followers
from cms.units.successions.guards import (
    Register,
    check_places,
    describe,
    lock_register,
    lock_units,
    published_since,
    require_administrator,
    standing_versions,
)
from cms.units.successions.roles_moved import restore_roles, supersede_roles
from cms.vietnamese.text import is_blank, nfc

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def undo(succession: Succession, *, reason: str, by: User) -> SuccessionUndoing:
    """Take a succession back: what held before holds again, and units that it founded exist on no day.

    Raises ``PermissionDenied`` for anyone but administrators. Raises ``ValidationError`` without a reason, if it was
    undone already, if a later act concerns one of its units, if an item of one of them was published on or after its
    day (withdrawn or not: the record is for ever), or if a unit would end up where it cannot stand.
    """
    require_administrator(by)
    lock_register()
    succession = Succession.objects.get(pk=succession.pk)
    reason = nfc(reason or "").strip()
    if is_blank(reason):
        raise ValidationError(_("Say why it is undone."), code="reason")
    units = list(Unit.objects.filter(successions__succession=succession).distinct())
    lock_units(units)
    _refuse_undoing(succession, units)
    _restore_versions(succession)
    restore_roles(succession.effects["memberships"])
    _take_back_followers(succession)
    data = {"superseded_roles": _take_roles_of_founded_units(succession)}
    undoing = SuccessionUndoing.objects.create(succession=succession, by=by, reason=reason, data=data)
    record("units.undo", succession, by=by, data={"reason": reason, "units": [unit.pk for unit in units]})
    return undoing


def _refuse_undoing(succession: Succession, units: list[Unit]) -> None:
    if SuccessionUndoing.objects.filter(succession=succession).exists():
        raise ValidationError(_("It was undone already."), code="undone")
    later = _later_act(succession, units)
    if later is not None:
        raise ValidationError(
            _("A later act concerns one of the units: undo that first (%(act)s)."),
            params={"act": describe(later, later.day)},
            code="later-act",
        )
    publication = published_since(units, succession.day)
    if publication is not None:
        raise ValidationError(
            _("It cannot be undone: “%(headline)s” was published on %(day)s for one of the units."),
            params={"headline": publication.headline, "day": f"{publication.local_date:%d/%m/%Y}"},
            code="published",
        )


def _later_act(succession: Succession, units: list[Unit]) -> Succession | None:
    """The latest standing act after this one that concerns its units, or put something below one that it founded."""
    later = Succession.objects.standing().filter(pk__gt=succession.pk).order_by("-pk")
    concerning = later.concerning(*units).first()
    founded = {effect["unit"] for effect in succession.effects["units"] if effect["before"] is None}
    if concerning is not None or not founded:
        return concerning
    return next((act for act in later if founded & _parents(act)), None)


def _parents(succession: Succession) -> set[int]:
    """The units below which an act put something, or from below which it took it."""
    states = [effect[moment] for effect in succession.effects["units"] for moment in ("before", "after")]
    return {state["parent"] for state in states if state and state["parent"]}


def _restore_versions(succession: Succession) -> None:
    effects = succession.effects["units"]
    for effect in effects:
        _refuse_if_changed(succession, effect)
    check_places(_as_before(succession), {effect["unit"] for effect in effects})
    opened = [effect["opened"] for effect in effects if effect["opened"]]
    UnitVersion.objects.filter(pk__in=opened).update(superseded_at=timezone.now())
    for effect in effects:
        if effect["superseded"]:
            UnitVersion.objects.filter(pk=effect["superseded"]).update(superseded_at=None, ended_by=None)
        if effect["ended"]:
            UnitVersion.objects.filter(pk=effect["ended"]).update(valid_to=None, ended_by=None)


def _as_before(succession: Succession) -> Register:
    """The register as it will be when the succession is taken back."""
    versions = standing_versions()
    effects = succession.effects["units"]
    kept = UnitVersion.objects.in_bulk([effect["superseded"] for effect in effects if effect["superseded"]])
    for effect in effects:
        rows = [version for version in versions[effect["unit"]] if version.pk != effect["opened"]]
        if effect["superseded"]:
            rows.append(kept[effect["superseded"]])
        if effect["ended"]:
            rows[-1].valid_to = None
        versions[effect["unit"]] = rows
    return versions


def _refuse_if_changed(succession: Succession, effect: dict[str, Any]) -> None:
    """Rows that were changed by another way than an act cannot be restored exactly."""
    versions = {version.pk: version for version in UnitVersion.objects.filter(unit=effect["unit"])}
    last = max(
        (version for version in versions.values() if version.superseded_at is None),
        key=lambda version: version.valid_from,
        default=None,
    )
    as_left = (
        last is not None and last.pk == effect["opened"] and last.valid_to is None
        if effect["opened"]
        else last is None or last.valid_to is not None
    )
    if effect["ended"] and versions[effect["ended"]].valid_to != succession.day:
        as_left = False
    if not as_left:
        unit = Unit.objects.get(pk=effect["unit"])
        raise ValidationError(
            _("The entries of %(unit)s were changed since: it cannot be undone."),
            params={"unit": str(unit)},
            code="changed",
        )


def _take_back_followers(succession: Succession) -> None:
    carrying_out = getattr(succession, "carrying_out", None)
    if carrying_out is None:
        return
    for name, data in reversed(carrying_out.data.items()):
        if name in followers:
            followers[name].undo(succession, data)


def _take_roles_of_founded_units(succession: Succession) -> dict[str, list[int]]:
    """Roles that were given in a unit which now exists on no day hold on no day either; by the unit's id."""
    never_founded = [effect["unit"] for effect in succession.effects["units"] if effect["before"] is None]
    return {str(unit): supersede_roles(unit) for unit in never_founded}
