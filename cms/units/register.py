"""The register of units at its lowest: a unit comes into being, with its page."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.units.days import today
from cms.units.models import Unit, UnitIndexPage, UnitKind, UnitPage, UnitVersion
from cms.vietnamese.text import is_blank, nfc

# More than any union has; a number that no database column holds would be an error and not a message.
MOST_MEMBERS = 10_000_000


def clean_name(name: str) -> str:
    """A unit's name as it is kept: NFC, single blanks; raises ``ValidationError`` if nothing of it can be seen."""
    name = " ".join(nfc(name or "").split())
    if is_blank(name):
        raise ValidationError(_("A unit needs a name."), code="no-name")
    return name


def clean_version(version: UnitVersion) -> UnitVersion:
    """``version`` if its fields can be kept; raises ``ValidationError`` for a name too long or a size that is none."""
    version.clean_fields(exclude=["unit", "opened_by", "ended_by"])
    if version.size is not None and version.size > MOST_MEMBERS:
        raise ValidationError(_("So many members a unit cannot have: %(size)s."), params={"size": version.size})
    return version


@transaction.atomic
def found_unit(
    name: str,
    *,
    kind: UnitKind,
    parent: Unit | None = None,
    size: int | None = None,
    on: dt.date | None = None,
    code: str | None = None,
) -> Unit:
    """Found a unit from a local day on, with its page, without a record: for what a portal starts with, and for acts.

    Raises ``ValidationError`` for a name, size or code that cannot be, or a code that another unit has.
    """
    unit = Unit(code=(nfc(code or "").strip() or None))
    version = clean_version(
        UnitVersion(name=clean_name(name), kind=kind, parent=parent, size=size, valid_from=on or today())
    )
    version.unit = unit
    unit.versions.add(version)
    unit.choose_slug(version.name)
    unit.full_clean()
    unit.save()
    open_page(unit)
    return unit


@transaction.atomic
def open_page(unit: Unit) -> UnitPage:
    """The unit's page as it stands today: opened if there is none, titled by the name of the day.

    Readers find it from the unit's first day on, and after its last; not if its founding was undone.
    """
    unit = Unit.objects.get(pk=unit.pk)
    title, live = str(unit), any(version.valid_from <= today() for version in unit.standing_versions)
    page = UnitPage.objects.filter(unit=unit).first()
    if page is None:
        page = UnitPage(title=title, slug=unit.slug, unit=unit, live=live)
        return UnitIndexPage.objects.get().add_child(instance=page)
    if (page.title, page.live) != (title, live):
        page.title = page.draft_title = title
        page.live = live
        page.save()
    return page
