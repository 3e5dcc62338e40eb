"""What the drop-downs of the template offer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from cms.spreadsheets.spelling import tidy
from cms.units.models import Unit

from .offers import offered_genres, offered_sections
from .unit_names import reference_of
from .values import PAID_LABELS


@dataclass(frozen=True)
class PublicationChoices:
    """Units by name (by code where two have one name), genres, sections, and the answers to “paid?”.

    Units and sections of another day than today may be typed.
    """

    NAMES: ClassVar[tuple[str, ...]] = ("units", "genres", "sections", "paid")
    OPEN: ClassVar[tuple[str, ...]] = ("units", "sections")

    units: tuple[str, ...]
    genres: tuple[str, ...]
    sections: tuple[str, ...]
    paid: tuple[str, ...] = tuple(PAID_LABELS.values())

    @classmethod
    def of_today(cls) -> PublicationChoices:
        """The choices that there are today."""
        genres = tuple(tidy(genre.name) for genre in offered_genres())
        return cls(_unit_names(), genres, tuple(tidy(name) for name in offered_sections()))

    def named(self, name: str) -> tuple[str, ...]:
        """The list with a name of ``NAMES``."""
        return getattr(self, name)


def _unit_names() -> tuple[str, ...]:
    units = [(tidy(unit.day_name), unit) for unit in Unit.objects.living().named()]
    times = Counter(name.casefold() for name, _unit in units)
    # A semicolon separates two units.
    is_plain = {name: times[name.casefold()] == 1 and ";" not in name for name, _unit in units}
    return tuple(name if is_plain[name] else reference_of(unit) for name, unit in units)
