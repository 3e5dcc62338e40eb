"""Units that somebody pasted from a list, by code or name, one on each line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.utils.translation import gettext as _

from cms.units.models import Unit
from cms.vietnamese.text import fold


def read_units(text: str, day: dt.date) -> tuple[list[tuple[int, Unit]], list[tuple[int, str]]]:
    """The units named on the lines of ``text`` that live on a local day, and what is wrong, each with its line.

    Capitals, diacritics and blanks make no difference, but an exact name goes before a similar one.
    """
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        return [], []
    by_sign = _signs(day)
    found, problems = [], []
    for number, line in lines:
        units = _matching(line, by_sign)
        if len(units) == 1:
            found.append((number, units[0]))
        elif units:
            problems.append((number, _("“%(text)s” is the name of several units: write its code.") % {"text": line}))
        else:
            problems.append((number, _("No unit is called “%(text)s” on this day.") % {"text": line[:100]}))
    return found, problems


def _signs(day: dt.date) -> dict[str, list[Unit]]:
    signs: dict[str, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.living(day).named(day):
        signs[f"name:{unit.day_name}"].append(unit)
        signs[f"fold:{_folded(unit.day_name)}"].append(unit)
        if unit.code:
            signs[f"code:{unit.code.lower()}"].append(unit)
    return signs


def _matching(line: str, signs: dict[str, list[Unit]]) -> list[Unit]:
    for sign in (f"code:{line.lower()}", f"name:{line}", f"fold:{_folded(line)}"):
        if sign in signs:
            return signs[sign]
    return []


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
