"""Acts on the register of units."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from cms.units.days import today
from cms.units.models import Unit, UnitIndexPage, UnitKind, UnitPage, UnitVersion


@transaction.atomic
def found_unit(
    name: str, *, kind: UnitKind, parent: Unit | None = None, size: int | None = None, on: dt.date | None = None
) -> Unit:
    """Found a unit from a local day on, with its page.

    Raises ``ValidationError`` if the parent stands below the unit.
    """
    unit = Unit()
    version = UnitVersion(name=name, kind=kind, parent=parent, size=size, valid_from=on or today())
    version.unit = unit
    unit.versions.add(version)
    unit.save()
    open_page(unit)
    return unit


@transaction.atomic
def open_page(unit: Unit) -> UnitPage:
    """The unit's page, opened if it has none yet, with the unit's name of today as its title."""
    page = UnitPage.objects.filter(unit=unit).first()
    if page is None:
        page = UnitPage(title=str(unit), slug=unit.slug, unit=unit, live=True)
        UnitIndexPage.objects.get().add_child(instance=page)
    elif page.title != str(unit):
        page.title = page.draft_title = str(unit)
        page.save()
    return page
