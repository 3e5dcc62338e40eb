"""What two versions of a year say differently of the same units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.evaluation.points.numbers import full, spoken

from .sheet import Sheet


@dataclass(frozen=True)
class Difference:
    """A unit with what is said of it otherwise: the name of each figure, before and after."""

    unit: int
    name: str
    changes: tuple[tuple[str, str, str], ...]


def differences(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[Difference]:
    """The units of which the two versions say something different, by name; new and left out ones too."""
    old, new = {sheet.unit: sheet for sheet in before}, {sheet.unit: sheet for sheet in after}
    found = []
    for unit in old.keys() | new.keys():
        changes = _changes(old.get(unit), new.get(unit))
        if changes:
            named = new.get(unit) or old[unit]
            found.append(Difference(unit, named.name, changes))
    return sorted(found, key=lambda difference: (difference.name, difference.unit))


def _changes(old: Sheet | None, new: Sheet | None) -> tuple[tuple[str, str, str], ...]:
    if old is None or new is None:
        return ((_("Unit"), _said(old), _said(new)),)
    said, said_now = _figures(old), _figures(new)
    return tuple((name, said[name], said_now[name]) for name in said if said[name] != said_now[name])


def _said(sheet: Sheet | None) -> str:
    return _("not evaluated") if sheet is None else sheet.name


def _figures(sheet: Sheet) -> dict[str, str]:
    figures = sheet.figures
    median = figures.median_days
    return {
        _("Unit"): sheet.name,
        _("Kind"): sheet.kind_name,
        _("Annex"): _("yes") if sheet.is_annex else _("no"),
        _("Periods met"): f"{figures.periods_met}/{figures.periods_owed}",
        _("Items of the year"): f"{figures.total_published}/{figures.total_owed}",
        _("Days to publication"): "–" if median is None else spoken(median),
        _("Genres"): ", ".join(f"{code}: {number}" for code, number in figures.genres.items()),
        _("Returned"): str(figures.returns),
        _("Points"): _("not graded") if sheet.points is None else full(sheet.points),
        _("Remark of the board"): sheet.comment,
    }
