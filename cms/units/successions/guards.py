"""What every act on the register asks first, and what must hold after it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.units.models import Publication, Succession, Unit, UnitIndexPage, UnitKind, UnitVersion
from cms.units.roles import is_administrator

if TYPE_CHECKING:
    from cms.accounts.models import User

EVER = dt.date.max

Register = dict[int, list[UnitVersion]]


def require_administrator(user: User) -> None:
    """Raise ``PermissionDenied`` unless ``user`` may act on the register at this moment, whatever was read before."""
    if not is_administrator(get_user_model().objects.get(pk=user.pk)):
        raise PermissionDenied(_("Only administrators act on the register of units."))


def lock_register() -> None:
    """Make acts on the register take turns, until the transaction ends."""
    list(UnitIndexPage.objects.select_for_update(of=("self",)).order_by("pk"))


def lock_units(units: Iterable[Unit]) -> None:
    """Keep the units' rows until the transaction ends: what refers to them anew waits, or has been seen."""
    list(Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("pk"))


def last_version(unit: Unit, day: dt.date) -> UnitVersion:
    """The version of ``unit`` that holds on a local day and has no end.

    Raises ``ValidationError`` if the unit does not exist on the day, or if something later is on record.
    """
    rows = UnitVersion.objects.standing().filter(unit=unit)
    versions = list(rows.select_related("kind", "parent", "opened_by", "ended_by"))
    version = next((version for version in versions if version.holds_on(day)), None)
    if version is None:
        raise ValidationError(
            _("%(unit)s does not exist on %(day)s."),
            params={"unit": unit.name_on(day), "day": f"{day:%d/%m/%Y}"},
            code="not-living",
        )
    if version.valid_to is not None:
        later = next((other.opened_by for other in versions if other.valid_from == version.valid_to), version.ended_by)
        raise ValidationError(
            _("%(unit)s: a later act is on record (%(act)s). Undo it first, or choose a day from then on."),
            params={"unit": version.name, "act": describe(later, version.valid_to)},
            code="later-act",
        )
    return version


def describe(succession: Succession | None, day: dt.date) -> str:
    """A succession in a few words for a message; ``day`` if what happened then has no record."""
    if succession is None:
        return _("an entry of %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    if not succession.decision_number:
        return str(succession)
    return _("%(what)s, decision %(number)s") % {"what": succession, "number": succession.decision_number}


def published_since(units: Iterable[Unit], day: dt.date) -> Publication | None:
    """The first publication of one of ``units`` on a local day or later, withdrawn ones too: the record is for ever."""
    publications = Publication.objects.filter(units__unit__in=units, local_date__gte=day)
    return publications.order_by("local_date", "pk").first()


def refuse_board(*kinds: UnitKind) -> None:
    """Raise ``ValidationError`` if one of ``kinds`` is the editorial board's: that unit is one and stays."""
    if any(kind.code == UnitKind.BOARD for kind in kinds):
        raise ValidationError(
            _("The editorial board's own unit is founded with the portal; it is not merged, divided or dissolved."),
            code="board",
        )


def refuse_twice(units: Iterable[Unit]) -> None:
    """Raise ``ValidationError`` if a unit is named twice, or none at all."""
    seen: set[int] = set()
    for unit in units:
        if unit.pk in seen:
            raise ValidationError(_("%(unit)s is named twice."), params={"unit": str(unit)}, code="twice")
        seen.add(unit.pk)
    if not seen:
        raise ValidationError(_("Name the units."), code="no-units")


def standing_versions(units: set[int] | None = None) -> Register:
    """The standing versions of ``units`` (of every unit if none are named), by the unit's id, the earliest first."""
    versions: Register = defaultdict(list)
    rows = UnitVersion.objects.standing().order_by("valid_from")
    for version in rows if units is None else rows.filter(unit__in=units):
        versions[version.unit_id].append(version)
    return versions


def check_places(versions: Register, touched: set[int]) -> None:
    """Check, on every day, the place of the ``touched`` units and of what stands below them.

    ``versions`` is the register as it is or would be. Raises ``ValidationError`` if a parent does not exist on a day
    on which its subordinate does, or if a unit stands below itself.
    """
    concerned = [
        version
        for rows in list(versions.values())
        for version in rows
        if version.parent_id and (version.unit_id in touched or version.parent_id in touched)
    ]
    for version in concerned:
        _check_parent_lives(version, versions.get(version.parent_id or 0, []))
        _check_above(version, versions)


def _check_parent_lives(version: UnitVersion, above: list[UnitVersion]) -> None:
    first, end = version.valid_from, version.valid_to or EVER
    if above and above[0].valid_from <= first and (above[-1].valid_to or EVER) >= end:
        return
    begins_late = not above or above[0].valid_from > first
    missing = first if begins_late else max(first, above[-1].valid_to or first)
    raise ValidationError(
        _("%(unit)s stands below %(parent)s, which does not exist on %(day)s: say where it goes."),
        params={
            "unit": version.name,
            "parent": Unit.objects.get(pk=version.parent_id).name_on(missing),
            "day": f"{missing:%d/%m/%Y}",
        },
        code="parent-not-living",
    )


def _check_above(version: UnitVersion, versions: Register) -> None:
    """Follow every way upwards, each with the days on which all of its steps hold."""
    ways = [(version.parent_id, version.valid_from, version.valid_to or EVER)]
    seen = set(ways)
    while ways:
        unit, first, end = ways.pop()
        if unit == version.unit_id:
            raise ValidationError(
                _("A unit cannot stand below itself: %(unit)s."), params={"unit": version.name}, code="cycle"
            )
        for above in versions.get(unit or 0, []):
            way = (above.parent_id, max(first, above.valid_from), min(end, above.valid_to or EVER))
            if above.parent_id and way[1] < way[2] and way not in seen:
                seen.add(way)
                ways.append(way)
